"""Rules of HMRC's rule sets as landed: what would give a scheme another law than the published one."""

from __future__ import annotations

from typing import Any

ASSET = "raw/hmrc/rules_of_origin"
QUERY = """
select r.*, r.scheme in (select s.scheme from landing.current_hmrc_schemes as s) as is_listed
from landing.current_hmrc_rules as r
"""


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select edition, scheme from {batch} group by edition, scheme having count(distinct load_id) > 1"
            ),
            meta={"name": "one_file_a_scheme", "why": "two lists of a scheme in force at once would both be law"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select load_id, set_ordinal from {batch} group by load_id, set_ordinal"
                " having max(rule_ordinal) + 1 <> count(*) or min(rule_ordinal) <> 0"
            ),
            meta={"name": "rules_without_gap", "why": "a rule lost among alternatives is another law"},
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="operator",
            value_set=["or"],
            meta={
                "name": "known_operator",
                "why": "rows are read as alternatives; an operator not seen before may mean and",
            },
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="is_range_valid",
            value_set=[True],
            mostly=0.95,
            meta={
                "name": "ranges_have_their_form",
                "why": "a few slips are quarantined; many mean that the form has changed",
            },
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="rule_text",
            regex=r"\S",
            mostly=0.95,
            severity="warning",
            meta={
                "name": "rules_have_words",
                "why": "a rule without words is quarantined, and its goods cannot be decided",
            },
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="select scheme, set_ordinal from {batch} where not is_import and not is_export",
            severity="warning",
            meta={"name": "applies_in_a_direction", "why": "a rule for neither import nor export applies to nothing"},
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="is_listed",
            value_set=[True],
            severity="warning",
            meta={
                "name": "scheme_is_listed",
                "why": "of a scheme that no list names, countries and dates are not known",
            },
        ),
    ]

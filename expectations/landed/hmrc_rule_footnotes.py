"""Footnotes of HMRC's rule sets as landed."""

from __future__ import annotations

from typing import Any

ASSET = "raw/hmrc/rules_of_origin"
QUERY = """
select f.*, exists (
    select from landing.current_hmrc_rules as r
    where r.load_id = f.load_id and f.footnote_code = any(r.footnotes)
) as is_cited
from landing.current_hmrc_rule_footnotes as f
"""


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select edition, scheme, footnote_code from {batch} group by 1, 2, 3"
                " having count(distinct footnote_text) > 1"
            ),
            meta={"name": "one_text_a_footnote", "why": "a rule that cites a footnote of two texts has two meanings"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="footnote_text",
            regex=r"\S",
            severity="warning",
            meta={"name": "footnote_has_words", "why": "a condition without words cannot be kept"},
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="is_cited",
            value_set=[True],
            severity="warning",
            meta={"name": "footnote_is_cited", "why": "a footnote that no rule cites may have lost its rule"},
        ),
    ]

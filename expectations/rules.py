"""Rules that would be published: identity, ranges, and that every rule can be decided or says why not."""

from __future__ import annotations

from typing import Any

ASSET = "marts/origin/fct_rules"
QUERY = "select * from marts.fct_rules where recorded_to is null"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectTableRowCountToBeBetween(
            min_value=1, meta={"name": "not_empty", "why": "an empty list of rules is a failed load, not a law"}
        ),
        gxe.ExpectColumnValuesToBeUnique(
            column="rule_id", meta={"name": "one_open_version", "why": "one version of a rule is held true at a time"}
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="rule_id",
            regex=r"^[a-z0-9-]+:hs(2002|2007|2012|2017|2022):[^~\s]+~[1-9][0-9]*$",
            meta={"name": "rule_id_form", "why": "certificates cite the id for years; its form is a promise"},
        ),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="to_code",
            column_B="from_code",
            or_equal=True,
            meta={"name": "range_in_order", "why": "a reversed range covers nothing, and nobody would notice"},
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="state",
            value_set=["compiled", "attested", "quarantined"],
            meta={"name": "known_state", "why": "the engine decides by the state whether it may decide"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select rule_id from {batch}"
                " where (state = 'quarantined') <> coalesce(jsonb_typeof(rule -> 'criterion') in ('null'), true)"
            ),
            meta={"name": "decidable_or_quarantined", "why": "a rule has a criterion, or it is quarantined"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="select rule_id from {batch} where state = 'quarantined' and reason is null",
            meta={"name": "quarantine_has_a_reason", "why": "whoever lifts the quarantine must know what to look at"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select rule_id from {batch} where rule ->> 'id' <> rule_id"
                " or header ->> 'agreement' <> agreement_id or starts_with(rule_id, agreement_id || ':') is not true"
            ),
            meta={"name": "row_agrees_with_its_rule", "why": "columns select the rule, the engine reads the document"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=("select rule_id from {batch} where sources -> (rule -> 'source' ->> 'id') is null"),
            meta={"name": "every_rule_has_its_source", "why": "a verdict without a source proves nothing"},
        ),
    ]

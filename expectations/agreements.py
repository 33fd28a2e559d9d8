"""Agreements that would be published: parties, validity and general rules without overlap."""

from __future__ import annotations

from typing import Any

ASSET = "marts/origin/dim_agreements"
QUERY = "select * from marts.dim_agreements where recorded_to is null"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectColumnValuesToBeUnique(
            column="agreement_id", meta={"name": "one_open_version", "why": "one version is held true at a time"}
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="agreement_id",
            regex=r"^[a-z0-9-]+$",
            meta={"name": "agreement_id_form", "why": "rule ids begin with it"},
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="title", meta={"name": "has_a_title", "why": "a certificate prints it"}
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select agreement_id from {batch} where jsonb_array_length(parties) < 2"
                " or exists (select 1 from jsonb_array_elements(parties) as party where party ->> 'code' is null)"
            ),
            meta={"name": "two_parties", "why": "a preference is between parties, each with a code"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="select agreement_id from {batch} where valid_from > valid_to",
            meta={"name": "period_in_order", "why": "an agreement that ends before it begins is never in force"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select agreement_id from {batch}, lateral ("
                "  select daterange((p.part ->> 'valid_from')::date, (p.part ->> 'valid_to')::date, '[]') as period,"
                "    p.ordinal from jsonb_array_elements(document -> 'ruleset') with ordinality as p (part, ordinal)"
                ") as earlier, lateral ("
                "  select daterange((p.part ->> 'valid_from')::date, (p.part ->> 'valid_to')::date, '[]') as period,"
                "    p.ordinal from jsonb_array_elements(document -> 'ruleset') with ordinality as p (part, ordinal)"
                ") as later where earlier.ordinal < later.ordinal and earlier.period && later.period"
            ),
            meta={"name": "general_rules_apart", "why": "two general rules on one day leave open which one holds"},
        ),
    ]

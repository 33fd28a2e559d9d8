"""Schemes of HMRC's lists as landed: who the parties are and since when."""

from __future__ import annotations

from typing import Any

ASSET = "raw/hmrc/rules_of_origin"
QUERY = "select * from landing.current_hmrc_schemes where dataset = 'schemes'"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectCompoundColumnsToBeUnique(
            column_list=["edition", "scheme"],
            meta={"name": "one_entry_a_scheme", "why": "two entries would give a scheme two sets of parties and dates"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="scheme",
            regex=r"^[a-z0-9]+(-[a-z0-9]+)*$",
            meta={
                "name": "scheme_form",
                "why": "ids of agreements and rules are made of it, and certificates cite them",
            },
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="select name, edition, scheme from {batch} where split_part(name, '/', 1) <> edition",
            meta={
                "name": "entry_of_its_own_list",
                "why": "the list for Northern Ireland is other law than Great Britain's",
            },
        ),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="validity_end_date",
            column_B="validity_start_date",
            or_equal=True,
            ignore_row_if="either_value_is_missing",
            meta={"name": "period_in_order", "why": "a scheme that ends before it begins is never in force"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="select scheme from {batch} where cardinality(countries) = 0",
            severity="warning",
            meta={"name": "scheme_has_countries", "why": "a scheme of no country grants nothing to anybody"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="title",
            regex=r"\S",
            severity="warning",
            meta={"name": "scheme_has_a_title", "why": "people choose an agreement by its title"},
        ),
    ]

"""The manifest: every object in force, whole, and whose it is."""

from __future__ import annotations

from typing import Any

ASSET = "raw/landing/manifest"
_COUNTED = (
    "hmrc_schemes",
    "hmrc_scheme_areas",
    "hmrc_rules",
    "hmrc_rule_footnotes",
    "hmrc_documents",
    "hmrc_nomenclature",
    "hmrc_cds_records",
    "taric_records",
    "taric_nomenclature",
    "taric_additional_codes",
    "taric_duties",
    "wco_sections",
    "wco_hs_codes",
    "wco_correlations",
)
_SUM = " + ".join(f"(select count(*) from landing.{name} as t where t.load_id = o.load_id)" for name in _COUNTED)
QUERY = f"select o.*, {_SUM} as counted from landing.current_objects as o"


def expectations(gxe: Any) -> list[Any]:
    """The suite; ``meta.name`` is what a mutation refers to."""
    return [
        gxe.ExpectColumnPairValuesToBeEqual(
            column_A="row_count",
            column_B="counted",
            meta={"name": "rows_are_all_there", "why": "a load that lost rows is a law with holes"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=(
                "select dataset, name from {batch}"
                " where row_count = 0 and dataset in ('rule_sets', 'schemes', 'harmonized_system', 'correlations')"
            ),
            meta={"name": "law_is_not_empty", "why": "an empty list is a failed download, and would repeal a scheme"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="licence",
            regex=r"\S",
            meta={"name": "licence_is_stated", "why": "what we may not pass on must not be published"},
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="publisher",
            regex=r"\S",
            meta={"name": "publisher_is_stated", "why": "a certificate from the sample says so by its publisher"},
        ),
        gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="select dataset, name from {batch} where fetched_at > now() + interval '1 hour'",
            severity="warning",
            meta={
                "name": "not_from_the_future",
                "why": "freshness is measured from this time; a wrong clock hides staleness",
            },
        ),
    ]

{#
    Incremental and never rebuilt: published_v1 stands on this table, and dropping it would take the published views
    with it. A version that is new, or was closed since, is written; the rest is not touched.
#}
{{
    config(
        materialized="incremental",
        incremental_strategy="delete+insert",
        unique_key=["rule_id", "recorded_from"],
        full_refresh=false,
        on_schema_change="append_new_columns",
        indexes=[
            {"columns": ["rule_id", "recorded_from"], "unique": true},
            {"columns": ["agreement_id", "from_code", "to_code"]},
        ],
    )
}}

select source_rules.*
from {{ ref("stg_law__rules") }} as source_rules
{% if is_incremental() %}
    where not exists (
        select 1
        from {{ this }} as known
        where
            known.rule_id = source_rules.rule_id
            and known.recorded_from = source_rules.recorded_from
            and known.recorded_to is not distinct from source_rules.recorded_to
    )
{% endif %}

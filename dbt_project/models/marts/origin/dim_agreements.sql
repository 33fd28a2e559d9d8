{# Incremental and never rebuilt, for the reason that fct_rules gives. #}
{{
    config(
        materialized="incremental",
        incremental_strategy="delete+insert",
        unique_key=["agreement_id", "recorded_from"],
        full_refresh=false,
        on_schema_change="append_new_columns",
        indexes=[{"columns": ["agreement_id", "recorded_from"], "unique": true}],
    )
}}

select source_agreements.*
from {{ ref("stg_law__agreements") }} as source_agreements
{% if is_incremental() %}
    where not exists (
        select 1
        from {{ this }} as known
        where
            known.agreement_id = source_agreements.agreement_id
            and known.recorded_from = source_agreements.recorded_from
            and known.recorded_to is not distinct from source_agreements.recorded_to
    )
{% endif %}

with agreements as (
    select
        agreement_id,
        printed_edition
    from {{ ref("int_origin__rules_opened") }}
    group by agreement_id, printed_edition
),

subheadings as (
    select
        hs_edition,
        count(*)::int as subheading_count
    from {{ ref("int_nomenclature__hs_codes_united") }}
    where digits = 6
    group by hs_edition
),

matched as (
    select
        agreement_id,
        printed_edition,
        count(*)::int as covered_count,
        count(*) filter (where quarantined_count = 0)::int as decidable_count,
        count(*) filter (where rule_count > 1)::int as ambiguous_count
    from {{ ref("int_origin__subheadings_matched") }}
    group by agreement_id, printed_edition
)

select
    agreements.agreement_id,
    agreements.printed_edition,
    coalesce(subheadings.subheading_count, 0) as subheading_count,
    coalesce(matched.covered_count, 0) as covered_count,
    coalesce(matched.decidable_count, 0) as decidable_count,
    coalesce(matched.ambiguous_count, 0) as ambiguous_count,
    round(100.0 * coalesce(matched.covered_count, 0) / nullif(subheadings.subheading_count, 0), 2) as covered_pct,
    round(100.0 * coalesce(matched.decidable_count, 0) / nullif(subheadings.subheading_count, 0), 2) as decidable_pct
from agreements
left join subheadings on agreements.printed_edition = subheadings.hs_edition
left join matched
    on
        agreements.agreement_id = matched.agreement_id
        and agreements.printed_edition = matched.printed_edition

{{ config(indexes=[{"columns": ["agreement_id", "hs_code"], "unique": true}]) }}

with ranges as (
    select
        agreement_id,
        printed_edition,
        from_code,
        to_code,
        count(*) as rule_count,
        count(*) filter (where state = 'quarantined') as quarantined_count,
        count(*) filter (where row_kind = 'described') as described_count
    from {{ ref("int_origin__rules_opened") }}
    group by agreement_id, printed_edition, from_code, to_code
),

subheadings as (
    select
        hs_edition,
        hs_code
    from {{ ref("int_nomenclature__hs_codes_united") }}
    where digits = 6
)

select
    ranges.agreement_id,
    subheadings.hs_edition as printed_edition,
    subheadings.hs_code,
    sum(ranges.rule_count)::int as rule_count,
    sum(ranges.quarantined_count)::int as quarantined_count,
    sum(ranges.described_count)::int as described_count
from ranges
inner join subheadings
    on
        ranges.printed_edition = subheadings.hs_edition
        and ranges.from_code <= subheadings.hs_code
        and ranges.to_code >= subheadings.hs_code
group by ranges.agreement_id, subheadings.hs_edition, subheadings.hs_code

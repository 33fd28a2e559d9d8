{# Versions of one thing do not overlap: `recorded_to` of one is not after `recorded_from` of the next. #}
{% test periods_apart(model, key) %}
select {{ key | join(", ") }}, recorded_from
from (
    select
        {{ key | join(", ") }},
        recorded_from,
        lag(coalesce(recorded_to, 'infinity')) over (
            partition by {{ key | join(", ") }} order by recorded_from
        ) as previous_recorded_to
    from {{ model }}
) as versions
where previous_recorded_to > recorded_from
{% endtest %}

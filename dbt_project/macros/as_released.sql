{#
    Confines a bitemporal relation to what was known at the newest release. `law.releases` is named here literally:
    the release is made from these models, so a source would close the lineage into a circle.
#}
{% macro as_released(relation) -%}
    {{ relation }}.recorded_from <= ({{ released_at() }})
    and ({{ relation }}.recorded_to is null or {{ relation }}.recorded_to > ({{ released_at() }}))
{%- endmacro %}

{% macro released_at() -%}
    select newest.known_at from law.releases as newest order by newest.release_id desc limit 1
{%- endmacro %}

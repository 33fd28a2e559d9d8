{# Time with its zone: the default casts it to a zoneless timestamp in whatever zone the session has. #}
{% macro postgres__snapshot_get_time() -%}
    {{ current_timestamp() }}
{%- endmacro %}

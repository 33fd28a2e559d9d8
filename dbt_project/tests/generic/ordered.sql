{# Both ends of a range or period are inclusive: the first is not after the last. An absent end is open. #}
{% test ordered(model, first, last) %}
select {{ first }}, {{ last }}
from {{ model }}
where {{ first }} > {{ last }}
{% endtest %}

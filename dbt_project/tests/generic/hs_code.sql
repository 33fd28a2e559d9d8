{# A code of the Harmonized System: `digits` digits, no dots. #}
{% test hs_code(model, column_name, digits=6) %}
select {{ column_name }}
from {{ model }}
where {{ column_name }} is not null and {{ column_name }} !~ '^[0-9]{{ "{" }}{{ digits }}{{ "}" }}$'
{% endtest %}

{# A SHA-256 in lower case hex. #}
{% test sha256(model, column_name) %}
select {{ column_name }}
from {{ model }}
where {{ column_name }} !~ '^[0-9a-f]{64}$'
{% endtest %}

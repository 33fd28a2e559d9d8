"""Asset checks that are not dbt tests: Great Expectations suites, and the service level objective."""

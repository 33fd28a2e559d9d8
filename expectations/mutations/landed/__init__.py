"""Bad data for the suites of landed sources, one file a landing table."""

"""Mass determination: portfolios of cases decided by the published law. What a verdict is, the native engine says."""

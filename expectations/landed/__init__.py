"""Suites of landed sources, one file a landing table: what would make the law wrong is critical and blocks; what is odd
in a publisher's data is a warning. An empty table passes: what a source must hold is the manifest's suite.
"""

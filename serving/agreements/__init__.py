"""Agreements and rules as published, to read."""

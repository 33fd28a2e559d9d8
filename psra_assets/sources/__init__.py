"""Connectors: one folder a publisher. Bytes are landed as published and parsed to typed rows, never interpreted.

What belongs here: fetching, discovery, safe unpacking, the content-addressed landing store, parsers of publishers'
formats and the loads into the ``landing`` schema. What does not: what a rule means (``rac``), what is published (dbt).
"""

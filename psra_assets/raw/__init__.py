"""Landing assets: publishers' bytes, landed and parsed. What belongs here: which data set is which asset, and how fresh
it must be. What does not: formats (``sources``) and meaning (``rac``, dbt).
"""

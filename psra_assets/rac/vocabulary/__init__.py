"""The closed vocabularies of RaC: processes, tags (descriptions of goods and materials), facts, operations, terms.

A document may use no word outside them. Definitions are in our own words and cite the law that gives them.
"""

from psra_assets.rac.vocabulary.loader import Entry, Parameter, Vocabulary, facts, operations, processes, tags, terms

__all__ = ["Entry", "Parameter", "Vocabulary", "facts", "operations", "processes", "tags", "terms"]

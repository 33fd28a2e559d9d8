"""The closed vocabularies of RaC: processes, tags (descriptions of goods and materials) and attested facts.

A document may use no word outside them. Definitions are in our own words and cite the law that gives them.
"""

from psra_assets.rac.vocabulary.loader import Entry, Vocabulary, facts, processes, tags

__all__ = ["Entry", "Vocabulary", "facts", "processes", "tags"]

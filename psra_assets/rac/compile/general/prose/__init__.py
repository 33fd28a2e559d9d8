"""Reads a scheme's articles: the general rules that their sentences state, one part a file.

Each reader looks at one article in normal form (``text.normalise``) and returns the parts of ``general`` that its
sentences say, or raises ``Doubt``. A part that no article states is absent, and an absent relief is not granted.
"""

from psra_assets.rac.compile.general.prose.read import Read, read_articles

__all__ = ["Read", "read_articles"]

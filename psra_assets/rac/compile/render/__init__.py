"""From a criteria tree to canonical English, which the compiler reads back to the same tree.

The words are the lists' own (``grammar``, ``lexicon``). Two things are added, since no list says them without doubt:
``⟦ … ⟧`` holds together what belongs together, and ``« … »`` is a word of a vocabulary.
"""

from psra_assets.rac.compile.render.tree import english, render

__all__ = ["english", "render"]

"""The words of the lists, as data: phrases of the grammar, things (tags), processes, glosses."""

from psra_assets.rac.compile.lexicon.loader import Lexicon, ProcessWord, ThingWord, lexicon

__all__ = ["Lexicon", "ProcessWord", "ThingWord", "lexicon"]

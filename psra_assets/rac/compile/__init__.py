"""Compiler of published rule texts (UK Trade Tariff form) to RaC 2.0.

``text`` turns words into a normal form and says nothing about meaning; ``grammar`` says which sentences there are;
``constructs`` gives each sentence its criteria tree; ``rows`` reads a rule set with its neighbours; ``documents``
writes the result. What no rule of the grammar covers is quarantined with a reason, never guessed.
"""

from psra_assets.rac.compile.agreement import CompiledAgreement, compile_rule_sets
from psra_assets.rac.compile.articles import ArticleBundle, ArticleShelf
from psra_assets.rac.compile.documents import Finding
from psra_assets.rac.compile.files import Summary, compile_files

__all__ = [
    "ArticleBundle",
    "ArticleShelf",
    "CompiledAgreement",
    "Finding",
    "Summary",
    "compile_files",
    "compile_rule_sets",
]

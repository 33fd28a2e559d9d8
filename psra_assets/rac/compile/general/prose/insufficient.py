"""Insufficient operations (origin.md A.8): the list, whether a combination counts, what simple means."""

from __future__ import annotations

import re
from typing import Any

from psra_assets.rac.compile.general.prose.article import Article

# words that tell an item of the list, in the order in which they are tried
_OPERATIONS = (
    (r"\bslaughter", "slaughter"),
    (r"\bpreserv", "preservation"),
    (r"breaking[- ]up|assembly of packages|re-packaging", "breaking_up_or_assembly_of_packages"),
    (r"\bwashing|\bcleaning|removal of dust", "washing_and_cleaning"),
    (r"\bironing", "ironing_or_pressing_of_textiles"),
    (r"\bpainting", "simple_painting_or_polishing"),
    (r"\bhusking|milling of rice", "husking_milling_or_polishing_of_cereals"),
    (r"colour(?:ing)?\b.*\bsugar|flavour.*sugar", "colouring_or_forming_of_sugar"),
    (r"\bpeeling|\bstoning|\bshelling", "peeling_stoning_or_shelling"),
    (r"\bsharpening|\bgrinding|simple cutting", "sharpening_simple_grinding_or_cutting"),
    (r"\bsifting|\bscreening|\bsorting", "sifting_sorting_or_matching"),
    (r"in bottles|packaging operations", "simple_packing"),
    (r"\baffixing|\bprinting marks", "marking_or_labelling"),
    (r"simple mixing|\bmixing of (?:products|materials)", "simple_mixing"),
    (r"\bdilution|dehydration|denaturation|addition of water", "simple_dilution_dehydration_or_denaturation"),
    (r"simple assembly|\bassembly of parts", "simple_assembly_or_disassembly"),
)
_SUGAR = re.compile(r"mixing of sugar")
_COMBINATION = re.compile(r"\bcombination of two or more|\bany combination of")
_ONE_OR_MORE = re.compile(r"\b(?:only|solely)(?: of| by)? one or more of the following operations|solely one or more")
_SIMPLE = re.compile(r"neither special skills,? nor")
_NOT_ESSENTIAL = re.compile(r"do not contribute to the product's essential")


def insufficient(article: Article) -> dict[str, Any] | None:
    """``general.insufficient_operations``, or nothing if the article has no list."""
    found: list[str] = []
    for normal in article.paragraphs:
        shape = normal.shape
        for pattern, code in _OPERATIONS:
            if re.search(pattern, shape) and code not in found:
                found.append(code)
        if _SUGAR.search(shape) and "mixing_of_sugar" not in found:
            found.append("mixing_of_sugar")
    if not found:
        return None
    whole = article.whole.shape
    part: dict[str, Any] = {"operations": found, "combination": bool(_COMBINATION.search(whole))}
    if _ONE_OR_MORE.search(whole):
        part["one_or_more"] = True
    if _SIMPLE.search(whole):
        essential = bool(_NOT_ESSENTIAL.search(whole))
        part["simple"] = "skills_or_machines_or_not_essential" if essential else "skills_or_machines"
    return part

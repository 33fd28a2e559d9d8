"""Lists of codes and ranges."""

from __future__ import annotations

from lark import Token, Tree

from psra_assets.rac.compile.constructs.reader import Reader, subtrees, tokens
from psra_assets.rac.compile.errors import Doubt


def ref(reader: Reader, tree: Tree[Token]) -> str:
    """One code, or a range of equally long codes."""
    found = [reader.value(token) for token in tokens(tree, "C2", "C4", "C6")]
    level = tokens(tree, "LEVEL")
    for token in level:
        said = str(token)
        length = 2 if "chapter" in said else 6 if "subheading" in said else 4
        # “heading 7218 10” and “headings 4104 11” are subheadings, whatever the list calls them
        if any(len(code) != length and not (length == 4 and len(code) == 6) for code in found):
            raise Doubt(f"“{said.strip()}” does not fit the code {'-'.join(found)}")
    if len(found) == 1:
        return found[0]
    if len(found[0]) != len(found[1]):
        raise Doubt(f"a range between codes of different length: {'-'.join(found)}")
    if found[0] > found[1]:
        raise Doubt(f"a range that ends before it begins: {'-'.join(found)}")
    return f"{found[0]}-{found[1]}"


def refs(reader: Reader, tree: Tree[Token]) -> list[str]:
    """Every code and range of a list, in order, each once."""
    return list(dict.fromkeys(ref(reader, child) for child in subtrees(tree, "ref")))

"""Sugar is said in one way within one rule: by its headings, where a limit counts it together with other materials."""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.rac.compile.constructs.materials import SUGAR
from psra_assets.rac.compile.constructs.reader import Node
from psra_assets.rac.compile.constructs.states import leaves


def one_form(node: Node) -> Node:
    """A rule whose limits “sugar” and “sugar and the materials of chapter 4” count the same sugar."""
    scopes = [scope for leaf in leaves(node) for scope in _scopes(leaf)]
    if any(set(SUGAR.codes) < set(scope.get("codes", ())) for scope in scopes):
        for scope in scopes:
            if scope == {"tags": ["sugar"]}:
                scope.clear()
                scope["codes"] = list(SUGAR.codes)
    return node


def _scopes(leaf: Node) -> Iterator[Node]:
    """The scopes of a leaf and of what it allows."""
    yield from (leaf[key] for key in ("scope", "of", "except") if isinstance(leaf.get(key), dict))
    for allowance in leaf.get("allowances", ()):
        yield allowance["scope"]

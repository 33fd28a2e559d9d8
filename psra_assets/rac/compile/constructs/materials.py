"""Which materials a phrase means: parts of a union, and the scopes that say so."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from lark import Token, Tree

from psra_assets.rac.compile.constructs.codes import ref, refs
from psra_assets.rac.compile.constructs.reader import (
    Node,
    Reader,
    check_stated_codes,
    has,
    lexeme,
    only,
    subtrees,
    tokens,
)
from psra_assets.rac.compile.errors import Doubt

_SAME = {"SAME_HEADING": "heading", "SAME_SUBHEADING": "subheading", "SAME_CHAPTER": "chapter"}


@dataclass(frozen=True, slots=True)
class Materials:
    """One part of a phrase that names materials.

    ``is_originating``: the phrase speaks of originating ones. ``is_other``: “other materials” of a heading, that is,
    not those of the product's own description. ``is_excepted``: “these materials”, which an exception
    named before. ``exact``: a scope in JSON, as the renderer's brackets say it.
    """

    codes: tuple[str, ...] = ()
    same: str | None = None
    tags: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    noun: str = "materials"
    is_originating: bool = False
    is_other: bool = False
    is_excepted: bool = False
    exact: str | None = None

    @property
    def is_everything(self) -> bool:
        """Whether it restricts nothing."""
        named = self.codes or self.same or self.tags or self.but_not or self.exact
        return not (named or self.is_other or self.is_excepted)

    def scope(self) -> Node | None:
        """The scope, or nothing where every material is meant."""
        if self.exact is not None:
            scope: Node = json.loads(self.exact)
            return scope
        if self.is_originating:
            raise Doubt("a condition on originating materials")
        if self.is_excepted:
            raise Doubt("“these materials” stand for more than one scope can say")
        if self.is_everything:
            if self.noun not in ("material", "materials"):
                raise Doubt(f"“{self.noun}” without a description or a code")
            return None
        node: Node = {}
        if self.codes:
            node["codes"] = list(self.codes)
        if self.same:
            node["same"] = self.same
        if self.tags:
            node["tags"] = list(self.tags)
        if self.is_other:
            if not (self.codes or self.same):
                raise Doubt("“other materials” than which?")
            node["not"] = {"tags": ["same_description"]}
        if self.but_not:
            node["not"] = {"tags": list(self.but_not)}
        return node


@cache
def _titles() -> dict[str, frozenset[str]]:
    text = (files("psra_assets.rac.compile.lexicon") / "titles.yaml").read_text(encoding="utf-8")
    return {tag: frozenset(codes) for tag, codes in yaml.load(text, Loader=yaml.CSafeLoader).items()}


def _without_title(tags: tuple[str, ...], codes: tuple[str, ...]) -> tuple[str, ...]:
    """Without the tag where the codes are entitled so: “cereals of chapter 10” are all of chapter 10."""
    if len(tags) == 1 and codes and set(codes) <= _titles().get(tags[0], frozenset()):
        return ()
    return tags


def thing(reader: Reader, token: Token) -> tuple[str, ...]:
    """Tags of a thing that the lexicon knows."""
    word = lexeme(token).data
    check_stated_codes(reader, token, word.stated_codes)
    tags: tuple[str, ...] = word.tags
    return tags


def exact(reader: Reader, tree: Tree[Token]) -> Materials:
    """Materials by a scope between the renderer's brackets."""
    return Materials(exact=json.dumps(_scope_within(reader, tree)))


def _scope_within(reader: Reader, tree: Tree[Token]) -> Node:
    node: Node = {}
    listed = only(tree, "refs")
    if listed is not None:
        node["codes"] = refs(reader, listed)
    for token in tokens(tree, *_SAME):
        node["same"] = _SAME[token.type]
    described = only(tree, "described")
    if described is not None:
        node["tags"] = [tag for token in tokens(described, "THING") for tag in thing(reader, token)]
    without = only(tree, "but_not")
    if without is not None:
        node["not"] = _scope_within(reader, next(subtrees(without)))
    return node


def named(reader: Reader, tree: Tree[Token]) -> Materials:
    """One part of a union."""
    if tree.data == "same_description":
        return Materials(tags=("same_description",))
    if tree.data == "same_group":
        return Materials(same="heading", tags=("same_group",))
    if tree.data == "exact_materials":
        return exact(reader, next(subtrees(tree)))
    if tree.data == "excepted_materials":
        return Materials(is_excepted=True)
    codes: tuple[str, ...] = ()
    same = None
    of = only(tree, "of_part")
    if of is not None:
        listed = only(of, "refs")
        if listed is not None:
            codes = tuple(refs(reader, listed))
        else:
            same = next(_SAME[child.type] for child in of.children if isinstance(child, Token) and child.type in _SAME)
    plain = tokens(tree, "PLAIN")
    things = tokens(tree, "THING")
    tags = thing(reader, things[0]) if things else ()
    noun = str(plain[0]) if plain else "materials"
    is_other = noun.startswith("other ")
    return Materials(
        codes=codes,
        same=same,
        tags=_without_title(tags, codes),
        but_not=("natural_rubber",) if only(tree, "not_rubber") is not None else (),
        noun=noun.removeprefix("other "),
        is_originating=tree.data == "named_originating",
        is_other=is_other,
    )


def union(reader: Reader, tree: Tree[Token]) -> list[Materials]:
    """The parts of “A, B or C of heading D”, those of codes only put together."""
    parts = [named(reader, child) for child in subtrees(tree)]
    return merged(parts)


def merged(parts: list[Materials]) -> list[Materials]:
    """Parts that one scope can say are put together; a repeated part counts once."""
    by_codes = [p for p in parts if p.codes and p == Materials(codes=p.codes, noun=p.noun)]
    by_tags = [p for p in parts if p.tags and p == Materials(tags=p.tags, noun=p.noun)]
    rest = [p for p in parts if p not in by_codes and p not in by_tags]
    result: list[Materials] = []
    if by_codes:
        result.append(Materials(codes=tuple(dict.fromkeys(code for p in by_codes for code in p.codes))))
    if by_tags:
        result.append(Materials(tags=tuple(dict.fromkeys(tag for p in by_tags for tag in p.tags))))
    return result + list(dict.fromkeys(rest))


def one_scope(parts: list[Materials]) -> Node | None:
    """The one scope of a union; ``Doubt`` where it takes more than one, or speaks of originating materials."""
    if any(part.is_originating for part in parts):
        raise Doubt("a limit on originating materials")
    if len(parts) > 1:
        raise Doubt("materials that one scope cannot name together")
    return parts[0].scope()


def excepted(reader: Reader, tree: Tree[Token]) -> Materials:
    """One exception that is not the product's own class."""
    if tree.data == "excepted_exact":
        return exact(reader, next(subtrees(tree)))
    one = only(tree, "ref")
    codes = (ref(reader, one),) if one is not None else ()
    things = tokens(tree, "THING")
    tags = thing(reader, things[0]) if things else ()
    noun = str(tokens(tree, "PLAIN")[0]) if has(tree, "PLAIN") else "materials"
    if noun.startswith("other "):
        return Materials(codes=codes, is_other=True)
    return Materials(codes=codes, tags=_without_title(tags, codes))

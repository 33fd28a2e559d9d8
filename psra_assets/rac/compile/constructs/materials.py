"""Which materials a phrase means: parts of a union, and the scopes that say so."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
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
    named before. ``but_not`` are descriptions that are left out, ``excluded`` what an exception names. ``exact``: a
    scope in JSON, as the renderer's brackets say it.
    """

    codes: tuple[str, ...] = ()
    same: str | None = None
    tags: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    excluded: tuple[Materials, ...] = ()
    but_not_same: str | None = None
    noun: str = "materials"
    is_originating: bool = False
    is_other: bool = False
    is_excepted: bool = False
    exact: str | None = None

    @property
    def is_everything(self) -> bool:
        """Whether it restricts nothing."""
        left_out = self.but_not or self.excluded or self.but_not_same
        named = self.codes or self.same or self.tags or left_out or self.exact
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
            if self.noun not in ("material", "materials", "component products"):
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
        if self.excluded:
            node["not"] = one_scope(list(self.excluded)) or {}
        if self.but_not_same:
            node["not"] = {"same": self.but_not_same}
        return node


# sugars in the sense of the lists' notes on weights (GSP 2.2, PEM revised 4.2), where they are added to other materials
SUGAR = Materials(codes=("1701-1702",))


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
    if tree.data == "named_but_own":
        said = str(tokens(tree, "BUT_OWN")[0])
        level = next(word for word in ("subheading", "heading", "chapter") if word in said)
        return Materials(but_not_same=level)
    if tree.data == "exact_materials":
        return exact(reader, next(subtrees(tree)))
    if tree.data == "exact_originating":
        return replace(exact(reader, next(subtrees(tree))), is_originating=True)
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
    without = only(tree, "not_part")
    left_out = only(without, "excluded") if without is not None else None
    return Materials(
        codes=codes,
        same=same,
        tags=_with_quality(reader, tree, _without_title(tags, codes)),
        but_not=("natural_rubber",) if without is not None and left_out is None else (),
        excluded=_excluded(reader, left_out) if left_out is not None else (),
        noun=noun.removeprefix("other "),
        is_originating=tree.data == "named_originating",
        is_other=is_other,
    )


def _excluded(reader: Reader, tree: Tree[Token]) -> tuple[Materials, ...]:
    """“other than those of subheading 960850”."""
    items = list(subtrees(tree))
    if any(item.data == "excepted_own" for item in items):
        raise Doubt("an exception for the product's own class from materials")
    return tuple(merged([excepted(reader, item) for item in items]))


def _with_quality(reader: Reader, tree: Tree[Token], tags: tuple[str, ...]) -> tuple[str, ...]:
    """With the description that follows the codes: “preparations of subheading 190190 containing more than …”."""
    for token in tokens(tree, "QUALITY"):
        if tags:
            raise Doubt("materials that answer two descriptions at once")
        tags = thing(reader, token)
    return tags


def union(reader: Reader, tree: Tree[Token]) -> list[Materials]:
    """The parts of “A, B or C of heading D”, those of codes only put together."""
    parts: list[Materials] = []
    for child in subtrees(tree):
        part = named(reader, child)
        things = tokens(child, "THING")
        parts += _at_home(part, lexeme(things[0]).data.home) if things else [part]
    return merged(parts)


def _at_home(part: Materials, home: tuple[str, ...]) -> list[Materials]:
    """“peaches of subheading 080930, subheading 081010”: a description covers the codes where such goods are
    classified; the codes behind them stand for themselves. Without a known home it covers all codes of its list.
    """
    if not home or len(part.codes) < 2:
        return [part]
    inside = tuple(code for code in part.codes if within(code, home))
    rest = tuple(code for code in part.codes if code not in inside)
    if not rest:
        return [part]
    if part.codes[: len(inside)] != inside or not inside:
        raise Doubt("a description that may cover the codes behind it, or not")
    return [replace(part, codes=inside), Materials(codes=rest)]


def within(code: str, home: tuple[str, ...]) -> bool:
    """Whether a code or range lies within one of the others."""
    low, _, high = code.partition("-")
    return any(low >= start and (high or low)[: len(end)] <= end for start, end in map(_ends, home))


def _ends(code: str) -> tuple[str, str]:
    low, _, high = code.partition("-")
    return low, high or low


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
    return parts[0].scope() if len(parts) == 1 else _together(parts)


def _together(parts: list[Materials]) -> Node:
    """One scope of several parts that each name codes: all the codes, but of those with a description only what is so
    described. Each description is thought to fit its own codes only.
    """
    parts = [SUGAR if part == Materials(tags=("sugar",), noun=part.noun) else part for part in parts]
    if not all(part.codes and part == Materials(codes=part.codes, tags=part.tags, noun=part.noun) for part in parts):
        raise Doubt("materials that one scope cannot name together")
    described = [part for part in parts if part.tags]
    coded = [code for part in described for code in part.codes]
    if len(set(coded)) < len(coded):
        raise Doubt("materials that one scope cannot name together")
    node: Node = {"codes": list(dict.fromkeys(code for part in parts for code in part.codes))}
    if described:
        tags = list(dict.fromkeys(tag for part in described for tag in part.tags))
        node["not"] = {"codes": coded, "not": {"tags": tags}}
    return node


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
    return Materials(codes=codes, tags=_with_quality(reader, tree, _without_title(tags, codes)))

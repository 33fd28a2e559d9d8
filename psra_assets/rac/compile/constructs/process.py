"""Attested processes and materials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lark import Token, Tree

from psra_assets.rac.compile.constructs.materials import Materials, union
from psra_assets.rac.compile.constructs.reader import (
    Node,
    Reader,
    check_stated_codes,
    has,
    joint,
    lexeme,
    only,
    subtrees,
    tokens,
)
from psra_assets.rac.compile.constructs.units import Unit
from psra_assets.rac.compile.errors import Doubt
from psra_assets.rac.compile.lexicon import ProcessWord

_MADE_UP = 6
Words = tuple[ProcessWord, ...]
Branches = list[list[Words]]


def processes(reader: Reader, tree: Tree[Token]) -> Unit:
    """“A or B combined with C or D”: every step must be done, within a step any of its processes."""
    return Unit(node=_steps(reader, tree), is_process=True)


def further(reader: Reader, tree: Tree[Token]) -> Unit:
    """“…, combined with making-up”: one more step, behind a limit that stands between."""
    return Unit(node=_steps(reader, tree), is_process=True)


def _steps(reader: Reader, tree: Tree[Token]) -> Node:
    steps = list(subtrees(tree, "step"))
    nodes = []
    for branch in _branches(reader, steps):
        leaves = [_leaf(reader, tree, words) for words in branch]
        nodes.append(joint("all", leaves))
    return joint("any", nodes)


def _branches(reader: Reader, steps: list[Tree[Token]]) -> Branches:
    """The alternatives of a process clause. Where “or” and “combined with” meet, the stages of production decide:

    in “A or B combined with C” A stands alone if it already yields what C yields (spinning of natural fibres, or
    extrusion combined with spinning), and goes with C if it comes before it (twisting or texturing, then weaving).
    """
    read = [_step(reader, step) for step in steps]
    if len(read) == 1:
        return [[read[0][0]]]
    if len(read) > 2 and any(len(words) > 1 for words, _ in read[1:]) and not _makes_up_last(read):
        raise Doubt("“or” and “combined with” leave two readings")
    (first, first_case), (second, _), *_ = read
    together: list[tuple[ProcessWord, ...]] = [words for words, _ in read]
    if len(first) > 1 and not first_case and len(read) == 2:
        *alone, last = first
        if second and all(word.stage and other.stage for word in alone for other in second):
            levels = {word.stage for word in alone}
            yields = {word.stage for word in second}
            if min(levels) >= max(yields) and {last.stage} != yields:
                return [*_alone(alone), [(last,), second]]
            if max(levels) >= min(yields) and not _finishes_all(second):
                raise Doubt("“or” and “combined with” leave two readings")
    if len(read) == 2 and len(second) > 1 and any(word.own_material for word in second[1:]) and len(first) == 1:
        own = tuple(word for word in second if word.own_material)
        rest = tuple(word for word in second if not word.own_material)
        return [[first, rest], *_alone(own)]
    return [together]


def _finishes_all(words: Words) -> bool:
    """Whether the second step is “at least two preparatory or finishing operations”, which never stands alone and goes
    with each process before it.
    """
    return all(word.codes == ("two_finishing_operations",) for word in words)


def _makes_up_last(read: list[tuple[Words, bool]]) -> bool:
    """“spinning or extrusion, combined with weaving or with knitting and making-up”: a made-up article is made up
    whichever way its fabric was formed.
    """
    *before, (last, _) = read
    fabric = {word.stage for word in before[-1][0]}
    return len(before) == 2 and {word.stage for word in last} == {_MADE_UP} and len(fabric) == 1 and 0 not in fabric


def _alone(words: Sequence[ProcessWord]) -> Branches:
    """Each process as an alternative of its own."""
    return [[(word,)] for word in words]


def _step(reader: Reader, step: Tree[Token]) -> tuple[tuple[ProcessWord, ...], bool]:
    words = []
    for token in tokens(step, "PROCESS"):
        word: ProcessWord = lexeme(token).data
        check_stated_codes(reader, token, word.stated_codes)
        words.append(word)
    joints = [lexeme(token).data for token in tokens(step, "J_PROC")]
    if any(kind in ("and", "andor") for kind in joints):
        raise Doubt("processes tied by “and”")
    if len(words) > 1 and "or" not in joints:
        raise Doubt("processes in a list without “or”")
    if has(step, "EACH_CASE") and len(words) == 1:
        raise Doubt("“in each case” of what stands elsewhere")
    return tuple(words), has(step, "EACH_CASE")


def _leaf(reader: Reader, tree: Tree[Token], words: tuple[ProcessWord, ...]) -> Node:
    if len(words) == 1 and words[0].joined == "all":
        return reader.leaf(tree, "Process", all_of=list(words[0].codes))
    if any(word.joined == "all" for word in words):
        return joint("any", [_leaf(reader, tree, (word,)) for word in words])
    return reader.leaf(tree, "Process", any_of=list(dict.fromkeys(code for word in words for code in word.codes)))


def from_material(reader: Reader, tree: Tree[Token]) -> Unit:
    """“Manufacture from yarn”; “from materials of heading 7206”: one or more of these, or of an earlier stage."""
    listed = next(subtrees(tree, "materials"))
    if any(lexeme(token).data == "andor" for token in tokens(listed, "J_NOUN")):
        raise Doubt("“and/or” between materials")
    parts = union(reader, listed)
    excluded = parts[-1].excluded
    parts = [*parts[:-1], replace(parts[-1], excluded=())]
    if any(part.excluded for part in parts):
        raise Doubt("an exception from some of the materials to start from")
    coded = [part for part in parts if part.codes or part.same]
    if coded and len(coded) < len(parts):
        raise Doubt("materials by description and by code in one list")
    if len(coded) > 1:
        node = _of_codes(reader, tree, parts)
    else:
        node = joint("any", [_from(reader, tree, part) for part in parts])
    if excluded:
        scopes = [part.scope() for part in excluded]
        if None in scopes:
            raise Doubt("an exception from materials to start from")
        node = joint("all", [node, *(reader.leaf(tree, "Prohibit", scope=scope) for scope in scopes)])
    if only(tree, "step") is not None:
        node = joint("all", [node, _steps(reader, tree)])
    if coded:
        node = joint("any", [node, _of_an_earlier_stage(reader, tree, coded)])
    return Unit(node=node, materials=tuple(parts), is_process=True)


def _of_an_earlier_stage(reader: Reader, tree: Tree[Token], named: list[Materials]) -> Node:
    """Start from an earlier stage than the codes that are named (PEM note 3.2): never from the product itself."""
    earlier = reader.leaf(tree, "Fact", code="materials_of_an_earlier_stage", kind="description")
    if any(part.same for part in named):
        return earlier
    codes = list(dict.fromkeys(code for part in named for code in part.codes))
    alike = reader.leaf(tree, "Prohibit", scope={"same": "heading", "not": {"codes": codes}})
    return joint("all", [alike, earlier])


def _of_codes(reader: Reader, tree: Tree[Token], parts: list[Materials]) -> Node:
    """Several descriptions, each of its codes: one of them is used, and nothing of other codes."""
    if any(part.same or part.is_other or len(part.tags) != 1 for part in parts):
        raise Doubt("materials by description and by code in one list")
    codes = list(dict.fromkeys(code for part in parts for code in part.codes))
    described = joint("any", [reader.leaf(tree, "FromMaterial", tags=list(part.tags)) for part in parts])
    return joint("all", [described, reader.leaf(tree, "Prohibit", scope={"not": {"codes": codes}})])


def _from(reader: Reader, tree: Tree[Token], part: Materials) -> Node:
    if part.is_originating or part.but_not or part.is_excepted:
        raise Doubt("materials that the rule does not allow to start from")
    if not part.codes and not part.same:
        if not part.tags:
            raise Doubt(f"manufacture from “{part.noun}” without a description or a code")
        return joint("any", [reader.leaf(tree, "FromMaterial", tags=[tag]) for tag in part.tags])
    within: Node = {"codes": list(part.codes)} if part.codes else {"same": part.same}
    leaves = [reader.leaf(tree, "Prohibit", scope={"not": within})]
    if part.is_other:
        leaves.append(reader.leaf(tree, "Prohibit", scope={**within, "tags": ["same_description"]}))
    if part.tags:
        if len(part.tags) > 1:
            raise Doubt("several descriptions within one code")
        leaves.insert(0, reader.leaf(tree, "FromMaterial", tags=list(part.tags)))
    return joint("all", leaves)

"""Puts requirements together: what softens or caps goes to what stands before it; the rest by “and” and “or”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lark import Token, Tree

from psra_assets.rac.compile.constructs import (
    beside,
    canonical,
    change,
    conditions,
    content,
    other,
    process,
    singular,
    sugar,
)
from psra_assets.rac.compile.constructs.materials import Materials, merged, one_scope
from psra_assets.rac.compile.constructs.reader import Node, Reader, joint, lexeme, subtrees, tokens
from psra_assets.rac.compile.constructs.states import leaves, state_of
from psra_assets.rac.compile.constructs.units import Cap, Premise, Unit
from psra_assets.rac.compile.errors import Doubt
from psra_assets.rac.compile.grammar import parse
from psra_assets.rac.compile.text import normalise

_PROVISO = re.compile(r"provided|only if|on condition")
_QUOTA = "annual-quota"
_READ = {
    "change": change.change,
    "within_heading": change.within_heading,
    "from_named": change.from_named,
    "goods_alone": other.goods_alone,
    "condition": conditions.condition,
    "cap": conditions.cap,
    "concession": conditions.concession,
    "prohibition": conditions.prohibition,
    "goods_wo": conditions.goods_wo,
    "content": content.content,
    "line": content.line_unit,
    "processes": process.processes,
    "further": process.further,
    "from_material": process.from_material,
    "set_rule": other.set_rule,
    "retained": other.retained,
    "each_process": canonical.each_process,
    "starting_from": canonical.starting_from,
    "attested": canonical.attested,
    "arrack": singular.arrack,
    "others_originating": singular.others_originating,
    "predominant": singular.predominant,
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A text's criteria tree, the goods it speaks of, and the notes it points to.

    ``absorbed``: spans of words that ask for nothing beside the rest (“materials of any heading” with a limit).
    """

    node: Node
    premises: tuple[Premise, ...]
    notes: tuple[str, ...]
    state: str
    valid_from: str | None = None
    valid_to: str | None = None
    is_quota: bool = False
    absorbed: tuple[tuple[int, int], ...] = ()


def meaning(text: str) -> Meaning:
    """What a rule text means. Raises ``Doubt`` with the reason where it is not understood."""
    normal = normalise(text)
    if normal.shape.startswith("however"):
        raise Doubt("a fragment of another rule")
    tree, tail = parse(normal.shape)
    if tail.strip(" ¶.,;:"):
        raise Doubt(f"the sentence breaks off after “{tail}”")
    reader = Reader.of(normal)
    units = _units(reader, tree)
    premises = tuple(unit.premise for unit in units if unit.premise is not None)
    notes = tuple(dict.fromkeys(lexeme(token).data for token in tokens(tree, "GLOSS")))
    start, end = _period(reader, tree)
    if (start or end) and any(unit.begins_sentence for unit in units[1:]):
        raise Doubt("a period that may be for one sentence of several")
    units = [unit for unit in units if not unit.is_premise_alone]
    if units:
        units[0].conjunction, units[0].begins_sentence = "none", False
    node = sugar.one_form(beside.granted(reader, tree, _together(reader, _attached(reader, units))))
    return Meaning(node, premises, notes, state_of(node), start, end, _QUOTA in notes, _absorbed(units, node))


def _absorbed(units: list[Unit], node: Node) -> tuple[tuple[int, int], ...]:
    kept = {id(leaf) for leaf in leaves(node)}
    read = (leaf for unit in units if unit.node is not None for leaf in leaves(unit.node))
    spans = [leaf["source"]["span"] for leaf in read if leaf["type"] == "AnyHeading" and id(leaf) not in kept]
    return tuple((low, high) for low, high in spans)


def _period(reader: Reader, tree: Tree[Token]) -> tuple[str | None, str | None]:
    """First and last day on which the words hold, where they say it in brackets."""
    found = tokens(tree, "PERIOD")
    if not found:
        return None, None
    if len(found) > 1:
        raise Doubt("more than one period")
    days = reader.values_within(found[0].start_pos or 0, found[0].end_pos or 0)
    if not all(map(_is_day, days)) or days != sorted(days):
        raise Doubt(f"a period that no calendar has: {' to '.join(days)}")
    if len(days) == 2:
        return days[0], days[1]
    return (None, days[0]) if "until" in found[0] else (days[0], None)


def _is_day(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False


def _units(reader: Reader, tree: Tree[Token]) -> list[Unit]:
    units: list[Unit] = []
    conjunction, mark = "none", ""
    for child in tree.children:
        if isinstance(child, Token):
            if child.type == "J_REQ":
                conjunction, mark = str(lexeme(child).data), lexeme(child).text
            continue
        asked = next(part for part in subtrees(child))
        unit = _group(reader, asked) if asked.data == "group" else _READ[str(asked.data)](reader, asked)
        if asked.data == "further" and conjunction == "none":
            conjunction = "and"
        unit.conjunction, unit.begins_sentence, unit.mark = conjunction, bool(units) and "." in mark, mark
        whole = unit.is_process or unit.leaf is not None
        for token in tokens(child, "FOR_COUNTRY"):
            unit.country = singular.country(reader, token)
        unit.has_lead = unit.has_lead or bool(tokens(child, "LEAD")) or (whole and conjunction == "or" and "¶" in mark)
        unit.opens_list = bool(units) and conjunction == "none" and "¶" not in mark and bool(tokens(child, "IN_WHICH"))
        unit.is_proviso = any(_PROVISO.search(token) for token in tokens(child, "IN_WHICH"))
        unit.span = (child.meta.start_pos, child.meta.end_pos)
        units.append(unit)
    return units


def _group(reader: Reader, tree: Tree[Token]) -> Unit:
    """What the renderer's brackets hold together."""
    return Unit(node=_together(reader, _attached(reader, _units(reader, tree))), is_whole=True)


def _attached(reader: Reader, units: list[Unit]) -> list[Unit]:
    """Units with a node of their own; concessions and caps are worked into the one that they follow."""
    kept: list[Unit] = []
    for unit in units:
        if unit.node is not None:
            if unit.is_process and unit.is_proviso and kept and kept[-1].concession and kept[-1].leaf is not None:
                _worked(kept[-1], unit)
            else:
                kept.append(unit)
            continue
        if not kept:
            raise Doubt("a fragment of another rule")
        if unit.are_others is not None:
            named = next((one.materials for one in reversed(kept) if one.materials), ())
            unit.node = singular.other_than(named, unit.are_others)
            kept.append(unit)
            continue
        before = kept[-1]
        if unit.groups:
            before.node = singular.restricted(before.node or {}, unit.groups)
            continue
        if unit.concession:
            _soften(reader, before, unit)
        if unit.cap is not None:
            _limit(reader, before, unit)
        if before.leaf is not None:
            _widen(reader, before.leaf, unit)
    for unit in kept:
        if unit.is_process and unit.concession:
            raise Doubt("a concession without a limit to a rule on processes or materials")
        _complete(unit.leaf or {})
    return kept


def _worked(before: Unit, unit: Unit) -> None:
    """“However, materials of X may be used, provided that they undergo a retanning operation”: the change without any
    of them, or with them and the process.
    """
    leaf = before.leaf
    if leaf is None or before.node is not leaf or unit.node is None:
        raise Doubt("a process for materials that are let off")
    strict = {key: value for key, value in leaf.items() if key != "allowances"}
    _complete(leaf)
    scopes = [allowance["scope"] for allowance in leaf["allowances"] if allowance["scope"] != leaf.get("except")]
    barred = [{"type": "Prohibit", "scope": scope, "source": leaf["source"]} for scope in scopes]
    before.node = joint("any", [joint("all", [strict, *barred]), joint("all", [leaf, unit.node])])
    before.concession, before.leaf, before.is_whole = (), None, True


def _complete(leaf: Node) -> None:
    """An allowance without a limit."""
    for allowance in leaf.get("allowances", ()):
        allowance.setdefault("max_pct", "100")
        allowance.setdefault("measure", "value")
        if allowance["measure"] == "value":
            allowance.setdefault("basis", "EXW")


def _widen(reader: Reader, leaf: Node, unit: Unit) -> None:
    """The leaf's span takes in the words that change it."""
    span = leaf["source"]["span"]
    leaf["source"]["span"] = [span[0], max(span[1], reader.normal.aligned.span(*unit.span)[1])]


def _soften(reader: Reader, before: Unit, unit: Unit) -> None:
    if unit.conjunction == "or":
        raise Doubt("a concession as an alternative")
    leaf = before.leaf
    if before.wholly is not None:
        _let_off(before.wholly, unit)
        _widen(reader, before.wholly, unit)
        return
    if before.is_process and before.leaf is None:
        before.concession, before.concession_from = unit.concession, unit.span[0]
        return
    if leaf is None or leaf["type"] not in ("CC", "CTH", "CTSH", "AnyHeading", "SetRule"):
        raise Doubt("a concession to a rule that changes no classification")
    if leaf["type"] == "SetRule":
        if len(unit.concession) != 1 or unit.concession[0].noun not in ("articles", "goods", "products"):
            raise Doubt("a concession for some of a set's components")
        before.concession = unit.concession
        return
    if before.node is not leaf and len(before.excepted) > 1:
        # a concession softens the whole exception, so that one scope has to say all of it
        leaf["except"] = one_scope(list(before.excepted))
        before.node = leaf
    parts: list[Materials] = []
    for part in unit.concession:
        parts += before.excepted if part.is_excepted else (part,)
    scopes = []
    for part in merged(parts):
        scope = part.scope()
        if scope is None:
            raise Doubt("any material may be used")
        scopes.append({"scope": scope})
    leaf.setdefault("allowances", []).extend(scopes)
    before.concession = tuple(merged(parts))


def _let_off(leaf: Node, unit: Unit) -> None:
    """“all the vegetable materials are wholly obtained. However, materials of heading 1507 may be used.”"""
    parts = merged(list(unit.concession))
    scope = leaf.get("scope")
    if len(parts) != 1 or not scope or "not" in scope or not parts[0].scope():
        raise Doubt("materials that need not be wholly obtained, which one scope cannot name")
    leaf["scope"] = {**scope, "not": parts[0].scope()}


def _limit(reader: Reader, before: Unit, unit: Unit) -> None:
    cap = unit.cap
    if cap is None:
        raise Doubt("a limit without a number")
    if cap.by_weight and (before.is_process or before.leaf is None or before.leaf["type"] == "SetRule"):
        raise Doubt("a limit by weight on what is not an allowance")
    if before.concession and before.is_process and before.node is not None:
        start = unit.span[0] if before.concession_from is None else before.concession_from
        permitted = beside.let_in(before.node, one_scope(list(before.concession)) or {})
        before.node = _capped(reader, permitted, before.concession, (start, unit.span[1]), cap)
        before.concession = ()
        return
    if before.concession and before.leaf is not None:
        if before.leaf["type"] == "SetRule":
            pct, base = cap.shares[0] if len(cap.shares) == 1 else (None, None)
            if pct is None:
                raise Doubt("two limits for the components of a set")
            before.leaf.update({"max_pct": pct, "basis": base})
            before.concession = ()
            return
        scope = one_scope(list(before.concession))
        count = len(before.concession)
        before.leaf["allowances"][-count:] = [{"scope": scope, **limit} for limit in cap.limits()]
        before.concession = ()
        return
    if before.materials and before.node is not None:
        before.node = _capped(reader, before.node, before.materials, unit.span, cap)
        return
    raise Doubt("a limit on materials that are not named")


def _capped(reader: Reader, node: Node, parts: tuple[Materials, ...], words: tuple[int, int], cap: Cap) -> Node:
    """A node with a limit on the value of some materials beside it."""
    scope = one_scope(list(parts))
    span = list(reader.normal.aligned.span(*words))
    limits: list[Node] = [
        {"type": "MaxNOM", "pct": pct, "basis": base, "scope": scope, "source": {"span": span}}
        for pct, base in cap.shares
    ]
    return joint("all", [node, joint("any", limits)])


def _together(reader: Reader, units: list[Unit]) -> Node:
    """Requirements by their conjunctions, a list that “in which” opens within a sentence first; what is said of one
    group of countries is an alternative to what is said of another.
    """
    starts = [n for n, unit in enumerate(units) if unit.country is not None]
    if starts:
        if starts[0] != 0:
            raise Doubt("a group of countries behind what is asked of all")
        branches = []
        for start, end in zip(starts, [*starts[1:], len(units)], strict=True):
            block = units[start:end]
            named, block[0].country, block[0].conjunction = block[0].country, None, "none"
            branches.append(joint("all", [named or {}, _together(reader, block)]))
        return joint("any", branches)
    opening = next((n for n, unit in enumerate(units) if unit.opens_list), None)
    if opening:
        end = next((n for n in range(opening + 1, len(units)) if units[n].has_lead or units[n].opens_list), len(units))
        inner = units[opening:end]
        if len(inner) > 1:
            inner[0].opens_list = False
            listed = Unit(node=_tied(inner), conjunction="and", span=inner[0].span)
            return _together(reader, [*units[:opening], listed, *units[end:]])
    return _tied(units)


def _words(units: list[Unit]) -> list[str]:
    """The word before each unit but the first; a mark without a word takes the word that ends its list."""
    words: list[str] = []
    following = "none"
    for unit in reversed(units[1:]):
        if unit.conjunction != "none":
            words.append(unit.conjunction)
            following = "none" if unit.begins_sentence or unit.has_lead else unit.conjunction
            continue
        if unit.opens_list:
            words.append("and")
        elif (following == "none" or (unit.begins_sentence and unit.has_lead)) and (
            unit.is_process or unit.is_whole or unit.has_lead
        ):
            raise Doubt("two requirements side by side without “and” or “or”")
        else:
            words.append("and" if following == "none" else following)
        if unit.begins_sentence:
            following = "none"
    words.reverse()
    return words


def _tied(units: list[Unit]) -> Node:
    words = _words(units)
    if "andor" in words:
        if len(units) != 2 or any(_mentions(unit.node, "WO") for unit in units):
            raise Doubt("“and/or” between requirements")
        words = ["or"]
    if "or" in words and "and" in words and not _semicolons_part(words, units):
        for word, unit in zip(words, units[1:], strict=True):
            if word == "or" and not unit.has_lead:
                raise Doubt("“and” and “or” leave two readings")
    branches: list[list[Node]] = [[]]
    for word, unit in zip(["and", *words], units, strict=True):
        if word == "or":
            branches.append([])
        if unit.node is not None:
            branches[-1].append(unit.node)
    softened = any((unit.leaf or {}).get("allowances") for unit in units)
    if len(branches) > 1 and softened and not all(unit.has_lead for unit in units[1:]):
        raise Doubt("a concession after alternatives")
    return joint("any", [_all(branch) for branch in branches])


def _semicolons_part(words: list[str], units: list[Unit]) -> bool:
    """“A; or B, and C”: a semicolon before each “or” and before no “and” parts the alternatives."""
    pairs = list(zip(words, units[1:], strict=True))
    return all((";" in unit.mark) == (word == "or") for word, unit in pairs)


def _all(nodes: list[Node]) -> Node:
    """All of them; “materials of any heading” without an exception asks for nothing beside others."""
    asking = [n for n in nodes if set(n) - {"source"} != {"type"} or n["type"] != "AnyHeading"]
    return joint("all", asking or nodes[:1])


def _mentions(node: Node | None, kind: str) -> bool:
    if node is None:
        return False
    if node.get("type") == kind:
        return True
    return any(_mentions(child, kind) for key in ("any", "all") for child in node.get(key, ()))

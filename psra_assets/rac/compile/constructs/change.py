"""Change of tariff classification: CC, CTH, CTSH, any heading."""

from __future__ import annotations

from lark import Token, Tree

from psra_assets.rac.compile.constructs.codes import ref, refs
from psra_assets.rac.compile.constructs.materials import Materials, excepted, merged, thing, within
from psra_assets.rac.compile.constructs.reader import Node, Reader, joint, lexeme, only, subtrees, tokens
from psra_assets.rac.compile.constructs.units import Premise, Unit
from psra_assets.rac.compile.errors import Doubt

_LEVEL = {
    "ANY_HEADING": "CTH", "ANY_SUBHEADING": "CTSH", "ANY_CHAPTER": "CC",
    "CLASSIFIED_HEADING": "CTH", "CLASSIFIED_SUBHEADING": "CTSH", "CLASSIFIED_CHAPTER": "CC",
    "UK_CC": "CC", "UK_CTH": "CTH", "UK_CTSH": "CTSH",
    "FROM_OTHER_CHAPTER": "CC", "FROM_OTHER_HEADING": "CTH", "FROM_OTHER_SUBHEADING": "CTSH",
}  # fmt: skip

_WORDS = {"subheading": "CTSH", "heading": "CTH", "chapter": "CC"}


def goods(reader: Reader, tree: Tree[Token]) -> Premise | None:
    """The goods that a “change to a good of …” is for."""
    part = only(tree, "goods", "goods_for", "other_goods")
    if part is None:
        return None
    listed = only(part, "refs")
    codes = tuple(refs(reader, listed)) if listed is not None else ()
    tags = tuple(tag for token in tokens(part, "THING", "QUALITY") for tag in _one(thing(reader, token)))
    return Premise(codes, is_other=part.data == "other_goods", tags=tags)


def _one(tags: tuple[str, ...]) -> tuple[str, ...]:
    if len(tags) > 1:
        raise Doubt("goods of more than one description")
    return tags


def change(reader: Reader, tree: Tree[Token]) -> Unit:
    """A change of classification with its exceptions and inclusions."""
    kind, exceptions, premise = _form(reader, tree)
    own = False
    for part in subtrees(tree, "excluded"):
        own = own or only(part, "excepted_own") is not None
        exceptions += exceptions_of(reader, part)
    leaf_kind = kind
    form = next(subtrees(tree))
    if form.data == "any_level":
        leaf_kind = kind if own else "AnyHeading"
    elif own:
        raise Doubt("an exception for the product's own class where the change says so already")
    if tokens(tree, "WHETHER_OR_NOT") and only(form, "from_anywhere") is None:
        raise Doubt("a change “whether or not” there is another, which the words do not allow")
    group = _group(tree, form)
    if group is not None and leaf_kind == "AnyHeading":
        raise Doubt("a group of headings where any heading may be used")
    bracket = tokens(tree, "BRACKET_CTC")
    if bracket and str(bracket[0]).strip("() ").upper() != leaf_kind:
        raise Doubt(f"“{bracket[0]}” contradicts the words before it")
    for part in subtrees(tree, "including", "including_own", "including_group"):
        if leaf_kind != "AnyHeading":
            raise Doubt("an inclusion beside an exception of the product's own class")
        if part.data == "including":
            said = str(tokens(part, "PLAIN")[0])
            codes = tuple(refs(reader, next(subtrees(part, "refs"))))
            if said.startswith("other "):
                exceptions.append(Materials(codes=codes, tags=("same_description",)))
        elif part.data == "including_group":
            exceptions.append(Materials(same="heading", tags=("same_group",)))
    nodes = _leaves(reader, tree, leaf_kind, merged(exceptions))
    if group is not None:
        nodes[0]["within_group"] = group
    if form.data == "a_change" and (shape := tokens(form, "KNIT_TO_SHAPE")):
        nodes.append(reader.leaf(shape[0], "Process", any_of=["knitting_to_shape_without_assembly"]))
    return Unit(node=joint("all", nodes), leaf=nodes[0], excepted=tuple(merged(exceptions)), premise=premise)


def _group(tree: Tree[Token], form: Tree[Token]) -> str | None:
    """Whether a material may come from another code of the rule's own range, where the words say so."""
    if tokens(tree, "OUTSIDE_GROUP") or tokens(form, "FROM_OUTSIDE"):
        return "forbidden"
    return "allowed" if tokens(tree, "WITHIN_GROUP") else None


def exceptions_of(reader: Reader, part: Tree[Token]) -> list[Materials]:
    """What may not be used. “yarn of heading 5004, 5005 or 5006” is yarn of each, if nothing else is in the list."""
    items = [item for item in subtrees(part) if item.data != "excepted_own"]
    joints = [lexeme(token) for token in tokens(part, "J_CODE", "J_NOUN")]
    found = [
        Materials(codes=(_ref_of(reader, item),)) if item.data == "excepted_codes" else excepted(reader, item)
        for item in items
    ]
    described = [n for n, item in enumerate(found) if item.tags and item.codes]
    followed = [
        n
        for n in described
        if n + 1 < len(items) and items[n + 1].data == "excepted_codes" and _may_cover(items[n], found[n + 1])
    ]
    if not followed:
        return found
    again = any(mark.text.endswith(("from", "of")) for mark in joints)
    if followed == [0] and len(described) == 1 and not again and not any(tokens(i, "THOSE_OF") for i in items[1:]):
        codes = tuple(code for item in found for code in item.codes)
        return [Materials(codes=codes, tags=found[0].tags)]
    raise Doubt("a description that may cover the codes behind it, or not")


def _may_cover(item: Tree[Token], following: Materials) -> bool:
    """Whether a description may be meant for the codes behind it: not where no such goods are classified."""
    things = tokens(item, "THING")
    home = lexeme(things[0]).data.home if things else ()
    return not home or any(within(code, home) for code in following.codes)


def _form(reader: Reader, tree: Tree[Token]) -> tuple[str, list[Materials], Premise | None]:
    form = next(subtrees(tree))
    if form.data == "not_classified":
        return "AnyHeading", [Materials(codes=tuple(refs(reader, next(subtrees(form, "refs")))))], None
    if form.data == "a_change":
        if only(form, "from_anywhere") is not None:
            return "AnyHeading", [], goods(reader, form)
        outside = tokens(form, "FROM_OUTSIDE")
        if outside:
            return _worded(outside[0]), [], goods(reader, form)
        kind = next(_LEVEL[t.type] for t in form.children if isinstance(t, Token) and t.type in _LEVEL)
        return kind, [], goods(reader, form)
    if form.data == "any_other":
        return _worded(tokens(form, "ANY_OTHER")[0]), [], None
    kind = next(_LEVEL[t.type] for t in form.children if isinstance(t, Token) and t.type in _LEVEL)
    listed = only(form, "refs")
    if form.data == "classified" and listed is not None:
        return "AnyHeading", [Materials(codes=tuple(refs(reader, listed)))], None
    return kind, [], None


def _worded(token: Token) -> str:
    """The change by the level that the words name."""
    return next(kind for word, kind in _WORDS.items() if word in token)


def _ref_of(reader: Reader, item: Tree[Token]) -> str:
    return ref(reader, next(subtrees(item, "ref")))


def _leaves(reader: Reader, tree: Tree[Token], kind: str, exceptions: list[Materials]) -> list[Node]:
    """The change, and a prohibition for each exception that its one scope cannot take in."""
    first: Node | None = None
    more: list[Node] = []
    for part in exceptions:
        scope = part.scope()
        if scope is None:
            raise Doubt("an exception for every material")
        if first is None:
            first = scope
        else:
            more.append(reader.leaf(tree, "Prohibit", scope=scope))
    return [reader.leaf(tree, kind, **{"except": first}), *more]


def within_heading(reader: Reader, tree: Tree[Token]) -> Unit:
    """CETA: “from within this heading, whether or not …”: any material, but for those excepted; the limit that follows
    looks at those of the product's own heading.
    """
    parts = subtrees(tree, "excluded", "except_codes")
    exceptions = merged([one for part in parts for one in _left_out(reader, part)])
    nodes = _leaves(reader, tree, "AnyHeading", exceptions)
    return Unit(node=joint("all", nodes), leaf=nodes[0], premise=goods(reader, tree))


def from_named(reader: Reader, tree: Tree[Token]) -> Unit:
    """CETA: “from heading 8431, whether or not there is also a change from any other heading”: what is of those codes
    may be used, and whatever changes its heading.
    """
    said = str(tokens(tree, "WHETHER_OR_NOT", "OR_OTHER")[0])
    kind = next(kind for word, kind in _WORDS.items() if said.endswith(word))
    things = tokens(tree, "THING")
    tags = thing(reader, things[0]) if things else ()
    named = Materials(codes=tuple(refs(reader, next(subtrees(tree, "refs")))), tags=tags)
    leaf = reader.leaf(tree, kind)
    leaf["allowances"] = [{"scope": named.scope(), "max_pct": "100", "measure": "value", "basis": "EXW"}]
    nodes = [leaf]
    part = only(tree, "excluded")
    for scope in [] if part is None else [one.scope() for one in merged(exceptions_of(reader, part))]:
        nodes.append(reader.leaf(tree, "Prohibit", scope=scope))
    return Unit(node=joint("all", nodes), premise=goods(reader, tree))


def _left_out(reader: Reader, part: Tree[Token]) -> list[Materials]:
    if part.data == "except_codes":
        return [Materials(codes=tuple(refs(reader, next(subtrees(part, "refs")))))]
    return exceptions_of(reader, part)

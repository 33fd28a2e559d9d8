"""Rule documents at random: trees of every criterion, and general rules; agreements ``r0``, ``r1``, … have one each."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

Node = dict[str, Any]

PRODUCT = "392690"
"""The product of the cases; its row is heading 39.26."""
CODES = ("392690", "392640", "392330", "390110", "401693", "170199", "040221", "721420")
TAGS = ("sugar", "natural_rubber", "polyester", "yarn", "fabric", "textile_fibres", "same_description")
SETTLED = {"sugar", "natural_rubber"}
"""Those of which a code says whether they hold."""
PROCESSES = ("chemical_reaction", "purification", "spinning", "weaving")
PERCENTAGES = ("0", "5", "10", "20", "25", "40", "50", "60", "100")
BASES = ("EXW", "FOB", "TV", "NC", "EXW_OR_FOB", "TV_OR_EXW")

pct = st.sampled_from(PERCENTAGES)
basis = st.sampled_from(BASES)
exclusive = st.sampled_from([{}, {}, {}, {"exclusive": True}])
flat_scope = st.sampled_from(
    [
        {"codes": ["39"]},
        {"codes": ["3926"]},
        {"codes": ["3901-3915"]},
        {"codes": ["17", "04"]},
        {"codes": ["390110-392330"]},
        {"same": "heading"},
        {"same": "chapter"},
        {"same": "subheading"},
        {"tags": ["sugar"]},
        {"tags": ["natural_rubber", "polyester"]},
        {"codes": ["40"], "tags": ["natural_rubber"]},
    ]
)
scope = st.one_of(flat_scope, flat_scope.map(lambda inner: {"not": inner}))


def node(kind: str, **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Node]:
    """A leaf of a kind with its keys; a key that comes out as ``None`` is absent."""
    return st.fixed_dictionaries(parts).map(
        lambda drawn: {"type": kind, **{key: value for key, value in drawn.items() if value is not None}}
    )


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A key that is absent as often as not."""
    return st.one_of(st.none(), strategy)


def with_exclusive(leaf: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """A share whose limit may fail itself; not one that could never be met then, which the validator refuses."""

    def limited(pair: tuple[Node, Node]) -> Node:
        share, exclusion = pair
        never = "0" if share["type"] in {"MaxNOM", "MaxWeight"} else "100"
        return share if share.get("pct") == never else {**share, **exclusion}

    return st.tuples(leaf, exclusive).map(limited)


allowance = st.one_of(
    node("", scope=flat_scope, max_pct=pct, basis=basis),
    node("", scope=flat_scope, max_pct=pct, measure=st.just("weight")),
    node("", scope=flat_scope),
).map(lambda drawn: {key: value for key, value in drawn.items() if key != "type"})


def consistent(change: Node) -> Node:
    """A change of classification that does not except what it includes, which the validator refuses."""
    covered = change.get("except", {}).get("codes") in (["39"], ["3926"])
    return {key: value for key, value in change.items() if key != "including" or not covered}


shift = st.sampled_from(["CC", "CTH", "CTSH"]).flatmap(
    lambda kind: node(
        kind,
        **{
            "except": maybe(flat_scope),
            "from_only": maybe(st.just({"codes": ["39", "40", "72"]})),
            "including": maybe(st.just({"codes": ["392640"]})),
            "within_group": maybe(st.sampled_from(["allowed", "forbidden"])),
            "allowances": maybe(st.lists(allowance, min_size=1, max_size=2)),
        },
    ).map(consistent)
)
shares = st.one_of(
    with_exclusive(node("MaxNOM", pct=pct, basis=basis, scope=maybe(scope))),
    with_exclusive(node("MaxWeight", pct=pct, scope=scope, of=maybe(st.sampled_from(["product", {"codes": ["39"]}])))),
    with_exclusive(
        node("RVC", method=st.sampled_from(["build_down", "build_up"]), pct=pct, basis=st.sampled_from(["FOB", "EXW"]))
    ),
    with_exclusive(node("RVC", method=st.just("focused"), pct=pct, basis=st.just("FOB"), scope=flat_scope)),
    with_exclusive(node("RVC", method=st.just("net_cost"), pct=pct, basis=st.just("NC"))),
    st.just({"type": "NOMleOM"}),
)
least = with_exclusive(
    st.one_of(
        node("MinOM", pct=pct, basis=maybe(basis), scope=maybe(scope)),
        node("MinOM", pct=pct, measure=st.just("weight"), scope=flat_scope, wholly_obtained=maybe(st.booleans())),
    )
)
facts = st.one_of(
    node("AnyHeading", **{"except": maybe(flat_scope), "including": maybe(st.just({"same": "heading"}))}),
    node("WO", subject=st.just("materials"), scope=flat_scope),
    node("Originating", scope=flat_scope),
    node("Prohibit", scope=flat_scope),
    node("Process", any_of=st.lists(st.sampled_from(PROCESSES), min_size=1, max_size=3, unique=True)),
    node("Process", all_of=st.lists(st.sampled_from(PROCESSES), min_size=1, max_size=2, unique=True)),
    st.just(
        {
            "type": "Process",
            "any_of": ["purification"],
            "parameters": [{"name": "impurities_removed", "relation": "at_least", "value": "80", "unit": "%"}],
        }
    ),
    node("FromMaterial", tags=st.sampled_from([["yarn"], ["textile_fibres"], ["fabric"]]), scope=st.none()),
)
leaf = st.one_of(shift, shares, least, facts)
trees = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: {"any": nodes}),
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: {"all": nodes}),
    ),
    max_leaves=5,
)

SOURCE = {"id": "law"}
SOURCES = {"law": {"publisher": "psra", "instrument": "A list at random", "verified": True}}
PARTIES = [{"code": "EU", "name": "European Union", "members": ["DE"]}, {"code": "GB", "name": "United Kingdom"}]
COMPONENTS = {"any": [{"type": "CTH"}, {"type": "MaxNOM", "pct": "50", "basis": "EXW"}]}
"""The rule for other goods of chapter 39, which a bill's intermediates follow."""

tolerance = st.one_of(
    st.none(),
    st.lists(
        st.one_of(
            node("", chapters=st.just(["01-97"]), measure=st.just("value"), pct=pct, basis=basis),
            node("", chapters=st.just(["01-97"]), measure=st.just("weight"), pct=pct),
        ).map(lambda drawn: {key: value for key, value in drawn.items() if key != "type"}),
        min_size=1,
        max_size=2,
        # One by value beside one by weight: a second of the same measure would be for nothing.
        unique_by=lambda entry: str(entry["measure"]),
    ),
)
general_rules = st.fixed_dictionaries(
    {
        "tolerance": tolerance,
        "tolerance_scope": st.sampled_from([None, "failing_only", "all_nom"]),
        "tolerance_rescues_weight": st.sampled_from([None, True]),
        "cumulation": st.sampled_from([None, {"kinds": ["bilateral"]}, {"kinds": ["bilateral", "full"]}]),
        "absorption": st.sampled_from([None, {"value": True}]),
        "tracing": st.sampled_from([None, {"value": True}]),
        "packaging": st.sampled_from(
            [None, {"retail_in_ctc": "ignored", "retail_in_value": "counted"}, {"retail_in_ctc": "part_of_unit"}]
        ),
        "accessories": st.sampled_from([None, {"in_ctc": "ignored", "in_value": "counted"}]),
        "neutral_elements": st.just({"rule": "ignored"}),
        "insufficient_operations": st.just({"operations": ["simple_mixing"], "combination": False}),
    }
).map(lambda drawn: {key: value for key, value in drawn.items() if value is not None})


def attested(tree: Any) -> bool:
    """Whether a tree asks for what codes, values, weights and origin do not say."""
    if isinstance(tree, list):
        return any(map(attested, tree))
    if not isinstance(tree, dict):
        return False
    asked = tree.get("type") in {"Process", "FromMaterial", "Fact"} or not SETTLED.issuperset(tree.get("tags", ()))
    return asked or any(map(attested, tree.values()))


def row(agreement: str, printed: str, first: str, last: str, criterion: Node) -> Node:
    """One row of a list."""
    return {
        "id": f"{agreement}:hs2022:{printed}~1",
        "heading": printed,
        "from": first,
        "to": last,
        "row": "whole",
        "applies_to": [],
        "state": "attested" if attested(criterion) else "compiled",
        "reason": None,
        "criterion": criterion,
        "source": SOURCE,
    }


def documents(tree: Node, general: Node, number: int) -> list[tuple[str, bytes]]:
    """The two documents of an agreement that has a tree as its rule for 39.26."""
    agreement = f"r{number}"
    common = {
        "rac": "2.0",
        "agreement": agreement,
        "publisher": "psra",
        "hs_edition": 2022,
        "sources": SOURCES,
        "valid_from": "2020-01-01",
        "valid_to": None,
    }
    listing = {
        **common,
        "kind": "rules",
        "rules": [
            row(agreement, "3901-3925", "390100", "392599", COMPONENTS),
            row(agreement, "3926", "392600", "392699", tree),
        ],
    }
    rules = {
        **common,
        "kind": "agreement",
        "title": "An agreement at random",
        "parties": PARTIES,
        "ruleset": [{"valid_from": "2020-01-01", "valid_to": None, "general": general}],
    }
    return [
        (f"{agreement}/39.json", json.dumps(listing).encode()),
        (f"{agreement}/agreement.json", json.dumps(rules).encode()),
    ]

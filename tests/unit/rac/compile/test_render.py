"""Trees to canonical English and back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psra_assets.rac.compile.constructs import meaning
from psra_assets.rac.compile.constructs.reader import joint
from psra_assets.rac.compile.errors import Doubt
from psra_assets.rac.compile.render import english, render
from psra_assets.rac.vocabulary import facts, processes, tags

from .trees import bare

CODES = st.lists(
    st.sampled_from(["39", "50-63", "3901", "8503-8506", "401211", "390110-390190"]),
    min_size=1,
    max_size=3,
    unique=True,
)
TAGS = st.lists(st.sampled_from(sorted(tags())), min_size=1, max_size=2, unique=True)
PLAIN = st.fixed_dictionaries(
    {}, optional={"codes": CODES, "same": st.sampled_from(["chapter", "heading", "subheading"]), "tags": TAGS}
)
SCOPES = st.recursive(
    PLAIN, lambda inner: st.builds(lambda scope, but: {**scope, "not": but}, PLAIN, inner), max_leaves=2
)
PCT = st.sampled_from(["0.5", "7.5", "20", "50", "100"])
BASIS = st.sampled_from(["EXW", "FOB", "TV_OR_EXW", "NC", "EXW_OR_FOB"])
ALLOWANCE = st.fixed_dictionaries({"scope": SCOPES, "max_pct": PCT, "measure": st.just("value"), "basis": BASIS})
LEAVES = st.one_of(
    st.fixed_dictionaries(
        {"type": st.sampled_from(["CC", "CTH", "CTSH"])},
        optional={"except": SCOPES, "allowances": st.lists(ALLOWANCE, min_size=1, max_size=2)},
    ),
    st.fixed_dictionaries({"type": st.just("AnyHeading"), "except": SCOPES}),
    st.fixed_dictionaries({"type": st.just("MaxNOM"), "pct": PCT, "basis": BASIS}, optional={"scope": SCOPES}),
    st.fixed_dictionaries({"type": st.just("MaxWeight"), "pct": PCT, "of": st.just("product"), "scope": SCOPES}),
    st.fixed_dictionaries(
        {"type": st.just("RVC"), "method": st.sampled_from(["build_down", "build_up"]), "pct": PCT, "basis": BASIS}
    ),
    st.fixed_dictionaries(
        {"type": st.just("RVC"), "method": st.just("focused"), "pct": PCT, "basis": BASIS, "scope": SCOPES}
    ),
    st.just({"type": "NOMleOM"}),
    st.just({"type": "OriginRetained"}),
    st.fixed_dictionaries({"type": st.just("WO"), "subject": st.just("materials")}, optional={"scope": SCOPES}),
    st.fixed_dictionaries({"type": st.just("Originating")}, optional={"scope": SCOPES}),
    st.fixed_dictionaries({"type": st.just("Prohibit"), "scope": SCOPES}),
    st.fixed_dictionaries({"type": st.just("FromMaterial"), "tags": TAGS}, optional={"scope": SCOPES}),
    st.fixed_dictionaries(
        {
            "type": st.just("Process"),
            "any_of": st.lists(st.sampled_from(sorted(processes())), min_size=1, max_size=3, unique=True),
        }
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("Process"),
            "all_of": st.lists(st.sampled_from(sorted(processes())), min_size=2, max_size=3, unique=True),
        }
    ),
    st.fixed_dictionaries(
        {"type": st.just("Fact"), "code": st.sampled_from(sorted(facts())), "kind": st.just("description")}
    ),
    st.fixed_dictionaries({"type": st.just("SetRule"), "max_pct": PCT, "basis": BASIS}),
)


def joined(kind: str, nodes: list[dict[str, Any]]) -> dict[str, Any]:
    return joint(kind, nodes)


TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(joined, st.sampled_from(["any", "all"]), st.lists(inner, min_size=2, max_size=3)),
    max_leaves=6,
)


@settings(deadline=None)
@given(TREES)
def test_canonical_english_is_read_back_to_the_tree(tree: dict[str, Any]) -> None:
    assert bare(meaning(render(tree)).node) == tree


def test_it_reads_as_english() -> None:
    tree = {
        "any": [
            {"type": "CTH", "except": {"codes": ["8503"]}},
            {"all": [{"type": "Process", "any_of": ["weaving"]}, {"type": "MaxNOM", "pct": "40", "basis": "EXW"}]},
        ]
    }
    assert render(tree) == (
        "production from non-originating materials of any heading, except that of the product and materials "
        "⟦ of heading 8503 ⟧; or ⟦ ⟦ the process « weaving » ⟧; and production in which the value of all the "
        "non-originating materials used does not exceed 40 % of the ex-works price ⟧"
    )


def test_the_brackets_decide_what_and_binds() -> None:
    one = {"type": "CC"}, {"type": "CTH"}, {"type": "NOMleOM"}
    left = {"all": [{"any": [one[0], one[1]]}, one[2]]}
    right = {"any": [one[0], {"all": [one[1], one[2]]}]}
    assert bare(meaning(render(left)).node) == left
    assert bare(meaning(render(right)).node) == right


@pytest.mark.parametrize(
    "leaf",
    [
        {"type": "MinOM", "pct": "10", "measure": "value", "of": "product"},
        {
            "type": "CTH",
            "allowances": [{"scope": {"codes": ["39"]}, "max_pct": "5", "measure": "weight", "of": {"codes": ["39"]}}],
        },
        {
            "type": "Process",
            "any_of": ["weaving"],
            "parameters": [{"name": "share", "relation": "at_least", "value": "1"}],
        },
        {"type": "FromMaterial", "tags": ["yarn"], "stage": "exact"},
        {"type": "Unheard"},
    ],
)
def test_what_no_sentence_says_is_not_rendered(leaf: dict[str, Any]) -> None:
    with pytest.raises(Doubt, match="sentence"):
        render(leaf)
    assert english(leaf) is None

"""One sentence a leaf. What no sentence says has no rendering."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from psra_assets.rac.compile.errors import Doubt
from psra_assets.rac.compile.render.scopes import materials, used, word, words

Leaf = Mapping[str, Any]
BASES = {
    "EXW": "the ex-works price",
    "FOB": "the free on board value",
    "TV_OR_EXW": "the transaction value or the ex-works price",
    "NC": "the net cost",
    "EXW_OR_FOB": "either the ex-works price or the free on board value",
}
_CHANGE = {"CC": "chapter", "CTH": "heading", "CTSH": "subheading"}
_GROUPS = {
    None: "",
    "forbidden": " outside the group",
    "allowed": ", including another heading within the group",
}
_METHODS = {
    "build_down": "build-down method",
    "build_up": "build-up method",
    "focused": "focused value method",
    "net_cost": "net cost method",
}


def _share(pct: str, basis: str) -> str:
    return f"{pct} % of {BASES[basis]}"


def _change(leaf: Leaf) -> str:
    text = f"production from non-originating materials of any {_CHANGE[leaf['type']]}, except that of the product"
    text += f" and {materials(leaf['except'])}" if leaf.get("except") is not None else ""
    return text + _GROUPS[leaf.get("within_group")] + _allowances(leaf)


def _any_heading(leaf: Leaf) -> str:
    text = "production from non-originating materials of any heading"
    return (
        text + (f", except {materials(leaf['except'])}" if leaf.get("except") is not None else "") + _allowances(leaf)
    )


def _allowances(leaf: Leaf) -> str:
    return "".join(_allowance(allowance) for allowance in leaf.get("allowances", ()))


def _allowance(allowance: Mapping[str, Any]) -> str:
    if allowance.get("of") is not None or allowance.get("exclusive"):
        raise Doubt("an allowance of this kind has no sentence")
    if allowance.get("measure") == "weight":
        limit = f"{allowance['max_pct']} % of the weight of the product"
    else:
        limit = _share(allowance["max_pct"], allowance["basis"])
    return f". However, {materials(allowance['scope'])} may be used up to {limit}"


def _max_nom(leaf: Leaf) -> str:
    share = _share(leaf["pct"], leaf["basis"])
    return f"production in which the value of {used(leaf.get('scope'))} does not exceed {share}"


def _max_weight(leaf: Leaf) -> str:
    of = "the weight of the product" if leaf["of"] == "product" else f"the weight of {materials(leaf['of'])}"
    return f"production in which the weight of {used(leaf.get('scope'))} does not exceed {leaf['pct']} % of {of}"


def _rvc(leaf: Leaf) -> str:
    focus = f" taking into account only {materials(leaf['scope'])}" if leaf.get("scope") is not None else ""
    share = _share(leaf["pct"], leaf["basis"])
    return f"there is a regional value content of not less than {share} under the {_METHODS[leaf['method']]}{focus}"


def _nom_le_om(_leaf: Leaf) -> str:
    return (
        "production in which the value of all the non-originating materials used does not exceed the value of "
        "the originating materials used"
    )


def _min_om(leaf: Leaf) -> str:
    if leaf.get("measure") == "value" and leaf.get("exclusive") and leaf.get("scope") and "of" not in leaf:
        share = _share(leaf["pct"], leaf["basis"])
        return f"production in which the value of originating {materials(leaf['scope'])} exceeds {share}"
    if leaf.get("scope") != leaf.get("of") or leaf.get("measure") != "weight":
        raise Doubt("a minimum share of another kind has no sentence")
    end = "are wholly obtained" if leaf.get("wholly_obtained") else "are originating"
    return f"production in which at least {leaf['pct']} % by weight of {materials(leaf['scope'])} {end}"


def _wholly(leaf: Leaf) -> str:
    if leaf.get("subject", "product") == "product":
        return "all goods must be wholly obtained"
    return f"production in which {used(leaf.get('scope'))} are wholly obtained"


def _originating(leaf: Leaf) -> str:
    return f"production in which {used(leaf.get('scope'))} are originating"


def _process(leaf: Leaf) -> str:
    if leaf.get("parameters"):
        raise Doubt("parameters of a process have no sentence")
    if leaf.get("any_of"):
        return " or ".join(f"the process {word(code)}" for code in leaf["any_of"])
    return "each of these processes " + ", ".join(f"the process {word(code)}" for code in leaf["all_of"])


def _from_material(leaf: Leaf) -> str:
    if leaf.get("stage") == "exact":
        raise Doubt("a material of exactly one stage has no sentence")
    among = f" among {materials(leaf['scope'])}" if leaf.get("scope") is not None else ""
    return f"starting from goods described as {words(leaf['tags'])}{among}"


def _set_rule(leaf: Leaf) -> str:
    text = "each item in the set must satisfy the rule which would apply to it if it were not included in the set"
    if leaf["max_pct"] == "0":
        return text
    return f"{text}. However, articles may be used up to {_share(leaf['max_pct'], leaf.get('basis', 'EXW'))}"


def _retained(_leaf: Leaf) -> str:
    return "the origin of the product in its original classification shall be retained"


def _prohibit(leaf: Leaf) -> str:
    return f"production in which {materials(leaf['scope'])} are not used"


def _fact(leaf: Leaf) -> str:
    return f"the {leaf['kind']} {word(leaf['code'])} is attested"


_SENTENCES: dict[str, Callable[[Leaf], str]] = {
    "CC": _change,
    "CTH": _change,
    "CTSH": _change,
    "AnyHeading": _any_heading,
    "MaxNOM": _max_nom,
    "MaxWeight": _max_weight,
    "RVC": _rvc,
    "NOMleOM": _nom_le_om,
    "MinOM": _min_om,
    "WO": _wholly,
    "Originating": _originating,
    "Process": _process,
    "FromMaterial": _from_material,
    "SetRule": _set_rule,
    "OriginRetained": _retained,
    "Prohibit": _prohibit,
    "Fact": _fact,
}


def sentence(leaf: Leaf) -> str:
    """The sentence of a leaf. Raises ``Doubt`` where there is none for what it says."""
    said = _SENTENCES.get(leaf["type"])
    if said is None:
        raise Doubt(f"{leaf['type']} has no sentence")
    return said(leaf)


def is_sentences(leaf: Leaf) -> bool:
    """Whether its words are more than one sentence, which belong together."""
    return bool(leaf.get("allowances")) or (leaf["type"] == "SetRule" and leaf["max_pct"] != "0")

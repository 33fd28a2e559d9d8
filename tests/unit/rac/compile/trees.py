"""Trees as one line, so that a test can be read beside its sentence."""

from __future__ import annotations

from typing import Any

# the order in which a person reads the keys
ORDER = [
    "method",
    "code",
    "kind",
    "codes",
    "same",
    "tags",
    "not",
    "max_pct",
    "pct",
    "measure",
    "basis",
    "except",
    "scope",
    "allowances",
    "of",
    "subject",
]
ALLOWANCE = ["scope", "max_pct", "measure", "basis"]


def bare(node: dict[str, Any]) -> Any:
    """A criterion without sources."""
    for key in ("any", "all"):
        if key in node:
            return {key: [bare(child) for child in node[key]]}
    return {key: value for key, value in node.items() if key != "source"}


def line(node: dict[str, Any]) -> str:
    """``any(CTH, MaxNOM pct=50 basis=EXW)``."""
    for key in ("any", "all"):
        if key in node:
            return f"{key}({', '.join(line(child) for child in node[key])})"
    keys = [key for key in node if key not in ("type", "source")]
    return " ".join([node["type"], *(f"{key}={_value(node[key])}" for key in sorted(keys, key=_rank))])


def _rank(key: str, order: list[str] = ORDER) -> int:
    return order.index(key) if key in order else len(order)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        order = ALLOWANCE if "max_pct" in value else ORDER
        keys = sorted(value, key=lambda key: _rank(key, order))
        return "{" + ",".join(f"{key}:{_value(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_value(item) for item in value) + "]"
    return str(value)

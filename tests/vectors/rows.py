"""A row of a table of vectors (``README.md``) as a case, and what the law makes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

VERDICTS = {"O": "originating", "N": "non_originating", "U": "undetermined", "X": "out_of_force"}
OUTCOMES = {"m": "met", "t": "met_by_tolerance", "n": "not_met", "u": "unknown"}
ROLES = {"retail": "retail_packaging", "shipping": "shipping_packing", "accessory": "accessory", "neutral": "neutral"}
PRICES = {"exw": "ex_works_price", "fob": "fob_price", "tv": "transaction_value", "nc": "net_cost"}
OPERATIONS = {"insufficient": "insufficient_only", "beyond": "beyond_insufficient"}

MATERIAL = re.compile(r"(\d{6,10})=(\?|\d+(?:\.\d+)?(?:[A-Z]{3})?)")
MARK = re.compile(r"@([\d.]+)|~(\?|-?[A-Z]{2})|(!!?)|#([a-z0-9_,]*)|:([a-z]+)|%([a-z0-9_]+)/([\d.]+)")
PROCESS = re.compile(r"([a-z0-9_]+)(?:\(([^)]*)\))?(?:,|$)")


@dataclass(frozen=True)
class Expectation:
    """What the law makes of a case."""

    verdict: str
    outcomes: tuple[str, ...]
    missing: tuple[str, ...]
    only: bool
    """Whether nothing else may be missing."""
    blocks: tuple[str, ...]


def amount(written: str, currency: str = "EUR") -> dict[str, str]:
    """An amount of money; a currency may stand behind it."""
    if written[-1].isalpha():
        written, currency = written[:-3], written[-3:]
    return {"amount": written, "currency": currency}


def origin(written: str | None) -> dict[str, Any]:
    """The origin of a material."""
    match written:
        case None:
            return {"status": "non_originating", "country": "CN"}
        case "?":
            return {"status": "unknown"}
        case _ if written.startswith("-"):
            return {"status": "non_originating", "country": written[1:]}
        case _:
            return {"status": "originating", "country": written, "evidence": "supplier's declaration"}


def marked(text: str, place: int, line: dict[str, Any]) -> int:
    """Read what stands behind a material into its line; where that ends."""
    country = None
    while mark := MARK.match(text, place):
        weight, whence, obtained, tags, role, content, share = mark.groups()
        if weight:
            line["net_weight_kg"] = weight
        elif whence:
            country = whence
        elif obtained:
            line["wholly_obtained"] = obtained == "!"
        elif tags is not None:
            line["tags"] = [tag for tag in tags.split(",") if tag]
        elif role:
            line["role"] = ROLES[role]
        else:
            line.setdefault("contains", []).append({"tag": content, "net_weight_kg": share})
        place = mark.end()
    line["origin"] = origin(country)
    return place


def materials(text: str, place: int = 0, prefix: str = "m") -> tuple[list[dict[str, Any]], int]:
    """The lines of a bill of materials, and where it ends."""
    found: list[dict[str, Any]] = []
    while place < len(text) and text[place] != "]":
        if text[place] == " ":
            place += 1
            continue
        head = MATERIAL.match(text, place)
        if head is None:
            raise ValueError(f"no material at {text[place:]!r}")
        line: dict[str, Any] = {"id": f"{prefix}{len(found)}", "hs_code": head[1]}
        if head[2] != "?":
            line["value"] = amount(head[2])
        place = marked(text, head.end(), line)
        if place < len(text) and text[place] == "[":
            line["materials"], place = materials(text, place + 1, f"{line['id']}.")
            place += 1
        found.append(line)
    return found, place


def processes(written: str) -> list[dict[str, Any]]:
    """Processes with their parameters."""
    found = []
    for code, parameters in PROCESS.findall(written):
        pairs = dict(pair.split("=", 1) for pair in parameters.split(";") if pair)
        found.append({"code": code, "parameters": pairs} if pairs else {"code": code})
    return found


def stated(case: dict[str, Any], name: str, value: str) -> None:
    """One fact of a row entered into its case."""
    product = case["product"]
    match name:
        case "exw" | "fob" | "tv" | "nc":
            product.pop(PRICES[name], None)
            if value != "?":
                product[PRICES[name]] = amount(value)
        case "kg":
            product["net_weight_kg"] = value
        case "tags":
            product["tags"] = [tag for tag in value.split(",") if tag]
        case "row":
            product["rule_row"] = value
        case "do":
            case["processes_complete"] = value != "?"
            case["processes"] = [] if value == "?" else processes(value)
        case "ops":
            case.pop("operations")
            if value != "?":
                case["operations"] = OPERATIONS[value]
        case "on":
            case["as_of"] = value
        case "hs":
            case["hs_edition"] = int(value)
        case "from":
            case["exporting_party"] = value
        case "to":
            case["importing_party"] = value
        case "set":
            product["is_set"] = True
        case "wo":
            product["wholly_obtained"] = True
        case _:
            raise ValueError(f"no fact is called {name!r}")


def expectation(written: str) -> Expectation:
    """What the law makes of a case, from its shorthand."""
    verdict, *rest = written.split()
    outcomes: tuple[str, ...] = ()
    missing: list[str] = []
    blocks: list[str] = []
    only = False
    for word in rest:
        if word.startswith("?"):
            only = only or word.endswith("!")
            missing.append(word[1:].rstrip("!"))
        elif word.startswith("!"):
            blocks.append(word[1:])
        else:
            outcomes = tuple(OUTCOMES[letter] for letter in word)
    if verdict == "U" and not missing:
        raise ValueError(f"{written!r} does not say what is missing")
    return Expectation(VERDICTS[verdict], outcomes, tuple(missing), only, tuple(blocks))


def read(row: str, defaults: dict[str, Any], facts: str = "") -> tuple[dict[str, Any], Expectation]:
    """A row as a case and what the law makes of it."""
    parts = [part.strip() for part in row.split("|")]
    if len(parts) == 3:
        parts.insert(2, "")
    product, bill, own, expected = parts
    case = {
        **defaults,
        "product": {"hs_code": product, "ex_works_price": amount("100")},
        "materials": materials(bill)[0],
        "processes": [],
        "processes_complete": True,
        "operations": "beyond_insufficient",
    }
    for fact in f"{facts} {own}".split():
        name, _, value = fact.partition("=")
        stated(case, name, value)
    return case, expectation(expected)

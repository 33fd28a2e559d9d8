"""``psra explain``: why a verdict is what it is, what would turn it, what would break it, what would settle it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from psra.cli.console import Output, out, write
from psra_assets.foundation.errors import InputError

Json = dict[str, Any]

_STYLES = {"originating": "bold green", "non_originating": "bold red", "undetermined": "bold yellow"}
_OUTCOMES = {"met": "green", "not_met": "red", "unknown": "yellow"}


def explain(
    case: Annotated[Path, typer.Argument(metavar="CASE.json", help="file with one case")],
    rules: Annotated[
        list[Path] | None, typer.Option("--rules", help="decide by this folder of RaC documents, without a database")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="day of the law where the case names none; today if absent")] = None,
    output: Annotated[Output, typer.Option("--format", help="form of the output")] = Output.TEXT,
) -> None:
    """Explain a verdict: the alternatives with their margins, and the least changes that would turn it.

    If the product originates: what would cost it its origin, and how far each price and value may move. If the verdict
    is open: the fewest facts that would settle it. Every change that is named was decided by the engine.
    """
    from psra.cli.rulebook import rule_book, today

    try:
        document = case.read_bytes()
    except OSError as unreadable:
        raise InputError(f"cannot be read: {unreadable.strerror}.", place=str(case)) from unreadable
    book, day = rule_book(rules), as_of or today()
    advice = json.loads(book.advise(document, day))
    if error := advice.get("error"):
        at = f" at {error['pointer']}" if error.get("pointer") else ""
        raise InputError(f"{error['code']} {error['message']}{at}", place=str(case))
    if output is Output.JSON:
        write(json.dumps(advice, ensure_ascii=False).encode() + b"\n")
        return
    answer = json.loads(book.evaluate(document, day))
    for result, about in zip(answer["results"], advice["results"], strict=True):
        out.print(_panel(result, about))


def _panel(result: Json, about: Json) -> RenderableType:
    if error := result.get("error"):
        return Panel(Text(f"{error['code']} {error['message']}"), title=Text(result["agreement"]), title_align="left")
    parts: list[RenderableType] = [_alternatives(result)]
    if turned := about.get("turned_by"):
        parts.append(_sets("what would make it originate", turned, "nothing that can be advised on would"))
    if settled := about.get("settled"):
        parts.append(_settled(settled))
    if broken := about.get("broken_by"):
        parts.append(_sets("what would cost it its origin", broken, "no loss of an origin or a process would"))
        parts.append(_bounds(about["holds_while"]))
    if result["assumptions"]:
        parts.append(_lines("what it takes for granted", [str(note["text"]) for note in result["assumptions"]]))
    if result["blocks_on_proof"]:
        parts.append(_lines("conditions on a proof", [str(note["text"]) for note in result["blocks_on_proof"]]))
    title = Text.assemble(result["agreement"], "  ", (result["verdict"], _STYLES[result["verdict"]]))
    return Panel(Group(*parts), title=title, title_align="left")


def _table(title: str, *columns: str) -> Table:
    table = Table(*columns, title=title, title_justify="left", box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.title_style = "bold"
    return table


def _alternatives(result: Json) -> RenderableType:
    """Alternatives, those that need least first, each with its measures and their margins."""
    rank = {alternative: n for n, alternative in enumerate(result.get("ranking", ()))}
    table = _table("alternatives", "rule", "outcome", "criterion", "is", "limit", "margin")
    for alternative in sorted(result["alternatives"], key=lambda a: rank.get(a["id"], 0)):
        outcome = alternative["outcome"] + (" with tolerance" if alternative["tolerance_used"] else "")
        first = (Text(alternative["id"]), Text(outcome, _OUTCOMES[alternative["outcome"]]))
        for measure in alternative["measures"] or [{}]:
            table.add_row(*first, _criterion(measure), *_share(measure))
            first = (Text(""), Text(""))
    return table


def _criterion(measure: Json) -> Text:
    if not measure:
        return Text("")
    more = [str(measure[key]) for key in ("basis", "method") if measure.get(key)]
    more += [", ".join(measure[key]) for key in ("any_of", "all_of", "tags") if measure.get(key)]
    if measure.get("failing_materials"):
        more.append("fails for " + ", ".join(measure["failing_materials"]))
    return Text(" ".join([measure["criterion"], *more]), _OUTCOMES[measure["outcome"]])


def _share(measure: Json) -> tuple[str, str, str]:
    value, limit = measure.get("value_pct"), measure.get("limit_pct")
    margin = measure.get("margin") or {}
    verb = "may" if measure.get("outcome") == "met" else "must"
    words = {
        "price_down_to": "price may fall to" if verb == "may" else "price must rise to",
        "price_up_to": "price may rise to" if verb == "may" else "price must fall to",
        "value_up_by": "value may rise by" if verb == "may" else "value must fall by",
        "value_down_by": "value may fall by" if verb == "may" else "value must rise by",
    }
    said = ", ".join(f"{text} {margin[key].lstrip('-')}" for key, text in words.items() if key in margin)
    return (f"{value} %" if value else "", f"{limit} %" if limit else "", said)


def _sets(title: str, searched: Json, nothing: str) -> RenderableType:
    lines = [" and ".join(change["text"].rstrip(".") for change in found["changes"]) for found in searched["sets"]]
    if not lines:
        return _lines(title, [nothing if searched["possible"] is not None else "the search met its bound"])
    if searched["complete_to_size"] < min(searched["candidates"], 3):
        lines.append(f"(sets of more than {searched['complete_to_size']} changes were not all looked at)")
    return _lines(title, lines)


def _settled(settled: Json) -> RenderableType:
    table = _table("the fewest facts that would settle it", "towards", "question", "where")
    for way in settled["settled_by"]:
        for fact in way["facts"][0]:
            table.add_row(Text(way["verdict"], _STYLES[way["verdict"]]), Text(fact["ask"]), Text(fact["pointer"] or ""))
    if not settled["settled_by"]:
        table.add_row("", "no answer to the missing facts can be put into a case; see missing_facts", "")
    return table


def _bounds(bounds: list[Json]) -> RenderableType:
    table = _table("it holds while", "number", "is", "amount")
    for bound in bounds:
        name = f"{bound['pointer']} ({bound['material']})" if bound.get("material") else bound["pointer"]
        table.add_row(Text(name), bound["bound"].replace("_", " "), f"{bound['amount']} {bound['currency']}")
    if not bounds:
        table.add_row("no price or value bounds it", "", "")
    return table


def _lines(title: str, lines: list[str]) -> RenderableType:
    return Group(Text(title, "bold"), *(Text(f"  • {line}") for line in lines))

"""How law looks on a terminal: rules as words, tree and sources side by side; what a compilation came to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from psra.cli.console import err, out

if TYPE_CHECKING:
    from psra_assets.rac.compile import Summary
    from psra_assets.rac.lint import Reported

Json = Mapping[str, Any]
# below this many columns three texts side by side cannot be read
_SIDE_BY_SIDE = 100


def print_rules(rules: Sequence[Json]) -> None:
    """Rules, one panel each: the published words, the tree with the words that each leaf was read from, the sources."""
    for rule in rules:
        parts = [("words", _words(rule)), ("tree", _tree(rule)), ("sources", _sources(rule))]
        body: RenderableType
        if out.width >= _SIDE_BY_SIDE:
            table = Table(*(title for title, _ in parts), box=None, expand=True, pad_edge=False, padding=(0, 2, 0, 0))
            for column in table.columns:
                column.ratio = 1
                column.overflow = "fold"
            table.add_row(*(part for _, part in parts))
            body = table
        else:
            body = Group(
                *(each for title, part in parts for each in (Text(title, "bold"), Padding(part, (0, 0, 1, 2))))
            )
        out.print(Panel(body, title=Text(str(rule["id"])), subtitle=Text(_about(rule)), title_align="left"))


def _about(rule: Json) -> str:
    """Range, kind of row, state and what guards the rule."""
    codes = rule["from"] if rule["from"] == rule["to"] else f"{rule['from']}-{rule['to']}"
    about = [f"{rule['heading']} ({codes})", rule["row"], rule["state"]]
    if rule.get("applies_to"):
        about.append("for " + ", ".join(rule["applies_to"]))
    days = [rule.get("valid_from"), rule.get("valid_to")]
    if any(days):
        about.append(f"{days[0] or '…'} to {days[1] or '…'}")
    if rule.get("quota"):
        about.append("within a quota")
    return " · ".join(about)


def _words(rule: Json) -> RenderableType:
    """The words as published; for an authored rule the canonical English of its tree."""
    from psra_assets.rac.compile.render import english

    if rule.get("text"):
        return Text(str(rule["text"]))
    said = english(rule["criterion"]) if rule.get("criterion") else None
    return Text(f"(authored; in canonical English) {said}" if said else "(authored: no words are kept)")


def _tree(rule: Json) -> RenderableType:
    criterion = rule.get("criterion")
    if criterion is None:
        return Text(f"quarantined: {rule.get('reason')}", "yellow")
    root = Tree(_label(criterion), guide_style="dim")
    _grow(criterion, root, rule.get("text"))
    return root


def _label(node: Json) -> Text:
    for joint, meaning in (("any", "any of"), ("all", "all of")):
        if joint in node:
            return Text(meaning, "bold")
    keys = {key: value for key, value in node.items() if key not in {"type", "source"}}
    return Text.assemble((str(node["type"]), "bold cyan"), " " if keys else "", _said(keys))


def _said(keys: Json) -> str:
    return ", ".join(f"{key} {_value(value)}" for key, value in keys.items())


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"({_said(value)})"
    if isinstance(value, list):
        return " | ".join(_value(item) for item in value)
    return str(value)


def _grow(node: Json, tree: Tree, text: str | None) -> None:
    children = node.get("any") or node.get("all")
    for child in children or ():
        _grow(child, tree.add(_label(child)), text)
    span = (node.get("source") or {}).get("span")
    if not children and span and text:
        words = " ".join(text[span[0] : span[1]].split())
        tree.add(Text(f"“{words}”", "dim italic"))


def _sources(rule: Json) -> RenderableType:
    """Instrument and place of the rule, then each place that its leaves cite."""
    source = rule.get("source") or {}
    lines = [Text(str(source.get("instrument", "")), "bold")]
    lines += [
        Text(f"{key.replace('_', ' ')}: {source[key]}")
        for key in ("annex", "locator", "publisher", "source_proxy", "words_sha256", "sha256")
        if source.get(key)
    ]
    verified = source.get("verified")
    lines.append(Text("verified" if verified else "not verified", "green" if verified else "yellow"))
    cited = dict.fromkeys(
        (str(place.get("id", "")), str(place.get("locator", "")), str(place.get("words_sha256", ""))[:12])
        for place in _places(rule.get("criterion"))
    )
    lines += [Text(f"leaf: {source_id} {locator} {digest}", "dim") for source_id, locator, digest in cited]
    return Group(*lines)


def _places(node: Json | None) -> Iterator[Json]:
    if node is None:
        return
    children = node.get("any") or node.get("all")
    for child in children or ():
        yield from _places(child)
    if not children and node.get("source"):
        yield node["source"]


def print_compile_summary(summary: Summary) -> None:
    """One line a scheme: rules by state, and the characters that nothing accounts for."""
    table = Table("agreement", *("compiled", "attested", "quarantined", "characters not understood"), title="rules")
    for column in table.columns[1:]:
        column.justify = "right"
    for scheme in summary.schemes:
        counts = (scheme.compiled, scheme.attested, scheme.quarantined)
        total = scheme.characters.total
        share = f"{100 * scheme.characters.remainder / total:.2f} %" if total else ""
        table.add_row(scheme.agreement, *(f"{count:,}" for count in counts), share)
    err.print(table)
    for problem in summary.problems:
        err.out(str(problem), highlight=False)


def print_defects(found: Reported) -> None:
    """One line a list: its defects by severity, and the kind that it has most often."""
    table = Table("agreement", "errors", "warnings", "remarks", "most often", title="defects of published data")
    for column in table.columns[1:4]:
        column.justify = "right"
    for report in found.reports:
        severities = report.severities
        most = next(iter(report.counts.most_common(1)), None)
        counts = (f"{severities[severity]:,}" for severity in ("error", "warning", "info"))
        table.add_row(report.agreement, *counts, f"{most[0]} ({most[1]:,})" if most else "")
    err.print(table)
    for problem in found.problems:
        err.out(str(problem), highlight=False)

"""``psra impact``: which cases of a portfolio change because the law changes between two days."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from psra.cli.console import Output, err, out, progress, write
from psra.cli.evaluate import lines_of
from psra_assets.foundation.errors import UsageError

Json = dict[str, Any]


def impact(
    day_from: Annotated[str, typer.Option("--from", metavar="DATE", help="first day, YYYY-MM-DD")],
    day_to: Annotated[str, typer.Option("--to", metavar="DATE", help="last day, YYYY-MM-DD")],
    cases: Annotated[
        str | None,
        typer.Option(help="cases, one a line; - is standard input; absent: the tenant's own, else the sample"),
    ] = None,
    rules: Annotated[
        list[Path] | None, typer.Option("--rules", help="decide by this folder of RaC documents, without a database")
    ] = None,
    output: Annotated[Output, typer.Option("--format", help="form of the output")] = Output.TEXT,
) -> None:
    """Say which cases of a portfolio change because the law changes between two days, and on which day.

    Each case is decided on the first day and on every later day on which a rule, the general rules or the HS edition
    begins or ends; the day that a case itself names is passed over. With --format json, all cases, one a line.
    """
    from psra.cli.rulebook import rule_book

    book = rule_book(rules)
    portfolio = list(lines_of(cases)) if cases else _own_cases(needs_database=not rules)
    changed: list[Json] = []
    bad = 0
    with progress("deciding") as tell:
        for number, case in enumerate(portfolio, start=1):
            moved = json.loads(book.impact(case.strip(), day_from, day_to))
            if error := moved.get("error"):
                if error["code"] == "ENG306" and error["pointer"] is None:
                    raise UsageError(
                        f"{error['message']}.", remedy="--from and --to are days, the first not after the last."
                    )
                bad += 1
                err.out(
                    f"{moved.get('case_id') or f'case {number}'}: {error['code']} {error['message']}", highlight=False
                )
            if output is Output.JSON:
                write(json.dumps(moved, ensure_ascii=False).encode() + b"\n")
            changed += [{"case_id": moved.get("case_id"), **r} for r in moved.get("results", ()) if r.get("changed")]
            tell("cases", number, len(portfolio))
    if output is Output.TEXT:
        _print(changed, len(portfolio), day_from, day_to)
    if bad:
        raise typer.Exit(1)


def _own_cases(*, needs_database: bool) -> list[bytes]:
    """The newest document of each case that the tenant had decided; the sample portfolio where there is none."""
    from psra_assets.determinations.cases import portfolio_cases
    from psra_assets.determinations.keep import kept_cases
    from psra_assets.foundation.postgres import database
    from psra_assets.foundation.settings import settings
    from psra_assets.foundation.unit_of_work import unit_of_work

    if needs_database:
        with database().connect() as plain, unit_of_work(plain, role="psra_app", tenant=settings().tenant) as work:
            own = kept_cases(work)
        if own:
            return own
    err.out("looking at the sample portfolio; --cases names another", highlight=False)
    return portfolio_cases()


def _print(changed: list[Json], cases: int, day_from: str, day_to: str) -> None:
    table = Table("case", "agreement", "from", "verdict", "rules")
    for result in changed:
        name, agreement = Text(str(result["case_id"] or "")), Text(result["agreement"])
        for stage in result["stages"]:
            rules = ", ".join(rule["id"] for rule in stage["rules"])
            table.add_row(name, agreement, stage["from"], stage["verdict"], Text(rules))
            name, agreement = Text(""), Text("")
    if changed:
        out.print(table)
    moved = len({result["case_id"] for result in changed})
    out.print(f"{moved} of {cases} cases change between {day_from} and {day_to}.", highlight=False)

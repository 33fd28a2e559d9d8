"""``psra rac``: validate, explain, compile and show rules as code."""

from __future__ import annotations

import itertools
import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from psra.cli import diagnostics, law, validation
from psra.cli.console import err, out, progress, write
from psra_assets.foundation.errors import InputError, UsageError

app = typer.Typer(help="Rules as code: validate, explain, compile, show.", no_args_is_help=True)
compile_app = typer.Typer(help="Compile a publisher's rules to RaC documents.", no_args_is_help=True)
app.add_typer(compile_app, name="compile")
report_app = typer.Typer(help="Report the defects of a publisher's lists.", no_args_is_help=True)
app.add_typer(report_app, name="report")

Lists = Annotated[list[Path], typer.Argument(metavar="PATH...", help="rule-set files, plain or gzip")]
Prefix = Annotated[str, typer.Option(help="prefix of the agreement: gb, or xi for EU-side lists")]
Articles = Annotated[Path | None, typer.Option(help="folder with the schemes' notes and articles")]


@app.command()
def validate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="RaC files, or folders of them")],
    output: Annotated[
        diagnostics.Format, typer.Option("--format", help="form of the output")
    ] = diagnostics.Format.TEXT,
    fix: Annotated[bool, typer.Option("--fix", help="mend the files where the remedy is certain")] = False,
    as_of: Annotated[
        str | None, typer.Option(help="day, YYYY-MM-DD, for lints that look at one; they are left out if absent")
    ] = None,
) -> None:
    """Validate RaC files natively. A diagnostic is `file:line:col CODE message`; status 1 if one is an error."""
    import psra_native

    today = validation.day(as_of)
    documents = validation.documents_in(paths)
    if fix:
        mended = validation.mend(documents, today)
        documents = mended.documents
        for item in mended.applied:
            err.out(f"{item} (mended: {item.fix.title})" if item.fix else str(item), highlight=False)
        err.out(f"{len(mended.applied)} findings mended in {mended.files} files", highlight=False)
    found = psra_native.validate_many(documents, as_of=today)
    write(diagnostics.render(found, documents, output, colour=out.is_terminal).encode())
    errors = sum(item.severity == "error" for item in found)
    err.out(f"{len(documents)} files, {errors} errors, {len(found) - errors} warnings", highlight=False)
    if errors:
        raise typer.Exit(1)


@app.command()
def explain(
    code: Annotated[str | None, typer.Argument(help="a diagnostic's code, for instance RAC201")] = None,
    list_: Annotated[bool, typer.Option("--list", help="all codes, one a line")] = False,
) -> None:
    """Show a lint's documentation, or list all codes: those of documents (RAC) and those of published data (PUB)."""
    import psra_native

    from psra_assets.rac.lint import KINDS, kind_of

    if list_:
        for lint, title in (*psra_native.lints(), *((kind.code, kind.title) for kind in KINDS)):
            out.out(f"{lint} {title}", highlight=False)
        return
    if code is None:
        raise UsageError("which code?", remedy="Give one, or --list.")
    kind = kind_of(code)
    if kind is not None:
        diagnostics.print_markdown(kind.documentation)
        return
    try:
        text = psra_native.explain(code.upper())
    except KeyError:
        raise UsageError(f"there is no code {code}.", remedy="`psra rac explain --list` shows them all.") from None
    diagnostics.print_markdown(text)


@compile_app.command("hmrc")
def compile_hmrc(
    paths: Lists,
    out_dir: Annotated[Path, typer.Option("--out", help="folder for the RaC documents")],
    prefix: Prefix = "gb",
    articles: Articles = None,
    report: Annotated[Path | None, typer.Option(help="file for the compile report (JSON)")] = None,
) -> None:
    """Compile UK Trade Tariff rule-set files to RaC documents. Needs no database."""
    from psra_assets.rac.compile import compile_files

    with progress("compiling") as tell:
        done = itertools.count(1)
        summary = compile_files(
            paths,
            out=out_dir,
            prefix=prefix,
            articles=articles,
            report=report,
            progress=lambda agreement: tell(agreement, next(done), len(paths)),
        )
    law.print_compile_summary(summary)
    if summary.failed:
        raise typer.Exit(1)


@report_app.command("hmrc")
def report_hmrc(
    paths: Lists,
    *,
    out_dir: Annotated[Path, typer.Option("--out", help="folder for the page and the exports")],
    prefix: Prefix = "gb",
    articles: Articles = None,
    schemes: Annotated[Path | None, typer.Option(help="the publisher's list of schemes (JSON)")] = None,
    as_of: Annotated[str | None, typer.Option(help="day on which dates are past, YYYY-MM-DD; today if absent")] = None,
) -> None:
    """Report what UK Trade Tariff rule-set files have wrong: a page, and JSON for the publisher. Needs no database."""
    from psra.cli.rulebook import today
    from psra_assets.rac.lint import report_files

    try:
        day = date.fromisoformat(as_of or today())
    except ValueError:
        raise UsageError(f"{as_of} is no day.", remedy="Write it as YYYY-MM-DD.") from None
    with progress("looking for defects") as tell:
        done = itertools.count(1)
        found = report_files(
            paths,
            out_dir,
            as_of=day,
            prefix=prefix,
            articles=articles,
            schemes=schemes,
            progress=lambda agreement: tell(agreement, next(done), len(paths)),
        )
    law.print_defects(found)
    if found.problems:
        raise typer.Exit(1)


@app.command()
def show(
    agreement: Annotated[str, typer.Argument(help="for instance gb-eu")],
    hs_code: Annotated[str, typer.Argument(help="6, 8 or 10 digits")],
    rules: Annotated[list[Path] | None, typer.Option(help="folder of RaC documents, in place of the database")] = None,
    as_of: Annotated[str | None, typer.Option(help="day of the law, YYYY-MM-DD; today if absent")] = None,
) -> None:
    """Show the rules for a code as text, as a tree and with their sources."""
    from psra.cli.rulebook import rule_book, today

    found = json.loads(rule_book(rules).rules_for(agreement, hs_code, as_of or today()))
    if not found:
        raise InputError(f"{agreement} has no rule for {hs_code}.", remedy="`psra evaluate` says what is missing.")
    law.print_rules(found)


@app.command()
def schema(
    path: Annotated[bool, typer.Option("--path", help="the file's place, for an editor's settings")] = False,
) -> None:
    """Print the JSON Schema of RaC documents, or where it lies."""
    from psra_assets.rac.schema.files import SCHEMA_FILE, schema_text

    write(f"{SCHEMA_FILE}\n".encode() if path else schema_text().encode())


@app.command()
def tags() -> None:
    """List the tags of products and materials with their definitions."""
    from psra_assets.rac import vocabulary

    diagnostics.print_vocabulary(list(vocabulary.tags().values()))


@app.command()
def processes() -> None:
    """List the processes with their definitions."""
    from psra_assets.rac import vocabulary

    diagnostics.print_vocabulary(list(vocabulary.processes().values()))


@app.command()
def operations() -> None:
    """List the insufficient operations with their definitions."""
    from psra_assets.rac import vocabulary

    diagnostics.print_vocabulary(list(vocabulary.operations().values()))


@app.command()
def terms() -> None:
    """List the general rules' other words with their definitions."""
    from psra_assets.rac import vocabulary

    diagnostics.print_vocabulary(list(vocabulary.terms().values()))

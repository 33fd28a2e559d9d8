"""``psra evaluate``: decide cases, one JSON object a line, one answer a line in the same order."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from psra.cli.console import err, progress, write
from psra_assets.foundation.errors import InputError


def lines_of(source: str) -> Iterator[bytes]:
    """The non-empty lines of a file, or of standard input for ``-``."""
    if source == "-":
        yield from _written(sys.stdin.buffer)
        return
    try:
        with Path(source).open("rb") as stream:
            yield from _written(stream)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}.", place=source) from error


def _written(stream: Iterable[bytes]) -> Iterator[bytes]:
    """The lines with something on them; a byte order mark, which spreadsheets and editors put first, is none of it."""
    for number, line in enumerate(stream):
        text = line if number else line.removeprefix(codecs.BOM_UTF8)
        if text.strip():
            yield text


def evaluate(
    paths: Annotated[
        list[str], typer.Argument(metavar="CASES.jsonl", help="file with one case a line; - is standard input")
    ],
    rules: Annotated[
        list[Path] | None, typer.Option("--rules", help="decide by these folders of RaC documents, without a database")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="day of the law for cases without one; today if absent")] = None,
) -> None:
    """Decide cases against the published tables, or by a folder of rules.

    `undetermined` is an answer, not a failure. A case that cannot be read is answered with its error in its place,
    and the exit status is 1 after the last line.
    """
    from psra.cli.rulebook import rule_book, today

    # `--rules DIR DIR`: an option takes one value, so further folders arrive beside the file.
    folders = [Path(path) for path in paths if Path(path).is_dir()] if rules else []
    files = [path for path in paths if Path(path) not in folders]
    if len(files) != 1:
        raise typer.BadParameter(f"give one file of cases; there are {len(files)}: {' '.join(files)}")
    cases = files[0]
    if cases != "-" and not Path(cases).is_file():
        raise InputError("no such file.", place=cases)
    book = rule_book(None if rules is None else [*rules, *folders])
    day = as_of or today()
    bad = 0
    with progress("evaluating") as tell:
        for number, line in enumerate(lines_of(cases), start=1):
            answer = book.evaluate(line.strip(), day)
            if "error" in json.loads(answer):
                bad += 1
            write(answer.rstrip(b"\n") + b"\n")
            tell("cases", number, 0)
    if bad:
        err.out(f"{bad} cases could not be read; their answers carry the error", highlight=False)
        raise typer.Exit(1)

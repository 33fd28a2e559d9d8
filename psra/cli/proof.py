"""``psra check-proof``: the independent check of a proof, from the case and the rules alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from psra.cli.console import write
from psra_assets.foundation.errors import InputError

_PLAIN = ("null", "bool", "int")
_EXPLAINS = ["assumptions", "blocks_on_proof", "components", "conditions", "margin", "missing_facts", "preferred"]
_EXPLAINS += ["proof_terms", "ranking", "settled_by", "source", "text", "under"]
"""What a result says beside that on which its verdict rests: it is not worked out again."""


class ProofRefused(InputError):
    """A proof does not follow from the case and the rules."""

    code = "ENG395"
    title = "Proof refused"


class ProofNotCheckable(InputError):
    """The checker cannot verify a proof, and says so instead of passing it."""

    code = "ENG396"
    title = "Proof not checkable"


class _Rac(yaml.CSafeLoader):
    """YAML as RaC has it: null, true, false, whole numbers, and strings; a date is a string."""


_Rac.yaml_implicit_resolvers = {
    first: [pair for pair in found if pair[0].rpartition(":")[2] in _PLAIN]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read_documents(documents: Iterable[tuple[str, bytes]]) -> Iterator[dict[str, Any]]:
    """RaC documents as plain data, read without the native parser. Raises ``InputError`` for what is not one."""
    for path, data in documents:
        try:
            found = json.loads(data) if path.endswith(".json") else yaml.load(data, Loader=_Rac)  # noqa: S506
        except (ValueError, yaml.YAMLError) as error:
            raise InputError(f"not readable as RaC: {error}.", place=path) from None
        if not isinstance(found, dict) or not {"kind", "agreement"} <= set(found):
            raise InputError("no RaC document: it has no kind or no agreement.", place=path)
        yield found


def check_proof(
    answer: Annotated[
        str, typer.Argument(metavar="ANSWER.json", help="an answer as psra evaluate writes it; - is standard input")
    ],
    case: Annotated[Path, typer.Option("--case", metavar="CASE.json", help="the case that was decided")],
    rules: Annotated[
        list[Path] | None, typer.Option("--rules", help="check by this folder of RaC documents, without a database")
    ] = None,
) -> None:
    """Verify the proof of an answer from its case and the rules alone, with code that the engine does not share.

    What bears on the verdict is worked out again, the rest is held by the proof's digest; any difference refuses the
    proof with its place. Status 1 if it is refused, or if the checker cannot verify it.
    """
    from psra.proof_checker.check import Refused, check
    from psra.proof_checker.law import Agreement, NotCheckable

    given, facts = _object(answer), _object(str(case))
    documents = list(read_documents(_documents(rules)))
    law = {name: Agreement(name, documents) for name in {document["agreement"] for document in documents}}
    try:
        checked = check(given, facts, law)
    except Refused as refused:
        raise ProofRefused(f"the proof is refused: {refused}", place=answer) from None
    except NotCheckable as reason:
        raise ProofNotCheckable(
            f"not checkable: {reason}.", place=answer, remedy="Decide what rests on it by hand; nothing was verified."
        ) from None
    report = {"case_sha256": given["case_sha256"], "checked": checked, "held_by_digest_only": _EXPLAINS}
    write(json.dumps(report, ensure_ascii=False, indent=2).encode() + b"\n")


def _documents(rules: list[Path] | None) -> list[tuple[str, bytes]]:
    if rules:
        from psra.cli.validation import documents_in

        return documents_in(rules)
    from psra_assets.foundation.postgres import database
    from psra_assets.foundation.rulebook import published_documents

    db = database()
    db.prepare()
    with db.connect(autocommit=True) as connection:
        return published_documents(connection)[1]


def _object(source: str) -> dict[str, Any]:
    """The one JSON object of a file or, for ``-``, of standard input; a number with a fraction is none of ours."""
    try:
        text = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}.", place=source) from error
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"not one JSON object: {error}.", place=source, remedy="Give one line of psra evaluate."
        ) from None
    if not isinstance(found, dict):
        raise InputError("not one JSON object.", place=source, remedy="Give one line of psra evaluate.")
    return found

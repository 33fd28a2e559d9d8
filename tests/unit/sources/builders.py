"""Builders of small documents in the publishers' formats."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

ENVELOPE = "urn:publicid:-:DGTAXUD:GENERAL:ENVELOPE:1.0"
MESSAGE = "urn:publicid:-:DGTAXUD:TARIC:MESSAGE:1.0"

Rule = dict[str, Any]


def rule(text: str = "CTH.", **changes: object) -> Rule:
    """A rule of a rule set."""
    plain: Rule = {
        "rule": text, "class": ["CTH"], "footnotes": [], "operator": None, "quota": False, "import": True,
        "export": True,
    }  # fmt: skip
    return plain | changes


def rule_set(**changes: object) -> dict[str, Any]:
    """A rule set of heading 3926."""
    plain = {
        "heading": "3926", "chapter": 39, "subdivision": "", "min": "3926000000", "max": "3926999999",
        "rules": [rule()], "valid": True,
    }  # fmt: skip
    return {key: value for key, value in (plain | changes).items() if value is not ...}


def rule_file(*sets: object, **more: object) -> bytes:
    """A rule-set file."""
    return json.dumps({"rule_sets": list(sets), **more}).encode()


def record(element: str, fields: Mapping[str, str], *, update: str | None = "3", number: int = 1) -> str:
    """One TARIC3 record in its message."""
    content = "".join(f"<oub:{name}>{value}</oub:{name}>" for name, value in fields.items())
    kind = "" if update is None else f"<oub:update.type>{update}</oub:update.type>"
    return (
        f'<env:app.message id="{number}"><oub:transmission xmlns:oub="{MESSAGE}"><oub:record>'
        "<oub:transaction.id>7</oub:transaction.id><oub:record.code>430</oub:record.code>"
        f"<oub:subrecord.code>00</oub:subrecord.code><oub:record.sequence.number>{number}</oub:record.sequence.number>"
        f"{kind}<oub:{element}>{content}</oub:{element}></oub:record></oub:transmission></env:app.message>"
    )


def envelope(*records: str, number: str = "26001") -> bytes:
    """One increment, a record a line."""
    body = "\n".join(records)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<env:envelope xmlns="{MESSAGE}" xmlns:env="{ENVELOPE}" '
        f'id="{number}">\n'
        f'<env:transaction id="7">\n{body}\n</env:transaction>\n</env:envelope>\n'
    ).encode()


def measure(sid: str = "1", area: str = "GB", kind: str = "142", **more: str) -> dict[str, str]:
    """The fields of a measure."""
    return {
        "measure.sid": sid, "measure.type": kind, "geographical.area": area, "goods.nomenclature.item.id": "3926909700",
        "validity.start.date": "2022-01-01", "measure.generating.regulation.id": "D2106890", **more,
    }  # fmt: skip


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(members: Mapping[str, bytes], change: Callable[[tarfile.TarInfo], None] = lambda info: None) -> bytes:
    """A plain tar; ``change`` may turn a member into something else."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            change(info)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()

"""What a file is, by its first bytes. Names lie: the UK's CDS extracts named ``.gzip`` are ZIPs."""

from __future__ import annotations

from typing import Literal

Kind = Literal["empty", "gzip", "zip", "workbook", "tar", "unsupported", "xml", "json", "text"]

_UNSUPPORTED = (
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE (an old Excel or Word file)"),
)
_BOM = b"\xef\xbb\xbf"


def sniff(data: bytes) -> Kind:
    """The kind of a document by content."""
    if not data:
        return "empty"
    if data.startswith(b"\x1f\x8b"):
        return "gzip"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "workbook" if b"[Content_Types].xml" in data else "zip"
    if data[257:262] == b"ustar":
        return "tar"
    if unsupported(data) is not None:
        return "unsupported"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "xml" if b"<" in data[:4] else "text"
    head = data[:4096].removeprefix(_BOM).lstrip()
    if head.startswith(b"<"):
        return "xml"
    if head.startswith((b"{", b"[")):
        return "json"
    return "text"


def unsupported(data: bytes) -> str | None:
    """The name of a container that is known and refused, or None."""
    return next((name for magic, name in _UNSUPPORTED if data.startswith(magic)), None)


def is_or_claims(kind: Kind, wanted: Kind, name: str) -> bool:
    """Whether a document is of a kind, or is text that its name says is: then it is a broken one."""
    return kind == wanted or (kind in ("text", "xml", "json") and expected(name) == wanted)


def expected(name: str) -> Kind | None:
    """What a file's name promises; None where it promises nothing."""
    lower = name.lower()
    if lower.endswith((".gz", ".gzip", ".tgz")):
        return "gzip"
    suffixes: dict[str, Kind] = {
        ".zip": "zip", ".xlsx": "workbook", ".xlsm": "workbook", ".tar": "tar", ".xml": "xml", ".json": "json",
    }  # fmt: skip
    return next((kind for suffix, kind in suffixes.items() if lower.endswith(suffix)), None)

"""Reading text and JSON as published: UTF-8, with or without a byte order mark."""

from __future__ import annotations

import orjson

from psra_assets.sources.errors import SourceError, WrongEncoding

_BOM = b"\xef\xbb\xbf"


def decode(data: bytes, place: str) -> str:
    """UTF-8 text without its byte order mark; SRC617 names the byte that is wrong."""
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise WrongEncoding(
            f"Byte {error.start} is not UTF-8.", place=place, remedy="Save the file as UTF-8 or fetch it again."
        ) from error


def load_json(data: bytes, place: str, failure: type[SourceError]) -> object:
    """A JSON value; ``failure`` names line and column where it ends or breaks."""
    try:
        value: object = orjson.loads(data.removeprefix(_BOM))
    except orjson.JSONDecodeError as error:
        raise failure(
            f"This is not JSON: {error.msg}.",
            place=f"{place}:{error.lineno}:{error.colno}",
            remedy="Fetch the file again; it may be cut short.",
        ) from error
    return value


def dump_json(value: object) -> str:
    """Compact JSON for a jsonb column."""
    return orjson.dumps(value).decode()

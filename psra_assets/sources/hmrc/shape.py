"""Reading JSON of an expected shape: each failure names the JSON pointer at which the shape ends."""

from __future__ import annotations

from datetime import date

from psra_assets.sources.hmrc.errors import WrongShape

Json = dict[str, object]


def fail(place: str, pointer: str, wanted: str, value: object) -> WrongShape:
    """The error for a value that is not ``wanted``."""
    return WrongShape(
        f"{wanted} is expected here, not {_kind(value)}.",
        place=f"{place}#{pointer}",
        remedy="The entry is skipped; report it to the publisher.",
    )


def as_object(value: object, place: str, pointer: str) -> Json:
    """A JSON object."""
    if not isinstance(value, dict):
        raise fail(place, pointer, "An object", value)
    return value


def as_list(value: object, place: str, pointer: str) -> list[object]:
    """A JSON array."""
    if not isinstance(value, list):
        raise fail(place, pointer, "An array", value)
    return value


def text(record: Json, key: str, place: str, pointer: str, default: str | None = None) -> str:
    """A string member; absent or null gives ``default`` if there is one."""
    value = record.get(key)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise fail(place, f"{pointer}/{key}", "A string", value)
    return value


def optional_text(record: Json, key: str, place: str, pointer: str) -> str | None:
    """A string member or null."""
    return None if record.get(key) is None else text(record, key, place, pointer)


def flag(record: Json, key: str, place: str, pointer: str, default: bool) -> bool:
    """A boolean member; absent gives ``default``."""
    value = record.get(key, default)
    if not isinstance(value, bool):
        raise fail(place, f"{pointer}/{key}", "true or false", value)
    return value


def integer(record: Json, key: str, place: str, pointer: str) -> int | None:
    """An integer member, a string of digits, or null."""
    value = record.get(key)
    if value is None:
        return None
    if isinstance(value, str) and value.isdecimal() and len(value) < 19:
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise fail(place, f"{pointer}/{key}", "An integer", value)
    return value


def texts(record: Json, key: str, place: str, pointer: str) -> list[str]:
    """An array of strings; absent or null is empty."""
    value = record.get(key)
    if value is None:
        return []
    items = as_list(value, place, f"{pointer}/{key}")
    for index, item in enumerate(items):
        if not isinstance(item, str):
            raise fail(place, f"{pointer}/{key}/{index}", "A string", item)
    return [str(item) for item in items]


def day(record: Json, key: str, place: str, pointer: str) -> date | None:
    """An ISO date or date-time member, read as its day; null or empty is None."""
    value = optional_text(record, key, place, pointer)
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise fail(place, f"{pointer}/{key}", "A date", value) from error


def pointer_token(key: str) -> str:
    """A key as a token of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f'the string "{value[:40]}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {value}"
    return "an object" if isinstance(value, dict) else "an array"

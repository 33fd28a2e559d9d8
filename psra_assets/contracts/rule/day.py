"""Days of the law: a calendar day written YYYY-MM-DD, and in no other of the ways that one may write a date."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator
from typing_extensions import TypeAliasType

_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: Any) -> Any:
    """The day that a text states; pydantic's own reader would take seconds since 1970 as well."""
    if not isinstance(value, str):
        return value
    if not _FORM.fullmatch(value):
        raise ValueError("a day is written YYYY-MM-DD")
    return date.fromisoformat(value)


Day = TypeAliasType("Day", Annotated[date, BeforeValidator(_day)])

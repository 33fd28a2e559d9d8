"""What each word of an enumeration means, carried into the published schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema


class Meanings:
    """Annotates a ``Literal`` with one meaning a word; the schema gets them as ``enumDescriptions``, in its order."""

    def __init__(self, words: Mapping[str, str] | None = None, /, **more: str) -> None:
        self._words = {**(words or {}), **more}

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The enumeration's schema with meanings; ``ValueError`` if a word lacks one or a meaning lacks its word."""
        schema: dict[str, Any] = handler(core)
        words = schema["enum"] if "enum" in schema else [schema["const"]]
        if set(words) != set(self._words):
            raise ValueError(f"words and meanings differ: {sorted(set(words) ^ set(self._words))}")
        return {**schema, "enumDescriptions": [self._words[word] for word in words]}

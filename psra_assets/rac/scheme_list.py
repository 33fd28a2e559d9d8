"""What the publisher's list of schemes says of an agreement and its articles do not: parties, title, validity."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import orjson

if TYPE_CHECKING:
    from psra_assets.foundation.unit_of_work import Connection

_LISTED = """
select scheme, title, validity_start_date, validity_end_date, countries
from landing.current_hmrc_schemes where dataset = 'schemes' and edition = 'uk'
"""
_GENERAL = "agreement.json"
_COUNTRY = 2


class Listed(NamedTuple):
    """One scheme of the list in force."""

    title: str
    valid_from: date | None
    valid_to: date | None
    countries: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """Digest of the entry."""
        return hashlib.sha256(orjson.dumps(list(self), option=orjson.OPT_SORT_KEYS)).hexdigest()

    def completed(self, documents: Mapping[str, bytes]) -> dict[str, bytes]:
        """The documents, the general rules with the parties and days that they do not state themselves."""
        if _GENERAL not in documents:
            return dict(documents)
        general = orjson.loads(documents[_GENERAL])
        if len(general["parties"]) == 1:
            # Groups are listed beside their members; the members are the parties. The list has codes and no names.
            codes = [code for code in self.countries if len(code) == _COUNTRY]
            general["parties"] += [{"code": code, "name": code, "members": []} for code in codes]
            general["title"] = self.title or general["title"]
        for key, day in (("valid_from", self.valid_from), ("valid_to", self.valid_to)):
            if day is not None and not general.get(key):
                general[key] = day.isoformat()
        return {**documents, _GENERAL: orjson.dumps(general, option=orjson.OPT_SORT_KEYS)}


def listed(connection: Connection) -> dict[str, Listed]:
    """The list in force by scheme."""
    return {
        row["scheme"]: Listed(
            row["title"], row["validity_start_date"], row["validity_end_date"], tuple(row["countries"])
        )
        for row in connection.execute(_LISTED).fetchall()
    }

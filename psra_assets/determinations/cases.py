"""The sample portfolio's cases: JSON, one case a file, or one a line (``*.jsonl``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson

from psra_assets.foundation.errors import InputError

PORTFOLIO = Path(__file__).parent / "portfolio"
# A request for a declaration is made of cases, but it is none.
_REQUESTS = "*_request.json"


class BrokenCase(InputError):
    """A file of the portfolio is not JSON."""

    code = "ENG390"
    title = "Portfolio file is not JSON"


def portfolio_cases(folder: Path = PORTFOLIO) -> list[bytes]:
    """Every case of the folder, by path. Raises ``BrokenCase`` (ENG390) with file and line."""
    return [case for path in sorted(folder.rglob("*.json*")) if not path.match(_REQUESTS) for case in _cases(path)]


def _cases(path: Path) -> Iterator[bytes]:
    data = path.read_bytes()
    documents = data.splitlines() if path.suffix == ".jsonl" else [data]
    for number, document in enumerate(documents, start=1):
        if not document.strip():
            continue
        try:
            value = orjson.loads(document)
        except orjson.JSONDecodeError as error:
            raise BrokenCase(
                f"not JSON: {error.msg}.", place=f"{path.name}:{number + error.lineno - 1}:{error.colno}"
            ) from error
        for case in value if isinstance(value, list) else [value]:
            yield orjson.dumps(case)

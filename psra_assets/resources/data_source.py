"""Which data a run ingests."""

from __future__ import annotations

import os

import dagster as dg
from pydantic import Field

VARIABLE = "PSRA_DATA"


class DataSource(dg.ConfigurableResource[None]):
    """What a run reads: the bundled sample, a folder of published files, or the publishers' servers."""

    data: str = Field(
        default="",
        description="`bundled`, a folder with hmrc/, taric/ and hs/, or `live`; empty: PSRA_DATA, then bundled",
    )

    def selection(self) -> str:
        """`bundled`, `live` or a folder."""
        return self.data or os.environ.get(VARIABLE) or "bundled"

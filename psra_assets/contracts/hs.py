"""Harmonized System codes and editions."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated

from pydantic import Field

HsCode = Annotated[
    str,
    Field(
        pattern=r"^([0-9]{6}|[0-9]{8}|[0-9]{10})$", description="6, 8 or 10 digits without dots; the first six decide"
    ),
]
Hs6 = Annotated[str, Field(pattern=r"^[0-9]{6}$", description="six-digit HS subheading")]


class HsEdition(IntEnum):
    """Editions of the Harmonized System by the year of their entry into force."""

    HS2002 = 2002
    HS2007 = 2007
    HS2012 = 2012
    HS2017 = 2017
    HS2022 = 2022

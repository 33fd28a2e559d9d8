"""What was carried out on goods, by the vocabulary of processes (origin.md A.2.6, A.2.7)."""

from __future__ import annotations

from pydantic import Field

from psra_assets.contracts.base import Contract
from psra_assets.contracts.money import DecimalText


class Process(Contract):
    """An attested process. Its code attests the agreement's whole definition; parameters may only refute it."""

    code: str = Field(pattern=r"^[a-z0-9_]{1,80}$")
    parameters: dict[str, DecimalText | bool | str] = Field(default_factory=dict)

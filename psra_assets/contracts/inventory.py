"""The canonical contract towards inventory systems: bills of materials with validity and site."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from psra_assets.contracts.base import Contract
from psra_assets.contracts.bill_of_materials import Identifier, Material, Party
from psra_assets.contracts.hs import HsCode, HsEdition


class BillOfMaterials(Contract):
    """What an article is made of, where, and from when to when (both days inclusive)."""

    article_number: Identifier
    description: str = Field(min_length=1)
    hs_code: HsCode
    hs_edition: HsEdition
    site: Identifier
    production_party: Party
    valid_from: date
    valid_to: date | None = None
    revision: Identifier
    materials: tuple[Material, ...] = Field(min_length=1)

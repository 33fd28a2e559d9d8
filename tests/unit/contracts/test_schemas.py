"""Schema snapshots: a contract changes on purpose or not at all. Rewrite them with PSRA_UPDATE_SNAPSHOTS=1."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from pydantic import BaseModel

from psra_assets.contracts.advice import Advice
from psra_assets.contracts.answer import Answer
from psra_assets.contracts.billing import Price
from psra_assets.contracts.case import Case
from psra_assets.contracts.declaration import DeclarationPayload, DeclarationRequest
from psra_assets.contracts.inventory import BillOfMaterials
from psra_assets.contracts.ledger import LedgerEntry
from psra_assets.contracts.transport import Consignment

SNAPSHOTS = Path(__file__).resolve().parents[2] / "snapshots" / "contracts"
MODELS: list[type[BaseModel]] = [
    Advice,
    Answer,
    BillOfMaterials,
    Case,
    Consignment,
    DeclarationPayload,
    DeclarationRequest,
    LedgerEntry,
    Price,
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_contract_schema_is_the_snapshot(model: type[BaseModel]) -> None:
    schema = json.dumps(model.model_json_schema(), indent=1, sort_keys=True) + "\n"
    file = SNAPSHOTS / f"{model.__name__}.json"
    if os.environ.get("PSRA_UPDATE_SNAPSHOTS"):
        file.write_text(schema)
    assert schema == file.read_text(), f"{model.__name__} changed; outsiders rely on it"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_contracts_are_frozen(model: type[BaseModel]) -> None:
    assert model.model_config["frozen"] is True

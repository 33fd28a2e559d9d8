"""The documents of ``documents/every_construct_*.yaml`` use the whole format, so that tests upon them do so too."""

from __future__ import annotations

from pathlib import Path

import psra_native
import pytest

from psra_assets.rac.schema import rac_schema
from tests.contract.constructs import Constructs, every_construct_files, read

FILES = every_construct_files()
ids = [path.stem for path in FILES]


def test_together_they_use_every_key_word_and_alternative_of_the_format() -> None:
    constructs = Constructs(rac_schema())
    wanted = constructs.all()
    used = set().union(*(constructs.used(read(path)) for path in FILES))
    assert len(wanted) > 500
    assert sorted(wanted - used) == []
    assert sorted(used - wanted) == []


def test_a_construct_that_no_document_uses_is_noticed() -> None:
    schema = rac_schema()
    schema["$defs"]["MaxNOM"]["properties"]["surprise"] = {"enum": ["a", "b"]}
    constructs = Constructs(schema)
    used = set().union(*(constructs.used(read(path)) for path in FILES))
    missing = {"#/$defs/MaxNOM.surprise", "#/$defs/MaxNOM.surprise = a", "#/$defs/MaxNOM.surprise = b"}
    assert constructs.all() - used == missing


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_they_are_documents_of_the_format(path: Path) -> None:
    found = psra_native.validate(path.name, path.read_bytes())
    assert [str(item) for item in found if item.code < "RAC200"] == []

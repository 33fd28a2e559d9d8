"""The error catalogue: stable, unique, in its ranges, and each one renders as code, place, sentence and remedy."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import psra
import psra_assets
import serving
from psra_assets.foundation.errors import CATALOGUE, PsraError
from serving.certificates.errors import DeclarationRefused, RequestUnreadable

RANGES = {"RAC": "12", "ENG": "3", "DEC": "4", "SRV": "5", "SRC": "6"}


def _catalogue() -> dict[str, type[PsraError]]:
    """The catalogue with every module that defines an error loaded; a clash of codes fails here."""
    for root in (psra_assets, serving, psra):
        for module in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            if module.name.rsplit(".", 1)[-1] in {"errors", "release", "manifest", "run", "rulebook"}:
                importlib.import_module(module.name)
    return dict(sorted(CATALOGUE.items()))


@pytest.mark.parametrize("error", _catalogue().values(), ids=_catalogue().keys())
def test_every_error_renders(error: type[PsraError]) -> None:
    shape = re.fullmatch(r"([A-Z]{3})([1-6])\d\d", error.code)
    assert shape is not None, error.code
    assert shape[2] in RANGES[shape[1]], error.code
    assert error.title
    assert error.exit_status in {1, 2, 3}
    assert 400 <= error.http_status < 600
    if error is DeclarationRefused:
        part = RequestUnreadable("it broke.", place="/period", remedy="Mend it.")
        assert str(error([part])) == f"{error.code} 1 reasons: {part}"
        return
    rendered = str(error("it broke.", place="file.json:3:7", remedy="Mend it."))
    assert rendered == f"file.json:3:7: {error.code} it broke. Mend it."


def test_a_code_is_given_once() -> None:
    with pytest.raises(TypeError, match="SRV501 is used by"):
        type("Another", (PsraError,), {"code": "SRV501"})

"""One kind a module: ``KIND`` says what it is, ``find`` yields what a list has of it. A new module is a new kind.

PUB1xx: the form of the file. PUB2xx: the words. PUB3xx: what the words refer to. PUB4xx: the law that the rows make.
PUB5xx: the documents beside the list.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

from psra_assets.rac.lint.kind import Defect, Kind
from psra_assets.rac.lint.published import PublishedList


class Lint(NamedTuple):
    """A kind and what finds it."""

    kind: Kind
    find: Callable[[PublishedList], Iterator[Defect]]


def _all() -> tuple[Lint, ...]:
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return tuple(sorted((Lint(module.KIND, module.find) for module in modules), key=lambda lint: lint.kind.code))


LINTS = _all()
KINDS: tuple[Kind, ...] = tuple(lint.kind for lint in LINTS)


def kind_of(code: str) -> Kind | None:
    """The kind of a code."""
    return next((kind for kind in KINDS if kind.code == code.upper()), None)

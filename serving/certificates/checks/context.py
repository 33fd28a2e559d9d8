"""What a check knows beside the request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from psra_assets.contracts.declaration import DatePolicy, DeclarationRequest
from serving.certificates.errors import DeclarationError


@dataclass(frozen=True, slots=True)
class IssueContext:
    """The day on which the declaration is made out, the day it is, and how Art. 62 is read."""

    today: date
    issued_on: date
    date_policy: DatePolicy = DatePolicy.STRICT


Check = Callable[[DeclarationRequest, IssueContext], Iterator[DeclarationError]]

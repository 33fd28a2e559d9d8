"""The validation rules that an issuing system must enforce (supplier-declarations.md B.8), a group a file.

Each rule is an error class named with its number; its docstring is the rule. A check yields what it found and never
stops at the first finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from psra_assets.contracts.declaration import DatePolicy, DeclarationRequest
from serving.certificates.checks import countries, cumulation, dates, goods, origin, parties, printable, signature
from serving.certificates.checks.context import Check, IssueContext
from serving.certificates.errors import DeclarationError

CHECKS: tuple[Check, ...] = (
    dates.check,
    parties.check,
    goods.check,
    origin.check,
    countries.check,
    cumulation.check,
    signature.check,
    printable.check,
)

__all__ = ["CHECKS", "DatePolicy", "IssueContext", "violations", "warnings"]


def violations(request: DeclarationRequest, context: IssueContext) -> Iterator[DeclarationError]:
    """Everything in the request that forbids a declaration, in the order of the rules."""
    for check in CHECKS:
        yield from check(request, context)


def warnings(request: DeclarationRequest) -> tuple[str, ...]:
    """What does not forbid the declaration but should be looked at."""
    return tuple(parties.warn(request))

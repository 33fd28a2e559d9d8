"""Three dates and their windows: Implementing Regulation (EU) 2015/2447 Art. 62 as replaced by (EU) 2017/989."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from psra_assets.contracts.declaration import DatePolicy, DeclarationRequest
from serving.certificates.checks.context import IssueContext
from serving.certificates.errors import DeclarationError

ART_62_IN_FORCE = date(2017, 6, 14)
_DAY = timedelta(days=1)


class V001(DeclarationError):
    """The day of issue is the day on which the declaration is made out: not later, not earlier."""

    code = "DEC401"
    title = "Day of issue"


class V002(DeclarationError):
    """The period starts no more than 12 months before the issue."""

    code = "DEC402"
    title = "Period starts too early"


class V003(DeclarationError):
    """The period starts no more than 6 months after the issue."""

    code = "DEC403"
    title = "Period starts too late"


class V004(DeclarationError):
    """The period ends no more than 24 months after its start."""

    code = "DEC404"
    title = "Period too long"


class V005(DeclarationError):
    """The period does not end before it starts."""

    code = "DEC405"
    title = "Period ends before it starts"


class V007(DeclarationError):
    """Declarations of before 14 June 2017 followed other rules, which are not held here."""

    code = "DEC407"
    title = "Issued before Art. 62 applied"


def add_months(day: date, months: int) -> date:
    """The same day some months on; a day that the month does not have becomes its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def earliest_start(issued_on: date, policy: DatePolicy) -> date:
    """First day on which the period may start."""
    bound = add_months(issued_on, -12)
    return bound + _DAY if policy is DatePolicy.STRICT else bound


def latest_start(issued_on: date, policy: DatePolicy) -> date:
    """Last day on which the period may start."""
    bound = add_months(issued_on, 6)
    return bound - _DAY if policy is DatePolicy.STRICT else bound


def latest_end(start: date, policy: DatePolicy) -> date:
    """Last day on which a period from ``start`` may end."""
    bound = add_months(start, 24)
    return bound - _DAY if policy is DatePolicy.STRICT else bound


def check(request: DeclarationRequest, context: IssueContext) -> Iterator[DeclarationError]:
    """V001 to V005 and V007."""
    issued, policy = context.issued_on, context.date_policy
    start, end = request.period.from_, request.period.to
    if issued < ART_62_IN_FORCE:
        yield V007(
            f"the day of issue {issued} lies before {ART_62_IN_FORCE}, when other windows applied.",
            place="/issued_on",
            remedy="Leave issued_on out.",
        )
    if issued != context.today:
        yield V001(
            f"the day of issue is {issued}, but today is {context.today}.",
            place="/issued_on",
            remedy="Leave issued_on out: a declaration bears the day on which it is made out.",
        )
    if start < (first := earliest_start(issued, policy)):
        yield V002(
            f"the period starts on {start}; issued on {issued} it may start on {first} at the earliest ({policy}).",
            place="/period/from",
            remedy="Cover older deliveries by single declarations.",
        )
    if start > (last := latest_start(issued, policy)):
        yield V003(
            f"the period starts on {start}; issued on {issued} it may start on {last} at the latest ({policy}).",
            place="/period/from",
            remedy="Issue it later, or let it start earlier.",
        )
    if end < start:
        yield V005(f"the period ends on {end}, before it starts on {start}.", place="/period/to")
    elif end > (bound := latest_end(start, policy)):
        yield V004(
            f"the period ends on {end}; started on {start} it may end on {bound} at the latest ({policy}).",
            place="/period/to",
            remedy=f"End it by {bound} and issue another one for the time after.",
        )

"""How the decisions on a case before and after a change stand to each other."""

from __future__ import annotations

from tests.properties.deciding import Decision


def alike(before: Decision, after: Decision) -> bool:
    """Nothing changes: neither the verdict nor what any alternative comes to."""
    return before == after


def verdict_alike(before: Decision, after: Decision) -> bool:
    """The verdict does not change."""
    return before.verdict == after.verdict


def never_harms(before: Decision, after: Decision) -> bool:
    """What originates still does."""
    return before.verdict != "originating" or after.verdict == "originating"


def never_turns(before: Decision, after: Decision) -> bool:
    """A settled verdict stays; one that was open may settle either way."""
    return before.verdict in {"undetermined", after.verdict}


def never_originates(_: Decision, after: Decision) -> bool:
    """The changed case does not originate."""
    return after.verdict != "originating"

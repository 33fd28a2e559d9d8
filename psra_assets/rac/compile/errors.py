"""Why a rule is quarantined, and what stops a file."""

from __future__ import annotations

from psra_assets.foundation.errors import InputError, UsageError


class Doubt(Exception):
    """The words are not understood, or have more than one reading; the message is the rule's reason."""


class UnreadableRuleSets(InputError):
    """A file of rule sets is no JSON, or not of the publisher's form."""

    code = "SRC690"
    title = "Unreadable rule sets"


class SchemeTwice(UsageError):
    """Two inputs would give one agreement."""

    code = "RAC190"
    title = "Two inputs for one agreement"


class NothingToCompile(UsageError):
    """No input, or a path that is no file."""

    code = "RAC191"
    title = "Nothing to compile"

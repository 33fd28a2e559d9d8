"""Errors of declarations. ``DEC4nn`` is validation rule ``Vnnn``; ``DEC400`` collects several, ``DEC48x`` are ours."""

from __future__ import annotations

from collections.abc import Sequence

from psra_assets.foundation.errors import PsraError


class DeclarationError(PsraError):
    """A declaration was refused. Subclasses carry the validation rule's number in their code."""

    code = "DEC400"
    title = "Declaration refused"
    exit_status = 1
    http_status = 422


class DeclarationRefused(DeclarationError):
    """A declaration was refused for more than one reason; ``violations`` has them in order."""

    code = "DEC499"
    title = "Declaration refused for several reasons"

    def __init__(self, violations: Sequence[DeclarationError]) -> None:
        super().__init__(
            f"{len(violations)} reasons: " + " | ".join(str(violation) for violation in violations),
        )
        self.violations = tuple(violations)


class RequestUnreadable(DeclarationError):
    """The request does not have the form of a declaration request."""

    code = "DEC480"
    title = "Request unreadable"


class SampleOnly(DeclarationError):
    """Only a certificate marked SAMPLE may rest on rules or wording that were not verified."""

    code = "DEC481"
    title = "Sample certificates only"


class RestsOnAssumptions(DeclarationError):
    """The determination was made without the agreement's general rules, so no certificate may rest on it."""

    code = "DEC482"
    title = "Determination rests on assumptions"


class CaseRefused(DeclarationError):
    """The line's case could not be read or evaluated."""

    code = "DEC483"
    title = "Case refused"


class NotPrintable(DeclarationError):
    """The embedded font cannot print a character, or would print it in a wrong order."""

    code = "DEC484"
    title = "Character cannot be printed"


class UnknownCertificate(DeclarationError):
    """There is no certificate of that id."""

    code = "DEC485"
    title = "Unknown certificate"
    http_status = 404


class AlreadyRevoked(DeclarationError):
    """The certificate was revoked before; a revocation is final."""

    code = "DEC486"
    title = "Already revoked"
    http_status = 409


class RestsOnQuota(DeclarationError):
    """The only rule that is met is subject to an annual origin quota, which a long-term declaration cannot promise."""

    code = "DEC489"
    title = "Determination rests on a quota"


class ProofBarred(DeclarationError):
    """The goods originate, but what the case says bars a proof: drawback, work outside, the way of the goods."""

    code = "DEC495"
    title = "Proof barred"


def refuse(violations: Sequence[DeclarationError]) -> None:
    """Raise what was found: nothing, the one violation, or all of them."""
    if len(violations) == 1:
        raise violations[0]
    if violations:
        raise DeclarationRefused(violations)

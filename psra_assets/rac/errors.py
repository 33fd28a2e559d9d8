"""Errors of loading rules as code."""

from __future__ import annotations

from psra_assets.foundation.errors import InputError


class RuleTwice(InputError):
    """Two documents of one load give the same rule id or the same agreement."""

    code = "RAC290"
    title = "Rule or agreement given twice"

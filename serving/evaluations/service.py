"""Decide cases by the current release."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import orjson
from fastapi.concurrency import run_in_threadpool

from psra_assets.foundation.rulebook import LoadedRuleBook
from serving.errors import BodyTooLarge
from serving.ops.metrics import Metrics
from serving.web.rulebooks import RuleBooks

LONGEST_LINE = 2 * 1024 * 1024
"""Bytes of one case in a batch."""
_PORTION = 64
"""Lines that are decided in one go of a worker thread."""


class CaseTooLarge(BodyTooLarge):
    """A line of the batch is longer than a case may be."""

    code = "SRV542"
    title = "Case too large"


def evaluate(law: LoadedRuleBook, case: bytes, as_of: str, metrics: Metrics) -> tuple[bytes, dict[str, Any] | None]:
    """One case's answer as the engine wrote it, and its error if the case could not be read."""
    answer = law.book.evaluate(case, as_of)
    document = orjson.loads(answer)
    error: dict[str, Any] | None = document.get("error")
    if error is not None:
        metrics.verdict("case_error")
    for result in document.get("results", ()):
        metrics.verdict(result.get("verdict") or "agreement_error")
    return answer, error


def advise(law: LoadedRuleBook, case: bytes, as_of: str) -> tuple[bytes, dict[str, Any] | None]:
    """Advice on one case as the engine wrote it, and its error if the case could not be read."""
    advice = law.book.advise(case, as_of)
    error: dict[str, Any] | None = orjson.loads(advice).get("error")
    return advice, error


async def evaluate_lines(
    chunks: AsyncIterator[bytes], rulebooks: RuleBooks, as_of: str, metrics: Metrics
) -> AsyncIterator[bytes]:
    """Answers of a stream of cases, one line each, in order, while the cases still arrive.

    The whole batch is decided by one release. A case that cannot be read is answered with its error in its place.
    """
    law = await run_in_threadpool(rulebooks.current)

    def decide(portion: list[bytes | None]) -> bytes:
        return b"".join(_answer(law, line, as_of, metrics).rstrip(b"\n") + b"\n" for line in portion)

    portion: list[bytes | None] = []
    async for line in _lines(chunks):
        portion.append(line)
        if len(portion) == _PORTION:
            yield await run_in_threadpool(decide, portion)
            portion = []
    if portion:
        yield await run_in_threadpool(decide, portion)


def _answer(law: LoadedRuleBook, line: bytes | None, as_of: str, metrics: Metrics) -> bytes:
    if line is not None:
        return evaluate(law, line, as_of, metrics)[0]
    metrics.verdict("case_error")
    message = f"the line is longer than {LONGEST_LINE} bytes."
    return orjson.dumps({"case_id": None, "error": {"code": CaseTooLarge.code, "message": message, "pointer": None}})


async def _lines(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes | None]:
    """The non-empty lines; None for one that is too long, which is never held in full."""
    rest, is_skipping = b"", False
    async for chunk in chunks:
        *complete, rest = (rest + chunk).split(b"\n")
        for line in complete:
            if is_skipping or len(line) > LONGEST_LINE:
                yield None
                is_skipping = False
            elif line.strip():
                yield line
        if len(rest) > LONGEST_LINE:
            rest, is_skipping = b"", True
    if is_skipping:
        yield None
    elif rest.strip():
        yield rest

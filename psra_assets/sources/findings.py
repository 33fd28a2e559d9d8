"""A finding: a defect with the identity of the object that it was found in."""

from __future__ import annotations

from dataclasses import dataclass

from psra_assets.sources.errors import Severity, SourceError


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect of published data, as it is kept in ``landing.findings``."""

    source: str
    publisher: str
    dataset: str
    name: str
    object_sha256: str | None
    code: str
    severity: Severity
    place: str
    message: str

    @classmethod
    def of(
        cls,
        error: SourceError,
        *,
        source: str,
        publisher: str,
        dataset: str = "",
        name: str = "",
        object_sha256: str | None = None,
    ) -> Finding:
        """The finding that an error makes."""
        message = f"{error.message} {error.remedy}" if error.remedy else error.message
        return cls(
            source=source,
            publisher=publisher,
            dataset=dataset,
            name=name,
            object_sha256=object_sha256,
            code=error.code,
            severity=error.severity,
            place=error.place or name,
            message=message.replace("\x00", "\\0"),
        )

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.severity}: {self.message}"

"""A list's report: every defect, and how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from psra_assets.rac.lint.kind import Defect
from psra_assets.rac.lint.kinds import KINDS, LINTS
from psra_assets.rac.lint.published import PublishedList

FORMAT = "psra-defect-report/1"


@dataclass(frozen=True, slots=True)
class Report:
    """The defects of one list, in the order of kinds and then of the file."""

    agreement: str
    scheme: str
    file: str
    sha256: str
    as_of: date
    hs_edition: int
    printed_edition: int
    rule_sets: int
    rules: int
    defects: tuple[Defect, ...]

    @classmethod
    def read(cls, exported: Mapping[str, Any]) -> Report:
        """The report that an export holds; the inverse of ``as_dict`` for exports of this linter's kinds."""
        of_code = {kind.code: kind for kind in KINDS}
        return cls(
            **{
                key: exported[key] for key in ("agreement", "scheme", "file", "sha256", "hs_edition", "printed_edition")
            },
            rule_sets=exported["rule_sets"],
            rules=exported["rules"],
            as_of=date.fromisoformat(exported["as_of"]),
            defects=tuple(
                Defect(
                    kind=of_code[found["code"]],
                    file=found["file"],
                    pointer=found["pointer"],
                    heading=found["heading"],
                    words=found["words"],
                    detail=found["detail"],
                    codes=tuple(found.get("codes", ())),
                    also=tuple(found.get("also", ())),
                )
                for found in exported["defects"]
            ),
        )

    @property
    def counts(self) -> Counter[str]:
        """Defects by code."""
        return Counter(defect.kind.code for defect in self.defects)

    @property
    def severities(self) -> dict[str, int]:
        """Defects by severity, worst first."""
        found: Counter[str] = Counter(defect.kind.severity for defect in self.defects)
        return {severity: found[severity] for severity in ("error", "warning", "info")}

    def as_dict(self) -> dict[str, Any]:
        """The export, as ``defect-report.schema.json`` describes it."""
        counts = self.counts
        return {
            "format": FORMAT,
            "agreement": self.agreement,
            "scheme": self.scheme,
            "file": self.file,
            "sha256": self.sha256,
            "as_of": self.as_of.isoformat(),
            "hs_edition": self.hs_edition,
            "printed_edition": self.printed_edition,
            "rule_sets": self.rule_sets,
            "rules": self.rules,
            "severities": self.severities,
            "kinds": [
                {
                    "code": kind.code,
                    "kind": kind.name,
                    "title": kind.title,
                    "severity": kind.severity,
                    "why": kind.why,
                    "remedy": kind.remedy,
                    "count": counts[kind.code],
                }
                for kind in KINDS
                if counts[kind.code]
            ],
            "defects": [defect.as_dict() for defect in self.defects],
        }


def lint(published: PublishedList) -> Report:
    """Every defect of a list. Raises ``UnreadableRuleSets`` (SRC690) if its form is not the publisher's."""
    return Report(
        agreement=f"{published.prefix}-{published.scheme}",
        scheme=published.scheme,
        file=published.file,
        sha256=published.sha256,
        as_of=published.as_of,
        hs_edition=published.edition,
        printed_edition=published.printed,
        rule_sets=len(published.rule_sets),
        rules=sum(len(rule_set.rules) for rule_set in published.rule_sets),
        defects=tuple(defect for one in LINTS for defect in one.find(published)),
    )

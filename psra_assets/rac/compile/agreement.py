"""One agreement from one file of rule sets: RaC documents by chapter, the compile report and findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from psra_assets.rac.compile.account import Account, account
from psra_assets.rac.compile.articles import ArticleBundle
from psra_assets.rac.compile.crosscheck import disagreement
from psra_assets.rac.compile.documents import Finding, ListBuilder, canonical
from psra_assets.rac.compile.editions import edition_of, printed_edition
from psra_assets.rac.compile.general import General, general_document
from psra_assets.rac.compile.render import english
from psra_assets.rac.compile.rows import Reading, RuleSet, headed, least, place, read_rule_sets, readings

TITLE = "no words: a title that heads the rows of its codes, whose state it has"
STATES = ("compiled", "attested", "quarantined")


@dataclass(frozen=True, slots=True)
class CompiledAgreement:
    """What one file became.

    ``documents`` are canonical JSON by file name; ``report`` is the scheme's entry; ``characters`` accounts for every
    character of the published texts.
    """

    agreement: str
    scheme: str
    hs_edition: int
    documents: dict[str, bytes]
    report: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    characters: Account = field(default_factory=Account)

    @property
    def totals(self) -> dict[str, int]:
        """Published rules by state."""
        counts: dict[str, int] = self.report["totals"]
        return counts


def compile_rule_sets(
    scheme: str,
    payload: dict[str, Any],
    *,
    prefix: str,
    source_sha256: str,
    articles: ArticleBundle | None = None,
    place_name: str | None = None,
) -> CompiledAgreement:
    """Compile one scheme's rule sets.

    ``source_sha256`` is the digest of the published bytes (unpacked). Raises ``UnreadableRuleSets`` (SRC690) if the
    payload has not the publisher's form; rules that are not understood are quarantined and raise nothing.
    """
    agreement = f"{prefix}-{scheme}"
    where = place_name or f"{scheme}.json"
    rule_sets = read_rule_sets(payload, where)
    edition = edition_of(scheme, articles.texts() if articles else ())
    ranges = [rule_set.codes for rule_set in rule_sets if rule_set.codes is not None]
    builder = ListBuilder(agreement, scheme, prefix, edition, printed_edition(prefix, edition, ranges), where)
    titles = headed(rule_sets)
    rows = place(rule_sets)
    entries: dict[int, list[dict[str, Any]]] = {}
    characters = Account()
    disagreements: list[dict[str, Any]] = []
    for rule_set in rule_sets:
        if rule_set.index in titles:
            continue
        alternatives = readings(rule_set)
        entries[rule_set.index] = _entries(rule_set, alternatives)
        for reading in alternatives:
            characters += account(reading.text)
            disagreements += _disagreements(rule_set, reading)
        builder.add(rule_set, rows.get(rule_set.index), alternatives)
    for index, group in titles.items():
        state = least([entry["state"] for other in group for entry in entries[other]])
        entries[index] = _title(rule_sets[index], state)
    listed = [entry for index in sorted(entries) for entry in entries[index]]
    totals = {state: sum(entry["state"] == state for entry in listed) for state in STATES}
    documents = builder.documents(source_sha256)
    general = general_document(agreement, scheme, edition, articles) if articles is not None else General()
    if general.document is not None:
        documents["agreement.json"] = canonical(general.document)
    doubts = [
        Finding("SRC695", f"{scheme}/{name}", f"the article is not understood and grants nothing: {reason}")
        for name, reason in general.doubts.items()
    ]
    return CompiledAgreement(
        agreement=agreement,
        scheme=scheme,
        hs_edition=edition,
        documents=documents,
        report={
            "scheme": scheme,
            "totals": totals,
            "characters": characters.as_dict(),
            "class_disagreements": disagreements,
            "rules": listed,
        },
        findings=builder.findings + doubts,
        reasons=Counter(entry["reason"] for entry in listed if entry["state"] == "quarantined"),
        characters=characters,
    )


def _disagreements(rule_set: RuleSet, reading: Reading) -> Iterator[dict[str, Any]]:
    """Where the publisher's class says something else than the words, one entry a rule that stands alone."""
    if reading.meaning is None or len(reading.members) > 1:
        return
    index = reading.members[0]
    found = disagreement(rule_set.rules[index].classes, reading.meaning.node)
    if found is not None:
        yield {
            "place": f"/rule_sets/{rule_set.index}/rules/{index}",
            "class": found.stated,
            "only_class": found.only_class,
            "only_words": found.only_words,
            "explanation": found.explanation,
        }


def _entries(rule_set: RuleSet, alternatives: list[Reading]) -> list[dict[str, Any]]:
    """Entries of the report, one a rule object; a fragment carries state and tree of the whole."""
    entries: dict[int, dict[str, Any]] = {}
    for reading in alternatives:
        meaning = reading.meaning if rule_set.codes is not None else None
        for member in reading.members:
            entries[member] = {
                "heading": rule_set.heading,
                "min": rule_set.low,
                "max": rule_set.high,
                "index": member,
                "text": rule_set.rules[member].text,
                "state": meaning.state if meaning else "quarantined",
                "reason": None if meaning else reading.reason or rule_set.fault,
                "tree": meaning.node if meaning else None,
                "english": english(meaning.node) if meaning else None,
            }
    return [entries[index] for index in sorted(entries)]


def _title(rule_set: RuleSet, state: str) -> list[dict[str, Any]]:
    """Entries of a row that only heads others: the state of what it heads, and no tree, since it asks for nothing."""
    return [
        {
            "heading": rule_set.heading,
            "min": rule_set.low,
            "max": rule_set.high,
            "index": index,
            "text": rule.text,
            "state": state,
            "reason": TITLE,
            "tree": None,
            "english": None,
        }
        for index, rule in enumerate(rule_set.rules)
    ]

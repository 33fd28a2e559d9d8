"""The authored documents: sound for the validator, sourced to the leaf, honest about what was read."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tarfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psra_native
import pytest
import yaml
from pydantic import TypeAdapter

from psra_assets.contracts.rule import Document
from psra_assets.rac.authored import authored_files
from psra_assets.rac.vocabulary import operations, processes, tags, terms

FILES = authored_files()
TREES: dict[str, dict[str, Any]] = {path: yaml.load(data, Loader=yaml.CSafeLoader) for path, data in FILES}
RULES = {path: tree for path, tree in TREES.items() if tree["kind"] == "rules"}
AGREEMENTS = {tree["agreement"]: tree for tree in TREES.values() if tree["kind"] == "agreement"}
WITHOUT_WORDS = {
    # The share of hybrids without plug was read in the UK's printed document, which is not landed (verified.md 3).
    "eu-gb:hs2017:870220-870230~1",
    "eu-gb:hs2017:870310~5",
    "eu-gb:hs2017:870340-870350~1",
    "eu-gb:hs2017:8704~5",
    # Quarantined: no words could be chosen.
    "eu-kr:hs2007:401213-401219~1",
}
"""Rules whose words are nowhere landed."""
BEFORE, AFTER = date(2026, 12, 31), date(2027, 1, 1)


def leaves(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The criteria of a tree."""
    for inner in node.get("any", node.get("all", ())):
        yield from leaves(inner)
    if "type" in node:
        yield node


def rows() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every rule with its document."""
    for tree in RULES.values():
        for rule in tree["rules"]:
            yield tree, rule


def rule(rule_id: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A rule with its document, by id."""
    return next((tree, found) for tree, found in rows() if found["id"] == rule_id)


def references(value: Any) -> Iterator[dict[str, Any]]:
    """Every reference to a source in a value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "source" and isinstance(inner, dict):
                yield inner
            else:
                yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def scopes(value: Any) -> Iterator[dict[str, Any]]:
    """Every scope in a criteria tree."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"scope", "except", "from_only", "not"}:
                yield inner
            yield from scopes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scopes(inner)


def in_force(found: dict[str, Any], day: date) -> bool:
    """Whether a rule's guard is open on a day."""
    guard: dict[str, str] = found.get("guard", {})
    return guard.get("valid_from", "") <= day.isoformat() <= guard.get("valid_to", "9999-12-31")


def test_there_are_lists_and_general_rules_of_five_agreements() -> None:
    """Chapters 39 and 40 of five agreements, each with its general rules."""
    assert set(AGREEMENTS) == {"eu-gb", "eu-jp", "eu-ca", "eu-kr", "pem"}
    for agreement in AGREEMENTS:
        assert {f"{agreement}/39.yaml", f"{agreement}/40.yaml"} <= set(RULES)
    assert {"eu-gb/84.yaml", "eu-gb/85.yaml", "eu-gb/87.yaml"} <= set(RULES)


def test_the_validator_finds_no_error() -> None:
    """Alone and against each other."""
    assert [str(found) for found in psra_native.validate_many(FILES) if found.severity == "error"] == []


def test_the_engine_loads_them() -> None:
    """The rule book has all five agreements."""
    assert set(psra_native.RuleBook.load(FILES).agreements()) == set(AGREEMENTS)


@pytest.mark.parametrize("path", sorted(TREES))
def test_the_contract_is_kept(path: str) -> None:
    """Each document is one of the typed models, and its folder is its agreement."""
    document = TypeAdapter[Any](Document).validate_python(TREES[path])
    assert path.split("/", maxsplit=1)[0] == document.agreement


def test_editions_are_those_of_the_treaties() -> None:
    """HS 2017 for the agreements with the UK and Japan and for PEM, HS 2012 for CETA, HS 2007 for Korea (A.18)."""
    editions = {(tree["agreement"], tree["hs_edition"]) for tree in TREES.values()}
    assert editions == {("eu-gb", 2017), ("eu-jp", 2017), ("eu-ca", 2012), ("eu-kr", 2007), ("pem", 2017)}


@pytest.mark.parametrize("path", sorted(RULES))
def test_every_leaf_cites_its_source(path: str) -> None:
    """Rule and leaf name a source, a place in it and the digest of its words; a rule names the annex it stands in."""
    tree = RULES[path]
    articles = AGREEMENTS[tree["agreement"]]["articles"]
    for found in tree["rules"]:
        assert found["source"]["article"] in articles
        for cited in (found["source"], *(leaf["source"] for leaf in leaves(found["criterion"] or {}))):
            assert cited["id"] in tree["sources"], found["id"]
            assert cited["locator"], found["id"]
            assert ("words_sha256" in cited) != (found["id"] in WITHOUT_WORDS), found["id"]


@pytest.mark.parametrize("agreement", sorted(AGREEMENTS))
def test_every_general_rule_cites_its_source(agreement: str) -> None:
    """Each part of each period, but for the switches that read the tolerance, with the article in which it stands."""
    tree = AGREEMENTS[agreement]
    for period in tree["ruleset"]:
        for name, part in period["general"].items():
            if name in {"tolerance_scope", "tolerance_rescues_weight", "maxnom_block_scope"}:
                continue
            for entry in part if isinstance(part, list) else [part]:
                assert entry["source"]["id"] in tree["sources"], name
                assert entry["source"]["locator"], name
                assert entry["source"]["article"] in tree["articles"], name


@pytest.mark.parametrize("agreement", sorted(AGREEMENTS))
def test_every_article_note_and_quota_is_cited_and_sourced(agreement: str) -> None:
    """What is cited exists, and what exists is cited."""
    tree = AGREEMENTS[agreement]
    rules = [
        found for path, document in RULES.items() if path.startswith(f"{agreement}/") for found in document["rules"]
    ]
    notes = {note for found in rules for note in found.get("notes", ())}
    assert notes == set(tree.get("notes", {}))
    assert {found["guard"]["quota"] for found in rules if "quota" in found.get("guard", {})} == set(
        tree.get("quotas", {})
    )
    cited = {reference["article"] for reference in references([tree, rules]) if "article" in reference}
    assert cited <= set(tree["articles"])
    for kind in ("articles", "notes", "quotas"):
        for entry in tree.get(kind, {}).values():
            assert entry["source"]["id"] in tree["sources"]
            assert entry["source"]["locator"]


def test_general_rules_use_their_own_words() -> None:
    """Operations, textile materials and other words of the general rules are of the vocabularies."""
    for tree in AGREEMENTS.values():
        for period in tree["ruleset"]:
            general = period["general"]
            listed = general["insufficient_operations"]
            limited = [word for entry in listed.get("limited", ()) for word in entry["operations"]]
            assert {*listed["operations"], *limited} <= set(operations())
            textiles = general.get("textiles", {"basic_materials": []})
            assert set(textiles["basic_materials"]) <= set(tags())
            words = [*general["wholly_obtained"]["categories"], *general["proof"]["kinds"]]
            words += [general["proof"]["above_threshold"], general["packaging"]["condition"]]
            words += [general["accessories"]["condition"]]
            words += general["cumulation"].get("evidence", {"kinds": []})["kinds"]
            assert set(words) <= set(terms())


@pytest.mark.parametrize(
    ("agreement", "part", "values"),
    [
        # A.18 and the articles read; each line is one number or word of the table.
        ("eu-gb", "valuation", {"averaging": "weighted_average"}),
        ("eu-jp", "valuation", {"averaging": "none"}),
        ("pem", "valuation", {"averaging": "authorised", "least_months": 3}),
        ("eu-gb", "proof", {"validity_months": 12, "accepted_months": 24, "retrospective_months": 36}),
        (
            "eu-gb",
            "proof",
            {"records_months": {"exporter": 48, "importer": 36}, "above_threshold": "registered_exporter"},
        ),
        ("eu-ca", "proof", {"threshold_amount": "6000", "threshold_inclusive": True, "validity_months": 12}),
        ("eu-kr", "proof", {"records_months": {"exporter": 60}, "above_threshold": "approved_exporter"}),
        ("pem", "proof", {"validity_months": 10, "kinds": ["eur1", "origin_declaration"], "retrospective_months": 24}),
        ("eu-jp", "proof", {"origin_criteria": ["A", "B", "C1", "C2", "C3", "D", "E"]}),
        ("eu-ca", "sets", {"pct": "25", "least_originating": 1, "or_packaging": True}),
        ("eu-ca", "wholly_obtained", {"plants": "harvested"}),
        ("eu-kr", "wholly_obtained", {"plants": "grown_and_harvested", "aquaculture": True}),
        ("eu-gb", "wholly_obtained", {"plants": "grown_or_harvested", "aquaculture": True}),
        ("eu-kr", "accounting_segregation", {"authorisation": True, "cost_difficulty": True}),
        (
            "eu-gb",
            "accounting_segregation",
            {"finished_goods": ["10", "15", "27", "28", "29", "3201-3207", "3901-3914"]},
        ),
        ("pem", "territoriality", {"outward_processing_pct": "10", "except_chapters": ["50-63"]}),
        ("pem", "drawback", {"chapters": ["50-63"], "except_kinds": ["full"]}),
    ],
)
def test_parameters_of_the_table(agreement: str, part: str, values: dict[str, Any]) -> None:
    """What the table of parameters says (origin.md A.1, A.2.3, A.10 to A.18)."""
    for period in AGREEMENTS[agreement]["ruleset"]:
        assert values.items() <= period["general"][part].items()


@pytest.mark.parametrize(
    ("agreement", "number", "share"), [("eu-gb", 32, "10"), ("eu-jp", 32, "10"), ("pem", 41, "15")]
)
def test_basic_textile_materials(agreement: str, number: int, share: str) -> None:
    """How many there are, and what part of their weight may fail (A.5, 6)."""
    textiles = AGREEMENTS[agreement]["ruleset"][0]["general"]["textiles"]
    assert len(set(textiles["basic_materials"])) == number
    assert (textiles["mixed"]["pct"], textiles["mixed"]["least_materials"]) == (share, 2)
    assert [entry["pct"] for entry in textiles["mixed"]["raised"]] == ["20", "30"]


@pytest.mark.parametrize("path", sorted(TREES))
def test_every_source_is_used_and_a_proxy_is_never_verified(path: str) -> None:
    """A source that names the text read in its place is unverified, and no other is."""
    tree = TREES[path]
    used = {reference["id"] for reference in references(tree)}
    assert used == set(tree["sources"])
    for source in tree["sources"].values():
        assert source["verified"] == ("source_proxy" not in source)
        assert source["verified"] or source["review_by"]


def test_no_words_of_a_publisher_are_kept() -> None:
    """The repository holds facts; the words stay where they are landed."""
    assert not [found["id"] for _, found in rows() if "text" in found]


UNVERIFIED_RULES = [
    "eu-gb:hs2017:3901-3915~1",
    "eu-gb:hs2017:401211-401219~1",
    "eu-gb:hs2017:850720-850790~1",
    "eu-gb:hs2017:850720-850790~2",
    "eu-gb:hs2017:870340-870350~1",
    "eu-gb:hs2017:870360-870380~1",
    "eu-jp:hs2017:3901-3903~1",
    "eu-jp:hs2017:3916-3926~1",
    "eu-jp:hs2017:4001-4011~1",
    "eu-ca:hs2012:3901-3915~1",
    "eu-kr:hs2007:3908-3921~1",
    "eu-kr:hs2007:401213-401219~1",
    "pem:hs2017:3901-3915~1",
    "pem:hs2017:3916-3926~1",
    "pem:hs2017:4001-4011~1",
    "pem:hs2017:401290~1",
]


@pytest.mark.parametrize("rule_id", UNVERIFIED_RULES)
def test_what_was_read_in_a_proxy_only_is_unverified(rule_id: str) -> None:
    """Facts tagged [M], and those of proxies, decide but carry no certificate."""
    tree, found = rule(rule_id)
    assert tree["sources"][found["source"]["id"]]["verified"] is False


def test_all_rules_of_japan_and_pem_are_unverified() -> None:
    """Neither EU list could be read (verified.md 4 and 5)."""
    for tree in RULES.values():
        if tree["agreement"] in {"eu-jp", "pem"}:
            assert not any(source["verified"] for source in tree["sources"].values())


@pytest.mark.parametrize(
    ("agreement", "part"),
    [
        ("eu-gb", "drawback"),
        ("eu-gb", "tolerance"),
        ("eu-jp", "drawback"),
        ("eu-kr", "drawback"),
        ("eu-kr", "cumulation"),
        ("pem", "tolerance"),
        ("pem", "drawback"),
    ],
)
def test_unverified_general_rules(agreement: str, part: str) -> None:
    """Parts that rest on general knowledge, a secondary page or a proxy say so."""
    tree = AGREEMENTS[agreement]
    value = tree["ruleset"][-1]["general"][part]
    for entry in value if isinstance(value, list) else [value]:
        assert tree["sources"][entry["source"]["id"]]["verified"] is False


def test_a_leaf_that_was_read_in_the_eu_list_is_verified() -> None:
    """The other way round: the first alternative of 39.01 to 39.15 stands in the EU list itself."""
    tree, found = rule("eu-gb:hs2017:3901-3915~1")
    flags = [tree["sources"][leaf["source"]["id"]]["verified"] for leaf in leaves(found["criterion"])]
    assert flags == [True, False, False]


def test_the_lists_that_disagree_are_quarantined() -> None:
    """Korea 4012.13 and 4012.19: no guess."""
    _, found = rule("eu-kr:hs2007:401213-401219~1")
    assert (found["state"], found["criterion"]) == ("quarantined", None)
    assert "treaty" in found["reason"]


def test_korea_has_3907_20_and_not_the_code_of_2022() -> None:
    """A.19: 3907.21 is a transposition."""
    _, found = rule("eu-kr:hs2007:390720~1")
    assert (found["from"], found["to"], found["criterion"]["type"]) == ("390720", "390720", "AnyHeading")
    assert not [r["id"] for _, r in rows() if r["id"].startswith("eu-kr:") and "390721" in r["id"]]


def test_codes_exist_in_the_edition() -> None:
    """Ends of ranges are subheadings of the edition; scopes name subheadings, headings and chapters of it."""
    for tree, found in rows():
        codes = set(psra_native.hs_codes(tree["hs_edition"]))
        headings = {code[:length] for code in codes for length in (2, 4)}
        assert {found["from"], found["to"]} <= codes, found["id"]
        for scope in scopes(found["criterion"] or {}):
            for named in scope.get("codes", ()):
                assert set(named.split("-")) <= codes | headings, found["id"]


def test_ids_say_edition_and_range() -> None:
    """The range of the id covers exactly the codes of the rule; ordinals count from one."""
    seen: dict[str, int] = {}
    for tree, found in rows():
        stem, _, ordinal = found["id"].rpartition("~")
        agreement, edition, printed = stem.split(":")
        assert (agreement, edition) == (tree["agreement"], f"hs{tree['hs_edition']}")
        seen[stem] = seen.get(stem, 0) + 1
        assert int(ordinal) == seen[stem]
        first, last = printed.split("-")[0], printed.split("-")[-1]
        inside = [
            code for code in psra_native.hs_codes(tree["hs_edition"]) if first <= code and code[: len(last)] <= last
        ]
        assert (found["from"], found["to"]) == (inside[0], inside[-1]), found["id"]


@pytest.mark.parametrize("day", [BEFORE, AFTER], ids=str)
@pytest.mark.parametrize("path", sorted(RULES))
def test_each_code_has_one_row_or_one_family_of_rows(path: str, day: date) -> None:
    """Nothing uncovered or covered twice, but for described rows over one residual; rows of a quota stand beside."""
    tree = RULES[path]
    chapter = Path(path).stem
    lasting = [r for r in tree["rules"] if in_force(r, day) and "quota" not in r.get("guard", {})]
    for code in (c for c in psra_native.hs_codes(tree["hs_edition"]) if c.startswith(chapter)):
        found = [r for r in lasting if r["from"] <= code <= r["to"]]
        kinds = sorted(r["row"] for r in found)
        assert kinds == ["whole"] or (kinds.count("residual") == 1 and set(kinds) == {"described", "residual"}), code
        described = [tuple(r["applies_to"]) for r in found if r["row"] == "described"]
        assert len(described) == len(set(described)), code


def test_words_are_of_the_vocabularies() -> None:
    """Processes and tags are closed."""
    for _, found in rows():
        assert set(found.get("applies_to", ())) <= set(tags())
        for leaf in leaves(found["criterion"] or {}):
            assert set(leaf.get("any_of", leaf.get("all_of", ()))) <= set(processes())
            assert set(leaf.get("tags", ())) <= set(tags())
        for scope in scopes(found["criterion"] or {}):
            assert set(scope.get("tags", ())) <= set(tags())


def test_the_battery_cliff_has_no_gap() -> None:
    """Every dated row ends on 2026-12-31 or begins the day after (A.2.9)."""
    guards = [found["guard"] for _, found in rows() if "quota" not in found.get("guard", {"quota": ""})]
    assert {tuple(guard.items()) for guard in guards} == {
        (("valid_to", BEFORE.isoformat()),),
        (("valid_from", AFTER.isoformat()),),
    }


@pytest.mark.parametrize(
    ("agreement", "entries"),
    [
        ("eu-gb", {("weight", "15", "EXW"), ("value", "10", "EXW")}),
        ("eu-jp", {("value", "10", "EXW_OR_FOB")}),
        ("eu-ca", {("value", "10", "TV_OR_EXW")}),
        ("eu-kr", {("value", "10", "EXW")}),
        ("pem", {("weight", "15", "EXW"), ("value", "15", "EXW")}),
    ],
)
def test_tolerances(agreement: str, entries: set[tuple[str, str, str]]) -> None:
    """A.18; textiles have none here, their notes govern."""
    for period in AGREEMENTS[agreement]["ruleset"]:
        tolerance = period["general"]["tolerance"]
        assert {(t["measure"], t["pct"], t["basis"]) for t in tolerance} == entries
        granted = [span for t in tolerance for span in t["chapters"] if len(span.split("-")[0]) == 2]
        chapters = {n for span in granted for n in range(int(span[:2]), int(span[-2:]) + 1)}
        assert chapters == set(range(1, 50)) | set(range(64, 98))
        spread = [n for span in granted for n in range(int(span[:2]), int(span[-2:]) + 1)]
        assert len(spread) == len(chapters), "a chapter has two tolerances"


def test_ceta_bans_drawback_from_its_day() -> None:
    """Three years after the start of application (A.16)."""
    periods = AGREEMENTS["eu-ca"]["ruleset"]
    assert [(p["valid_from"], p["valid_to"], p["general"]["drawback"]["rule"]) for p in periods] == [
        ("2017-09-21", "2020-09-20", "allowed"),
        ("2020-09-21", None, "banned"),
    ]


DIGEST = re.compile(r"^[0-9a-f]{64}$")


@pytest.fixture(scope="module")
def published_words(shared: Path) -> dict[str, set[str]]:
    """By digest of a published file: digests of the rules printed in it and of whole rows; under ``""`` of articles."""
    found: dict[str, set[str]] = {"": set()}
    for path in sorted((shared / "data" / "hmrc").glob("**/rule_sets/*.json.gz")):
        raw = gzip.decompress(path.read_bytes())
        rows = [[rule["rule"] for rule in row["rules"]] for row in json.loads(raw)["rule_sets"]]
        printed = {words for row in rows for words in (*row, "\n".join(row))}
        found[hashlib.sha256(raw).hexdigest()] = {hashlib.sha256(words.encode()).hexdigest() for words in printed}
    for name in ("articles", "introductory_notes"):
        packed = shared / "data" / "hmrc" / "rules_of_origin" / "roo_schemes_uk" / f"{name}.tar.gz"
        with tarfile.open(packed) as archive:
            for member in archive:
                if (file := archive.extractfile(member)) is not None:
                    found[""].add(hashlib.sha256(file.read()).hexdigest())
    return found


@pytest.mark.parametrize("path", sorted(TREES))
def test_digests_are_those_of_published_words(path: str, published_words: dict[str, set[str]]) -> None:
    """Each digest of words is that of a rule or row in the file that its source names, or of an article or note."""
    tree = TREES[path]
    for article in tree.get("articles", {}).values():
        assert article.get("words_sha256", next(iter(published_words[""]))) in published_words[""], article
    for reference in references(tree):
        source = tree["sources"][reference["id"]]
        if "sha256" in source:
            assert source["sha256"] in published_words, reference
        if "words_sha256" in reference:
            assert DIGEST.match(reference["words_sha256"])
            assert reference["words_sha256"] in published_words[source.get("sha256", "")], reference

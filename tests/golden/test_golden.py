"""Golden cases of the law: each YAML file under ``tests/golden/<agreement>/`` is a list of cases with their verdicts.

A case is ``{id, cites: {rule, source}, case, expect}``. ``expect`` asserts what it names and nothing else:

- ``verdict``;
- ``alternatives``: outcome by alternative id, or by ``#n`` where only one row applies;
- ``tolerance_used``: exactly the alternatives that are met by tolerance;
- ``missing``: pointers that are among the missing facts, ``missing_kinds``: kinds that are;
- ``blocks_on_proof``: exactly the conditions of that kind, ``[]`` for none of drawback.

``cites.rule`` is the row of the list that decides; it must be among the rules of the answer. It is empty where none is
needed, and where the row's id is the publisher's range, which the sample and the publisher print differently (gb-eu).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from psra_assets.contracts.case import Case
from psra_assets.determinations.cases import portfolio_cases
from psra_assets.rac.authored import authored_files

if TYPE_CHECKING:
    from psra_native import RuleBook

GOLDEN = Path(__file__).parent
AUTHORED = ("eu-gb", "eu-jp", "eu-ca", "eu-kr", "pem")
BUNDLED = Path(__file__).parents[2] / "psra_assets" / "sources" / "bundled"
PUBLISHED = Path("data/hmrc/rules_of_origin/roo_schemes_uk")


def golden(agreement: str) -> list[Any]:
    """The cases of an agreement as pytest parameters, by id."""
    found = []
    for path in sorted((GOLDEN / agreement).glob("*.yaml")):
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            found.append(pytest.param(entry, id=entry["id"]))
    return found


def load(documents: Sequence[tuple[str, bytes]]) -> RuleBook:
    """A rule book of the documents."""
    import psra_native

    return psra_native.RuleBook.load(list(documents))


@pytest.fixture(scope="session")
def authored_book() -> RuleBook:
    """All authored documents."""
    return load(authored_files())


def compiled(schemes: Sequence[Path], articles: Path, out: Path) -> list[tuple[str, bytes]]:
    """The documents that published scheme files, with their articles, compile to."""
    from psra_assets.rac.compile import compile_files

    compile_files(schemes, out, articles=articles)
    return [(str(path.relative_to(out)), path.read_bytes()) for path in sorted(out.rglob("*.json"))]


@pytest.fixture(scope="session")
def bundled_documents(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, bytes]]:
    """What the bundled sample compiles to."""
    folder = BUNDLED / "hmrc"
    return compiled(sorted((folder / "rule_sets").glob("*.json")), folder, tmp_path_factory.mktemp("bundled"))


@pytest.fixture(scope="session")
def bundled_book(bundled_documents: list[tuple[str, bytes]]) -> RuleBook:
    """The rule book of the bundled sample."""
    return load(bundled_documents)


@pytest.fixture(scope="session")
def published_book(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> RuleBook:
    """gb-eu as the UK publishes it."""
    folder = shared / PUBLISHED
    return load(compiled([folder / "rule_sets" / "eu.json.gz"], folder, tmp_path_factory.mktemp("published")))


def named(alternative: str, rule: str) -> str:
    """The id of an alternative; ``#n`` is one of ``rule``."""
    return rule + alternative if alternative.startswith("#") else alternative


def check(entry: dict[str, Any], book: RuleBook) -> None:
    """Decide a golden case and compare."""
    case = {"case_id": entry["id"], **entry["case"]}
    answer = json.loads(book.evaluate(json.dumps(case).encode(), case["as_of"]))
    assert "error" not in answer or answer["error"] is None, answer["error"]
    (result,) = answer["results"]
    assert result.get("error") is None, result["error"]
    expect = entry["expect"]
    shown = json.dumps(result, indent=1)
    assert result["verdict"] == expect["verdict"], shown
    only = result["rules"][0]["id"] if len(result["rules"]) == 1 else ""
    outcomes = {found["id"]: found["outcome"] for found in result["alternatives"]}
    expected = {named(key, only): outcome for key, outcome in expect.get("alternatives", {}).items()}
    assert {key: outcomes.get(key) for key in expected} == expected, shown
    if "tolerance_used" in expect:
        used = [found["id"] for found in result["alternatives"] if found["tolerance_used"]]
        assert used == [named(key, only) for key in expect["tolerance_used"]], shown
    missing = result["missing_facts"]
    # An undetermined verdict says what is missing; another one only that an unknown origin could change it.
    assert bool(missing) == (expect["verdict"] == "undetermined" or "missing" in expect), shown
    assert set(expect.get("missing", ())) <= {fact["pointer"] for fact in missing}, shown
    assert set(expect.get("missing_kinds", ())) <= {fact["kind"] for fact in missing}, shown
    if "blocks_on_proof" in expect:
        drawback = [note["code"] for note in result["blocks_on_proof"] if note["code"].startswith("drawback")]
        assert drawback == expect["blocks_on_proof"], shown
    if rule := entry["cites"]["rule"]:
        assert rule in {found["id"] for found in result["rules"]}, shown


@pytest.mark.parametrize("entry", [entry for agreement in AUTHORED for entry in golden(agreement)])
def test_authored(entry: dict[str, Any], authored_book: RuleBook) -> None:
    """The authored documents decide each golden case as the law does."""
    check(entry, authored_book)


@pytest.mark.parametrize("entry", golden("gb-eu"))
def test_bundled(entry: dict[str, Any], bundled_book: RuleBook) -> None:
    """So do the rules that the bundled sample compiles to."""
    check(entry, bundled_book)


@pytest.mark.parametrize("entry", golden("gb-eu"))
def test_published(entry: dict[str, Any], published_book: RuleBook) -> None:
    """So do the rules that the publisher's own file compiles to."""
    check(entry, published_book)


def failing(agreement: str, book: RuleBook) -> set[str]:
    """Ids of the agreement's golden cases that a rule book does not decide as it should."""
    found = set()
    for parameter in golden(agreement):
        entry = parameter.values[0]
        try:
            check(entry, book)
        except AssertionError:
            found.add(entry["id"])
    return found


@pytest.mark.parametrize(
    ("path", "law", "mutant", "noticed"),
    [
        ("eu-gb/39.yaml", 'pct: "50"', 'pct: "49.99"', "EU-GB-G06"),
        ("eu-gb/39.yaml", 'pct: "50"', 'pct: "50.01"', "EU-GB-G07"),
        ("eu-gb/39.yaml", "type: CTSH", "type: CTH", "EU-GB-G08"),
        ("eu-gb/39.yaml", "type: CTH\n", "type: CTSH\n", "EU-GB-G09"),
        ("eu-gb/40.yaml", "type: CTSH", "type: CTH", "EU-GB-G16"),
        ("eu-gb/85.yaml", 'codes: ["8538"]', 'codes: ["8537"]', "EU-GB-R01"),
        ("eu-gb/85.yaml", 'pct: "30"', 'pct: "30.01"', "EU-GB-B10"),
        ("eu-gb/85.yaml", 'pct: "70"', 'pct: "69.99"', "EU-GB-B06"),
        ("eu-gb/87.yaml", 'pct: "60"', 'pct: "60.01"', "EU-GB-V02"),
        ("eu-gb/87.yaml", 'pct: "45"', 'pct: "44.99"', "EU-GB-V03"),
        ("eu-gb/agreement.yaml", 'pct: "10"', 'pct: "9.99"', "EU-GB-G04"),
        ("eu-gb/agreement.yaml", 'pct: "10"', 'pct: "10.01"', "EU-GB-G05"),
        ("eu-gb/agreement.yaml", "kinds: [bilateral, full]", "kinds: []", "EU-GB-B04"),
        ("eu-gb/agreement.yaml", "retail_in_ctc: ignored", "retail_in_ctc: considered", "EU-GB-R22"),
        ("eu-gb/agreement.yaml", "failing_only", "all_nom", "EU-GB-G03"),
        ("eu-jp/39.yaml", 'pct: "55"', 'pct: "55.01"', "EU-JP-03"),
        ("eu-jp/39.yaml", "basis: FOB", "basis: EXW", "EU-JP-03"),
        ("eu-jp/agreement.yaml", "basis: EXW_OR_FOB", "basis: EXW", "EU-JP-06"),
        ("eu-ca/39.yaml", "same: heading", "same: chapter", "EU-CA-05"),
        ("eu-ca/39.yaml", "basis: TV_OR_EXW", "basis: EXW", "EU-CA-06"),
        ("eu-ca/agreement.yaml", "2020-09-21", "2020-09-22", "EU-CA-18"),
        ("eu-kr/39.yaml", 'pct: "25"', 'pct: "25.01"', "EU-KR-02"),
        ("eu-kr/40.yaml", "tags: [natural_rubber]", "tags: [hard_rubber]", "EU-KR-11"),
        ("pem/39.yaml", 'max_pct: "20"', 'max_pct: "20.01"', "PEM-02"),
        ("pem/39.yaml", "type: CTH", "type: CTSH", "PEM-04"),
        ("pem/agreement.yaml", 'pct: "15"', 'pct: "15.01"', "PEM-10"),
    ],
)
def test_a_mutant_of_the_law_is_noticed(path: str, law: str, mutant: str, noticed: str) -> None:
    """The suite can fail: one changed word of a document turns the case beside it."""
    files = dict(authored_files())
    assert law in files[path].decode()
    files[path] = files[path].decode().replace(law, mutant).encode()
    agreement = path.split("/", maxsplit=1)[0]
    assert noticed in failing(agreement, load([item for item in files.items() if item[0].startswith(agreement)]))


PORTFOLIO = yaml.load((GOLDEN / "portfolio.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def test_the_portfolio_is_all_listed() -> None:
    """Each case of the sample portfolio has its expected verdicts, under each agreement that it names."""
    cases = [json.loads(case) for case in portfolio_cases()]
    assert {case["case_id"]: case["agreements"] for case in cases} == {name: list(v) for name, v in PORTFOLIO.items()}


@pytest.mark.parametrize("case", [json.loads(case) for case in portfolio_cases()], ids=lambda case: case["case_id"])
def test_portfolio(case: dict[str, Any], bundled_documents: list[tuple[str, bytes]]) -> None:
    """The sample portfolio is decided as its README says, by the authored documents and the bundled sample."""
    book = load([*authored_files(), *bundled_documents])
    answer = json.loads(book.evaluate(json.dumps(case).encode(), case["as_of"]))
    verdicts = {result["agreement"]: result.get("verdict") for result in answer["results"]}
    assert verdicts == PORTFOLIO[case["case_id"]], json.dumps(answer["results"], indent=1)


def every_entry() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every golden case with the agreement of its folder."""
    for agreement in (*AUTHORED, "gb-eu"):
        for parameter in golden(agreement):
            yield agreement, parameter.values[0]


def test_the_suite_is_well_formed() -> None:
    """Ids are unique, each case keeps the contract, names its folder's agreement, and cites what it shows."""
    seen: set[str] = set()
    for agreement, entry in every_entry():
        assert set(entry) == {"id", "cites", "case", "expect"}, entry["id"]
        assert entry["id"] not in seen, entry["id"]
        seen.add(entry["id"])
        Case.model_validate_json(json.dumps({"case_id": entry["id"], **entry["case"]}))
        assert entry["case"]["agreements"] == [agreement], entry["id"]
        assert entry["cites"]["source"], entry["id"]
    assert len(seen) >= 60


def test_both_sides_of_the_law_are_shown() -> None:
    """Each agreement has cases of each verdict, and about as many that fail as pass."""
    for agreement in AUTHORED:
        verdicts = [parameter.values[0]["expect"]["verdict"] for parameter in golden(agreement)]
        assert set(verdicts) == {"originating", "non_originating", "undetermined"}, agreement
        assert min(verdicts.count("originating"), verdicts.count("non_originating")) * 3 >= len(verdicts), agreement

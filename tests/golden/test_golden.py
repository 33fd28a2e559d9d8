"""Golden cases of the law (``README.md``): what the law makes of each, the authored documents make of it too."""

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
from tests.golden.deciding import decide, differences, load
from tests.golden.suite import AUTHORED, GOLDEN, Law, Turn, laws, turns

if TYPE_CHECKING:
    from psra_native import RuleBook

BUNDLED = Path(__file__).parents[2] / "psra_assets" / "sources" / "bundled"
PUBLISHED = Path("data/hmrc/rules_of_origin/roo_schemes_uk")


def parameters(*agreements: str) -> list[Any]:
    """The cases of agreements as pytest parameters, by id."""
    return [pytest.param(law, turn, id=turn.id) for agreement in agreements for law, turn in turns(agreement)]


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


def check(law: Law, turn: Turn, book: RuleBook) -> None:
    """Decide a golden case and compare."""
    result = decide(turn, book)
    assert differences(law, turn, result) == [], f"{law.law}\n{json.dumps(result, indent=1)}"


@pytest.mark.parametrize(("law", "turn"), parameters(*AUTHORED))
def test_authored(law: Law, turn: Turn, authored_book: RuleBook) -> None:
    """The authored documents decide each golden case as the law does."""
    check(law, turn, authored_book)


@pytest.mark.parametrize(("law", "turn"), parameters("gb-eu"))
def test_bundled(law: Law, turn: Turn, bundled_book: RuleBook) -> None:
    """So do the rules that the bundled sample compiles to."""
    check(law, turn, bundled_book)


@pytest.mark.parametrize(("law", "turn"), parameters("gb-eu"))
def test_published(law: Law, turn: Turn, published_book: RuleBook) -> None:
    """So do the rules that the publisher's own file compiles to."""
    check(law, turn, published_book)


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


def every_turn() -> Iterator[tuple[Law, Turn]]:
    """Every golden case with its law."""
    for agreement in (*AUTHORED, "gb-eu"):
        yield from turns(agreement)


def test_the_suite_is_well_formed() -> None:
    """Ids are unique, each case keeps the contract, and an undetermined one says what is missing."""
    seen: set[str] = set()
    for law, turn in every_turn():
        assert turn.id not in seen, turn.id
        seen.add(turn.id)
        Case.model_validate_json(json.dumps(turn.case))
        assert law.law.endswith("."), law.law
        if turn.expect["verdict"] == "undetermined":
            assert {"missing", "missing_kinds"} & set(turn.expect), turn.id
    assert len(seen) >= 300


def judged(turn: Turn) -> tuple[Any, ...]:
    """What the law makes of a case, to be compared with what it makes of another."""
    return tuple(repr(turn.expect.get(name)) for name in ("verdict", "outcomes", "alternatives", "missing", "blocks"))


@pytest.mark.parametrize("agreement", [*AUTHORED, "gb-eu"])
def test_each_law_is_shown_from_both_sides(agreement: str) -> None:
    """The turns of a law come out differently: what a law does is seen only where it does not."""
    for law in laws(agreement):
        assert len({judged(turn) for turn in law.turns}) > 1, f"{agreement}/{law.file}: {law.law}"


@pytest.mark.parametrize("agreement", AUTHORED)
def test_both_sides_of_the_law_are_shown(agreement: str) -> None:
    """Each agreement has cases of each verdict, and about as many that fail as pass."""
    verdicts = [turn.expect["verdict"] for _, turn in turns(agreement)]
    assert {"originating", "non_originating", "undetermined"} <= set(verdicts), agreement
    assert min(verdicts.count("originating"), verdicts.count("non_originating")) * 4 >= len(verdicts), agreement

"""Compiling what is landed: once for the same inputs, marked if it is a sample, and one bad scheme stops no other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster as dg
import pytest

from psra_assets.foundation.settings import settings
from psra_assets.rac import hmrc
from psra_assets.rac.assets import HMRC, hmrc_rules
from psra_assets.rac.coverage import Coverage, Published
from psra_assets.rac.hmrc import compile_current
from psra_assets.rac.store import RacStore
from psra_assets.resources.postgres import Postgres


def _rule_sets(text: str) -> bytes:
    rule = {
        "rule": text,
        "class": [],
        "footnotes": [],
        "operator": None,
        "quota": False,
        "import": True,
        "export": True,
    }
    one = {
        "heading": "3926",
        "subdivision": "",
        "min": "3926000000",
        "max": "3926999999",
        "rules": [rule],
        "valid": True,
    }
    return json.dumps({"rule_sets": [one]}).encode()


class _Landed:
    """Stands for the connection: objects in force and legal texts."""

    def __init__(self, objects: dict[str, bytes], publisher: str = "hmrc") -> None:
        self._rows = []
        for scheme, data in objects.items():
            sha256 = hashlib.sha256(data).hexdigest()
            path = settings().landing_dir / sha256[:2] / sha256
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            self._rows.append({"scheme": scheme, "sha256": sha256, "publisher": publisher, "url": f"{scheme}.json"})

    def execute(self, statement: str, parameters: Any = None) -> Any:
        rows = self._rows if statement == hmrc._RULE_SETS else []
        return SimpleNamespace(fetchall=lambda: rows, __iter__=lambda: iter(rows)) if rows else _Empty()


class _Empty:
    def fetchall(self) -> list[Any]:
        return []

    def fetchone(self) -> None:
        return None

    def __iter__(self) -> Any:
        return iter(())


def _silent(what: str, done: int, total: int) -> None:
    return None


@pytest.fixture
def store(tmp_path: Path) -> RacStore:
    return RacStore("hmrc", tmp_path)


def _texts(store: RacStore) -> dict[str, str]:
    found = {}
    for name, data in store.documents():
        document = json.loads(data)
        for rule in document.get("rules", []):
            found[name] = rule["text"]
    return found


def test_a_scheme_is_compiled_once_for_the_same_inputs(store: RacStore) -> None:
    landed = _Landed({"t-one": _rule_sets("CTH."), "t-two": _rule_sets("MaxNOM 50 % (EXW).")})
    first = compile_current(landed, store, _silent)  # type: ignore[arg-type]
    assert [(s.agreement, s.is_unchanged, sum(s.counts)) for s in first.schemes] == [
        ("gb-t-one", False, 1),
        ("gb-t-two", False, 1),
    ]
    again = compile_current(landed, store, _silent)  # type: ignore[arg-type]
    assert [scheme.is_unchanged for scheme in again.schemes] == [True, True]
    assert [scheme.counts for scheme in again.schemes] == [scheme.counts for scheme in first.schemes]


def test_changed_bytes_a_changed_compiler_and_a_gone_scheme_count(
    store: RacStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_current(_Landed({"t-one": _rule_sets("CTH."), "t-two": _rule_sets("CC.")}), store, _silent)  # type: ignore[arg-type]
    changed = _Landed({"t-one": _rule_sets("CTSH.")})
    [scheme] = compile_current(changed, store, _silent).schemes  # type: ignore[arg-type]
    assert not scheme.is_unchanged
    assert _texts(store) == {"gb-t-one/39.json": "CTSH."}
    monkeypatch.setattr(hmrc, "compiler_sha256", lambda: "another compiler")
    [scheme] = compile_current(changed, store, _silent).schemes  # type: ignore[arg-type]
    assert not scheme.is_unchanged


def test_the_sample_is_marked_in_documents_and_sources(store: RacStore) -> None:
    compile_current(_Landed({"t-one": _rule_sets("CTH.")}, publisher="psra-sample"), store, _silent)  # type: ignore[arg-type]
    [(_, data)] = store.documents()
    document = json.loads(data)
    assert document["publisher"] == "psra-sample"
    assert {source["publisher"] for source in document["sources"].values()} == {"psra-sample"}


def test_a_scheme_that_cannot_be_read_keeps_what_it_had_and_stops_no_other(store: RacStore) -> None:
    compile_current(_Landed({"t-one": _rule_sets("CTH."), "t-two": _rule_sets("CC.")}), store, _silent)  # type: ignore[arg-type]
    broken = _Landed({"t-one": b'{"rule_sets": 1}', "t-two": _rule_sets("CTSH.")})
    done = compile_current(broken, store, _silent)  # type: ignore[arg-type]
    assert set(done.failures) == {"gb-t-one"}
    assert "SRC690" in done.failures["gb-t-one"]
    assert _texts(store) == {"gb-t-one/39.json": "CTH.", "gb-t-two/39.json": "CTSH."}


def test_documents_that_do_not_validate_are_not_kept(store: RacStore, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = SimpleNamespace(severity="error", path="gb-t-one/39.json")
    monkeypatch.setattr(hmrc, "_validate", lambda agreement, documents: [bad])
    done = compile_current(_Landed({"t-one": _rule_sets("CTH.")}), store, _silent)  # type: ignore[arg-type]
    assert "1 errors in what it was compiled to" in done.failures["gb-t-one"]
    assert done.diagnostics == [bad]
    assert list(store.documents()) == []


def test_what_is_not_understood_is_quarantined_with_a_reason(store: RacStore) -> None:
    done = compile_current(_Landed({"t-one": _rule_sets("Perform the rite of spring.")}), store, _silent)  # type: ignore[arg-type]
    assert done.schemes[0].counts == (0, 0, 1)
    assert sum(done.reasons.values()) == 1


def test_a_scheme_that_covers_less_than_published_is_stopped_and_no_other(
    store: RacStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = compile_current(_Landed({"t-one": _rule_sets("CTH."), "t-two": _rule_sets("CTH.")}), store, _silent)  # type: ignore[arg-type]
    known = {scheme.agreement: Published("hmrc", scheme.coverage) for scheme in first.schemes}
    assert known["gb-t-one"].coverage.decidable > 0
    monkeypatch.setattr(hmrc, "published", lambda connection, agreements: known)
    worse = _Landed({"t-one": _rule_sets("Perform the rite of spring."), "t-two": _rule_sets("CC.")})
    done = compile_current(worse, store, _silent)  # type: ignore[arg-type]
    assert set(done.fallen) == {"gb-t-one"}
    assert "0 of" in str(done.fallen["gb-t-one"])
    assert [(scheme.agreement, scheme.is_unchanged) for scheme in done.schemes] == [("gb-t-two", False)]
    assert _texts(store) == {"gb-t-one/39.json": "CTH.", "gb-t-two/39.json": "CC."}
    again = compile_current(worse, store, _silent)  # type: ignore[arg-type]
    assert set(again.fallen) == {"gb-t-one"}, "it is stopped until someone accepts it"
    accepted = compile_current(worse, store, _silent, accepted={"gb-t-one"})  # type: ignore[arg-type]
    assert not accepted.fallen
    assert _texts(store)["gb-t-one/39.json"] == "Perform the rite of spring."


def test_the_sample_is_no_earlier_version_of_the_publishers_list(
    store: RacStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"gb-t-one": Published("hmrc", Coverage(2022, 5000, 0, 0, 5612))}
    monkeypatch.setattr(hmrc, "published", lambda connection, agreements: known)
    sample = _Landed({"t-one": _rule_sets("CTH.")}, publisher="psra-sample")
    assert not compile_current(sample, store, _silent).fallen  # type: ignore[arg-type]
    real = _Landed({"t-one": _rule_sets("CTH.")})
    assert set(compile_current(real, store, _silent).fallen) == {"gb-t-one"}  # type: ignore[arg-type]


def test_one_partition_leaves_the_others_alone(store: RacStore) -> None:
    compile_current(_Landed({"t-one": _rule_sets("CTH."), "t-two": _rule_sets("CC.")}), store, _silent)  # type: ignore[arg-type]
    changed = _Landed({"t-one": _rule_sets("CTSH."), "t-two": _rule_sets("CTSH.")})
    [scheme] = compile_current(changed, store, _silent, only=["t-one"]).schemes  # type: ignore[arg-type]
    assert scheme.scheme == "t-one"
    assert _texts(store) == {"gb-t-one/39.json": "CTSH.", "gb-t-two/39.json": "CC."}


class _Fake(Postgres):
    """The resource, over objects that stand in a dictionary."""

    objects: dict[str, str]

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        yield _Landed({scheme: _rule_sets(text) for scheme, text in self.objects.items()})


@dg.asset(deps=[HMRC])
def downstream() -> None:
    """Stands for what is made from the rules."""


def _run(objects: dict[str, str], instance: dg.DagsterInstance, partition: str | None) -> dg.ExecuteInProcessResult:
    return dg.materialize(
        [hmrc_rules, downstream],
        instance=instance,
        partition_key=partition,
        resources={"postgres": _Fake(objects=objects)},
        raise_on_error=False,
    )


def _made(result: dg.ExecuteInProcessResult) -> list[tuple[str, str | None]]:
    return [(event.asset_key.path[-1], event.partition) for event in result.all_events if event.is_step_materialization]


def test_the_check_blocks_a_partition_and_in_one_pass_stops_the_scheme_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("psra_assets.rac.store.settings", lambda: SimpleNamespace(home=tmp_path))
    good, worse = {"t-one": "CTH.", "t-two": "CTH."}, {"t-one": "Perform the rite of spring.", "t-two": "CC."}
    with dg.DagsterInstance.ephemeral() as instance:
        first = _run(good, instance, None)
        assert first.success
        assert _made(first) == [("rules", "t-one"), ("rules", "t-two"), ("rules", None), ("downstream", None)]
        assert set(instance.get_dynamic_partitions("hmrc_scheme")) == {"t-one", "t-two"}
        assert _made(_run(good, instance, None)) == [("rules", None), ("downstream", None)], "only what changed"

        known = {name: Published("hmrc", Coverage(2022, 1, 0, 0, 5612)) for name in ("gb-t-one", "gb-t-two")}
        monkeypatch.setattr(hmrc, "published", lambda connection, agreements: known)
        stopped = _run(worse, instance, "t-one")
        assert not stopped.success
        assert ("downstream", None) not in _made(stopped)
        [kept] = [check for check in stopped.get_asset_check_evaluations() if check.check_name == "coverage_kept"]
        assert (kept.passed, kept.severity, kept.blocking) == (False, dg.AssetCheckSeverity.ERROR, True)
        assert "gb-t-one is stopped" in str(kept.description)

        passed = _run(worse, instance, None)
        assert passed.success
        assert _made(passed) == [("rules", "t-two"), ("rules", None), ("downstream", None)]
        [kept] = [check for check in passed.get_asset_check_evaluations() if check.check_name == "coverage_kept"]
        assert (kept.passed, kept.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert _texts(RacStore("hmrc", tmp_path / "rac")) == {"gb-t-one/39.json": "CTH.", "gb-t-two/39.json": "CC."}

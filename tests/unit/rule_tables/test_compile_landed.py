"""Compiling what is landed: once for the same inputs, marked if it is a sample, and one bad scheme stops no other."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from psra_assets.foundation.settings import settings
from psra_assets.rac import hmrc
from psra_assets.rac.hmrc import compile_current
from psra_assets.rac.store import RacStore


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

    def execute(self, statement: str) -> Any:
        rows = self._rows if statement == hmrc._RULE_SETS else []
        return SimpleNamespace(fetchall=lambda: rows, __iter__=lambda: iter(rows)) if rows else _Empty()


class _Empty:
    def fetchall(self) -> list[Any]:
        return []

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

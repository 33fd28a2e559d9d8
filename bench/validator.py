"""The native validator beside orjson + jsonschema-rs (JSON) and PyYAML's C loader + jsonschema (YAML).

The documents are the full compiled corpus: every scheme of the UK Trade Tariff, both sides, with its general rules,
compiled once into a temporary folder. All readers run on one core and are timed in turns by processor time, so that
what else the machine does takes no part. Memory is the peak of a process of its own that does nothing else.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import jsonschema_rs
import orjson
import psra_native
import yaml
from jsonschema import Draft202012Validator

from bench.report import Row
from psra_assets.rac.compile import compile_files
from psra_assets.rac.schema import SCHEMA_FILE, rac_schema

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "hmrc"
AUTHORED = Path(__file__).resolve().parents[1] / "psra_assets" / "rac" / "documents"
ROUNDS = 5
# PyYAML reads about a megabyte in a second: of the compiled corpus so much is written as YAML.
YAML_BYTES = 1_500_000

Documents = Sequence[tuple[str, bytes]]


def run() -> list[Row]:
    """Compile the corpus and measure."""
    if not DATA.is_dir():
        return [Row("validator", "not run", 0, "MB", note=f"needs the publishers' data in {DATA}")]
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder)
        compile_corpus(corpus)
        documents = read(corpus)
        return [*_json_rows(documents), *_yaml_rows(_as_yaml(documents)), *_memory_rows(corpus)]


def compile_corpus(out: Path) -> None:
    """Every scheme of both sides as RaC documents below the folder, with general rules where articles were landed."""
    uk = DATA / "rules_of_origin" / "roo_schemes_uk"
    with tempfile.TemporaryDirectory() as unpacked:
        with tarfile.open(uk / "articles.tar.gz") as archive:
            archive.extractall(unpacked, filter="data")
        articles = next((path for path in Path(unpacked).rglob("articles") if path.is_dir()), Path(unpacked))
        gb, xi = sorted((uk / "rule_sets").iterdir()), sorted((DATA / "rules_of_origin_xi" / "rule_sets").iterdir())
        compile_files(gb, out=out / "gb", prefix="gb", articles=articles)
        compile_files(xi, out=out / "xi", prefix="xi")


def read(folder: Path) -> list[tuple[str, bytes]]:
    """Every document below a folder."""
    return [(str(path), path.read_bytes()) for path in sorted(folder.rglob("*.json"))]


def _json_rows(documents: Documents) -> list[Row]:
    peer_validator = jsonschema_rs.validator_for(rac_schema(), validate_formats=True)

    def peer() -> None:
        for _, data in documents:
            if not peer_validator.is_valid(orjson.loads(data)):
                raise AssertionError("a compiled document is not of the schema")

    def shape() -> None:
        for path, data in documents:
            if psra_native.validate_schema(path, data):
                raise AssertionError(path)

    def law() -> None:
        for path, data in documents:
            psra_native.validate(path, data, as_of="2026-11-24")

    size = sum(len(data) for _, data in documents) / 1e6
    what = f"JSON, {len(documents):,} compiled documents, {size:.1f} MB"
    times = _processor_times([peer, shape, law], ROUNDS)
    lints = sum(code >= "RAC200" for code, _ in psra_native.lints())
    started = time.perf_counter()
    psra_native.validate_many(documents)
    wall = time.perf_counter() - started
    return [
        Row(what, "orjson + jsonschema-rs, schema", size / min(times[0]), "MB"),
        Row(what, "native, schema", size / min(times[1]), "MB", _ratio(times[0], times[1]), ">= 1.5"),
        Row(
            what,
            f"native, schema and {lints} law lints",
            size / min(times[2]),
            "MB",
            _ratio(times[0], times[2]),
            ">= 1",
        ),
        Row(
            what, "native, all lints, all cores", size / wall, "MB", note=f"{wall:.2f} s in one call, lints across too"
        ),
    ]


def _yaml_rows(documents: Documents) -> list[Row]:
    peer_validator = Draft202012Validator(rac_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)

    def peer() -> None:
        for path, data in documents:
            # The C loader is the safe one: it builds plain values only.
            if not peer_validator.is_valid(yaml.load(data, Loader=yaml.CSafeLoader)):
                raise AssertionError(path)

    def law() -> None:
        for path, data in documents:
            psra_native.validate(path, data, as_of="2026-11-24")

    size = sum(len(data) for _, data in documents) / 1e6
    what = f"YAML, {len(documents):,} documents, {size:.1f} MB"
    times = _processor_times([peer, law], 1)
    # The peer takes so long that one round is enough; ours is timed again, for it is over at once.
    times[1] += _processor_times([law], ROUNDS)[0]
    return [
        Row(what, "PyYAML C loader + jsonschema, schema", size / times[0][0], "MB"),
        Row(what, "native, schema and all law lints", size / min(times[1]), "MB", _ratio(times[0], times[1]), ">= 50"),
    ]


def _as_yaml(documents: Documents) -> list[tuple[str, bytes]]:
    """The authored documents as they are, and chapters of the corpus drawn evenly, as a person would write them."""
    found = [(str(path), path.read_bytes()) for path in sorted(AUTHORED.rglob("*.yaml"))]
    step = max(1, round(sum(len(data) for _, data in documents) / YAML_BYTES))
    for path, data in documents[::step]:
        text = yaml.dump(json.loads(data), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)
        found.append((path.removesuffix(".json") + ".yaml", text.encode()))
    return found


_NOTHING = "pass"
_PEER = """
import jsonschema_rs, orjson
peer = jsonschema_rs.validator_for(orjson.loads(pathlib.Path(sys.argv[2]).read_bytes()), validate_formats=True)
for data in documents.values():
    assert peer.is_valid(orjson.loads(data))
"""
_ONE = """
import psra_native
for path, data in documents.items():
    psra_native.validate(path, data, as_of='2026-11-24')
"""
_ALL = "import psra_native; psra_native.validate_many(list(documents.items()), as_of='2026-11-24')"


def _memory_rows(corpus: Path) -> list[Row]:
    """Peak memory beyond that of a process which only holds the documents' bytes."""
    base = _peak(corpus, _NOTHING)
    works = [
        ("orjson + jsonschema-rs, one by one", _PEER),
        ("native, one by one", _ONE),
        ("native, all in one call", _ALL),
    ]
    return [
        Row(
            "peak memory beside the documents", who, _peak(corpus, work) - base, "MiB in all", note="libraries included"
        )
        for who, work in works
    ]


def _peak(corpus: Path, work: str) -> float:
    read_all = "documents = {str(p): p.read_bytes() for p in pathlib.Path(sys.argv[1]).rglob('*.json')}"
    # Not getrusage: its greatest size is that of the process which started this one, too.
    say = "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    code = f"import pathlib, sys\n{read_all}\n{work}\n{say}"
    command = [sys.executable, "-c", code, str(corpus), str(SCHEMA_FILE)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def _processor_times(works: Sequence[Callable[[], None]], rounds: int) -> list[list[float]]:
    """Processor seconds of each work, taken in turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for place, work in enumerate(works):
            started = time.process_time()
            work()
            times[place].append(time.process_time() - started)
    return times


def _ratio(peer: Sequence[float], ours: Sequence[float]) -> float:
    return statistics.median(peer) / statistics.median(ours)

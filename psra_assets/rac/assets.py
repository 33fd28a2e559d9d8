"""Rules as code: authored documents and compiled rules, validated natively, loaded into ``law`` in one transaction."""

import hashlib
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import dagster as dg
import orjson
from pydantic import Field

from psra_assets.raw.catalogue import RAW_ASSETS
from psra_assets.resources.bars import bars
from psra_assets.resources.markdown import table
from psra_assets.resources.postgres import Postgres
from psra_assets.resources.progress import report
from psra_assets.resources.stage import stage
from psra_assets.rule_tables import fingerprints

if TYPE_CHECKING:
    from psra_native import Diagnostic

    from psra_assets.rac.hmrc import Compiled

OWNER = "team:rules-of-origin"
AUTHORED = dg.AssetKey(["rac", "authored", "documents"])
HMRC = dg.AssetKey(["rac", "hmrc", "rules"])
LAW = dg.AssetKey(["rac", "law", "rules"])
RAW_RULES = next(dg.AssetKey(list(asset.key)) for asset in RAW_ASSETS if asset.key[-1] == "rules_of_origin")
_VALID = "rac_valid"
_KEPT = "coverage_kept"
_SCHEMES = "hmrc_scheme"
_STATES = ("compiled", "attested", "quarantined")
# A scheme becomes a partition when its rule set is landed: nobody knows beforehand which ones there will be.
SCHEMES = dg.DynamicPartitionsDefinition(name=_SCHEMES)


def _check(asset: dg.AssetKey, description: str, *, blocking: bool) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(_VALID, asset=asset, blocking=blocking, description=description)


@dg.asset(
    key=AUTHORED,
    group_name="rac",
    owners=[OWNER],
    kinds={"yaml", "rust"},
    check_specs=[_check(AUTHORED, "The native validator finds no error in any authored document.", blocking=True)],
)
def authored_documents() -> Iterator[dg.MaterializeResult[None]]:
    """Authored RaC documents, one YAML file an agreement and HS range, as canonical JSON."""
    from psra_assets.rac.authored import authored_files, read_authored
    from psra_assets.rac.store import RacStore

    started = time.monotonic()
    files = authored_files()
    found = read_authored(files)
    store = RacStore("authored")
    inputs = _digest(files)
    is_unchanged = all(store.note(agreement).get("inputs") == inputs for agreement in found.documents)
    if not found.errors and not is_unchanged:
        store.keep_only(found.documents)
        for agreement, documents in found.documents.items():
            store.replace(agreement, documents, {"inputs": inputs})
    yield dg.MaterializeResult(
        asset_key=AUTHORED,
        data_version=dg.DataVersion(inputs),
        metadata={
            **stage(rows=len(files), started=started, skipped=is_unchanged),
            "documents": table(["agreement", "documents"], [(k, len(v)) for k, v in found.documents.items()]),
        },
        check_results=[_validation(AUTHORED, found.diagnostics)],
    )


class Acceptance(dg.Config):
    """Agreements whose new version may decide less than the published one, once someone has looked at why."""

    accept_lower_coverage: list[str] = Field(default_factory=list)


@dg.asset(
    key=HMRC,
    deps=[RAW_RULES],
    group_name="rac",
    owners=[OWNER],
    kinds={"python", "rust"},
    partitions_def=SCHEMES,
    backfill_policy=dg.BackfillPolicy.single_run(),
    check_specs=[
        _check(
            HMRC, "Every scheme was compiled to valid documents; one that was not keeps those it had.", blocking=False
        ),
        dg.AssetCheckSpec(
            _KEPT,
            asset=HMRC,
            blocking=True,
            description=(
                "No scheme decides fewer of the HS's subheadings than its published version. One that does is stopped: "
                "its published version stays in law, other schemes go on. Accept it in the run's configuration."
            ),
        ),
    ],
)
def hmrc_rules(
    context: dg.AssetExecutionContext, config: Acceptance, postgres: Postgres
) -> Iterator[dg.MaterializeResult[None]]:
    """Rules of the UK Trade Tariff compiled to RaC; what the compiler cannot read is quarantined with a reason.

    One partition a scheme. A run without a partition looks at all schemes in one pass, and materializes the partitions
    of those whose published files, legal texts or compiler changed.
    """
    from psra_assets.rac.hmrc import compile_current
    from psra_assets.rac.store import RacStore

    started = time.monotonic()
    chosen = context.partition_keys if context.has_partition_key or context.has_partition_key_range else None
    with postgres.transaction() as connection:
        done = compile_current(
            connection, RacStore("hmrc"), report, only=chosen, accepted=frozenset(config.accept_lower_coverage)
        )
    if chosen is None:
        _materialize_partitions(context, done)
    states = {scheme.agreement: scheme.counts for scheme in done.schemes}
    by_subheading = {
        s.agreement: (s.coverage.compiled, s.coverage.attested, s.coverage.quarantined, s.coverage.uncovered)
        for s in done.schemes
    }
    yield dg.MaterializeResult(
        asset_key=HMRC,
        data_version=dg.DataVersion(fingerprints.combined(scheme.inputs for scheme in done.schemes)),
        metadata={
            **stage(
                rows=sum(sum(scheme.counts) for scheme in done.schemes),
                started=started,
                skipped=all(scheme.is_unchanged for scheme in done.schemes) and not done.fallen,
            ),
            "schemes": table(
                ["agreement", *(f"{of} {state}" for of in ("rules", "HS6") for state in _STATES), "HS6", "HS", ""],
                [
                    (s.agreement, *s.counts, *s.coverage[1:], str(s.coverage.edition), "unchanged" * s.is_unchanged)
                    for s in done.schemes
                ],
            ),
            "states": bars(_STATES, states, title="rules by state"),
            "coverage": bars((*_STATES, "no rule"), by_subheading, title="subheadings of the HS by the worst state"),
            "why quarantined": table(["reason", "rules"], done.reasons.most_common()),
            "not compiled": table(["agreement", "why"], list(done.failures.items())),
            "stopped": table(["agreement", "why"], list(done.fallen.items())),
            "findings": table(["finding"], [(finding,) for finding in done.findings]),
        },
        check_results=[
            dg.AssetCheckResult(
                check_name=_VALID,
                asset_key=HMRC,
                passed=not done.failures,
                severity=dg.AssetCheckSeverity.WARN,
                description="; ".join(f"{name}: {why}" for name, why in done.failures.items()) or None,
                metadata=_diagnostics(done.diagnostics),
            ),
            dg.AssetCheckResult(
                check_name=_KEPT,
                asset_key=HMRC,
                passed=not done.fallen,
                # A run of the scheme's own partition ends here. In one pass over all of them the scheme alone is
                # stopped: its documents are the published ones, and what follows is sound.
                severity=dg.AssetCheckSeverity.WARN if chosen is None else dg.AssetCheckSeverity.ERROR,
                description="; ".join(f"{name} is stopped: {fall}" for name, fall in done.fallen.items()) or None,
            ),
        ],
    )


def _materialize_partitions(context: dg.AssetExecutionContext, done: "Compiled") -> None:
    """The schemes in force as partitions, and a materialization of each that was compiled again."""
    known = set(context.instance.get_dynamic_partitions(_SCHEMES))
    context.instance.add_dynamic_partitions(_SCHEMES, sorted(done.in_force - known))
    for gone in sorted(known - done.in_force):
        context.instance.delete_dynamic_partition(_SCHEMES, gone)
    for scheme in done.schemes:
        if not scheme.is_unchanged:
            compiled, attested, quarantined = scheme.counts
            context.log_event(
                dg.AssetMaterialization(
                    asset_key=HMRC,
                    partition=scheme.scheme,
                    metadata={
                        "compiled": compiled,
                        "attested": attested,
                        "quarantined": quarantined,
                        "hs6_compiled": scheme.coverage.compiled,
                        "hs6_attested": scheme.coverage.attested,
                        "hs6_quarantined": scheme.coverage.quarantined,
                        "hs6_without_rule": scheme.coverage.uncovered,
                        "hs6": scheme.coverage.subheadings,
                        "hs_edition": scheme.coverage.edition,
                    },
                )
            )


@dg.asset(key=LAW, deps=[AUTHORED, HMRC], group_name="rac", owners=[OWNER], kinds={"postgres", "table"})
def law_rules(postgres: Postgres) -> dg.MaterializeResult[None]:
    """Rules and agreements in ``law``, bitemporal: new versions appended, gone or changed ones closed.

    One transaction. Only the agreements that the documents contain are touched. Earlier published versions that were
    landed are recorded first, oldest to newest, as of the days on which they were published.
    """
    from psra_assets.rac import history
    from psra_assets.rac.load import load_law
    from psra_assets.rac.store import ORIGINS, RacStore

    started = time.monotonic()
    documents = [(f"{origin}/{name}", data) for origin in ORIGINS for name, data in RacStore(origin).documents()]
    with postgres.transaction() as connection:
        inputs = fingerprints.combined([_digest(documents), *history.landed_digests(connection)])
        if fingerprints.is_unchanged(connection, "law", inputs):
            return dg.MaterializeResult(metadata=stage(rows=0, started=started, skipped=True))
        replayed = history.replay_landed(connection, report)
        loaded = load_law(connection, ((name, orjson.loads(data)) for name, data in documents))
        fingerprints.record(connection, "law", inputs)
    return dg.MaterializeResult(
        metadata={
            **stage(rows=loaded.appended, started=started, skipped=not loaded.appended and not loaded.closed),
            "known_at": dg.MetadataValue.timestamp(loaded.known_at),
            "appended": loaded.appended,
            "closed": loaded.closed,
            "unchanged": loaded.unchanged,
            "agreements": ", ".join(loaded.agreements),
            "changed rules": table(
                ["rule", "what"],
                [
                    (rule, what)
                    for what, rules in (("changed", loaded.changed), ("gone", loaded.gone), ("new", loaded.added))
                    for rule in rules
                ],
                empty="none",
            ),
            "earlier versions": table(
                ["agreement", "known from", "added", "changed", "gone", "unchanged"],
                [
                    (c.agreement, f"{c.known_at:%Y-%m-%d}", len(c.added), len(c.changed), len(c.gone), c.unchanged)
                    for c in replayed.changes
                ],
            ),
            "earlier versions not recorded": table(
                ["why"], [(why,) for why in (*replayed.too_late, *replayed.failures.values())]
            ),
        }
    )


def _validation(asset: dg.AssetKey, diagnostics: "Sequence[Diagnostic]") -> dg.AssetCheckResult:
    errors = [found for found in diagnostics if found.severity == "error"]
    return dg.AssetCheckResult(
        check_name=_VALID,
        asset_key=asset,
        passed=not errors,
        severity=dg.AssetCheckSeverity.ERROR,
        description=str(errors[0]) if errors else f"{len(diagnostics)} warnings, no error",
        metadata=_diagnostics(diagnostics),
    )


def _diagnostics(diagnostics: "Sequence[Diagnostic]") -> dict[str, Any]:
    shown = [(f"{d.path}:{d.line}:{d.column}", d.code, d.severity, d.message, d.help or "") for d in diagnostics]
    return {
        "errors": sum(found.severity == "error" for found in diagnostics),
        "warnings": sum(found.severity != "error" for found in diagnostics),
        "diagnostics": table(["place", "code", "severity", "message", "help"], shown),
    }


def _digest(files: Sequence[tuple[str, bytes]]) -> str:
    return fingerprints.combined(f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in files)

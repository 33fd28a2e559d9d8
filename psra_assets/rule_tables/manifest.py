"""dbt's manifest, parsed when the project's files change and not at each load of the code location."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

from psra_assets.foundation.errors import EnvironmentFault
from psra_assets.rule_tables.dbt import DBT_PROJECT

_FOLDERS = ("models", "snapshots", "macros", "tests")
_FILES = ("dbt_project.yml", "profiles.yml")


class ManifestUnavailable(EnvironmentFault):
    """The dbt project does not parse."""

    code = "SRV521"
    title = "dbt project does not parse"


def project_sha256(project: Path = DBT_PROJECT) -> str:
    """Digest of the files that dbt reads: their paths and their bytes."""
    files = [
        path for folder in _FOLDERS for path in (project / folder).rglob("*") if path.suffix in {".sql", ".yml", ".md"}
    ]
    files += [project / name for name in _FILES]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(project).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def ensure_manifest(project: Path = DBT_PROJECT) -> Path:
    """The manifest of the project as it stands; parses it (about ten seconds) only if its files changed since.

    Raises ``ManifestUnavailable`` (SRV521) with dbt's own words. Safe to call from several processes at once.
    """
    manifest = project / "target" / "manifest.json"
    stamp = manifest.with_name("manifest.sha256")
    wanted = project_sha256(project)
    if _is_fresh(manifest, stamp, wanted):
        return manifest
    manifest.parent.mkdir(exist_ok=True)
    with FileLock(str(manifest.with_name("manifest.lock")), timeout=180):
        if not _is_fresh(manifest, stamp, wanted):
            print("psra: parsing the dbt project, its files are new or changed", file=sys.stderr)
            _parse(project)
            stamp.write_text(wanted)
    return manifest


def _is_fresh(manifest: Path, stamp: Path, wanted: str) -> bool:
    return manifest.exists() and stamp.exists() and stamp.read_text() == wanted


def _parse(project: Path) -> None:
    command = [
        str(Path(sys.executable).with_name("dbt")),
        "--quiet",
        "--no-use-colors",
        "parse",
        "--project-dir",
        str(project),
    ]
    command += ["--profiles-dir", str(project), "--target-path", str(project / "target")]
    environment = os.environ | {"DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ManifestUnavailable(
            f"dbt parse failed: {(done.stdout + done.stderr).strip()[-800:]}",
            place=str(project),
            remedy="Mend the model that it names.",
        )


if __name__ == "__main__":
    ensure_manifest()

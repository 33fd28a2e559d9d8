#!/usr/bin/env bash
# Installs what is missing, and nothing else: .venv from the hashed lock, the native wheel, dbt's manifest.
# Each step has a stamp in .make/ that holds the digest of what it was made from. No root, no Docker.
set -euo pipefail
cd "$(dirname "$0")/.."

die() { printf 'setup: %s\n' "$1" >&2; exit 3; }
say() { printf 'setup: %s\n' "$1" >&2; }
digest() { sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1; }
fresh() { [ -f ".make/$1" ] && [ "$(cat ".make/$1")" = "$2" ]; }
mkdir -p .make

python=''
for candidate in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
  if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then python=$candidate; break; fi
done
[ -n "$python" ] || die 'Python 3.11, 3.12 or 3.13 is missing. Install it from your system or python.org, or set PYTHON.'
[ -x .venv/bin/python ] || "$python" -m venv .venv 2>/dev/null || die 'the venv module is missing. On Debian: apt-get install python3-venv.'

lock=$(cat requirements.lock pyproject.toml | sha256sum | cut -d' ' -f1)-$(.venv/bin/python -c 'import sys; print(*sys.version_info[:2], sep=".")')
if ! fresh packages "$lock"; then
  if [ ! -x .venv/bin/uv ]; then
    say 'installing uv'
    # The lock's own entry for uv, hashes included: nothing unpinned is ever installed.
    awk '/^uv==/{on=1} on{print} on && !/\\$/{exit}' requirements.lock > .make/uv.lock
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .make/uv.lock \
      || die 'uv could not be installed. Check the network or your package index, then run make again.'
  fi
  say 'installing Python packages from requirements.lock'
  VIRTUAL_ENV=.venv .venv/bin/uv pip sync --quiet --compile-bytecode --require-hashes requirements.lock \
    || die 'Python packages could not be installed. Check the network or your package index, then run make again.'
  VIRTUAL_ENV=.venv .venv/bin/uv pip install --quiet --no-deps --no-build-isolation -e . || die 'the project could not be installed.'
  rm -f .make/native
  printf %s "$lock" > .make/packages
fi

sources=$(find native psra_assets/rac/vocabulary rust-toolchain.toml -type d -name target -prune -o -type f \
  \( -name '*.rs' -o -name '*.toml' -o -name '*.lock' -o -name '*.yaml' -o -name '*.txt' -o -name '*.md' -o -name '*.pyi' -o -name '*.json' \) -print0 | digest)
if ! fresh native "$sources"; then
  command -v cargo >/dev/null || die 'Rust is missing. Install the toolchain that rust-toolchain.toml pins: https://rustup.rs'
  say 'building native/ (a minute or two the first time)'
  rm -rf native/target/wheels
  .venv/bin/maturin build --quiet --release --locked -m native/crates/psra-py/Cargo.toml --out native/target/wheels \
    || die 'the Rust build failed; its messages stand above. `rustup show` must name the toolchain of rust-toolchain.toml.'
  VIRTUAL_ENV=.venv .venv/bin/uv pip install --quiet --no-deps --reinstall native/target/wheels/*.whl
  printf %s "$sources" > .make/native
fi

# Parsed once here, so that the graph loads without dbt; parsed again only when dbt_project/ has changed.
tables=$(find dbt_project -type d \( -name target -o -name logs \) -prune -o -type f -print0 | digest)
if ! fresh manifest "$tables"; then
  say 'parsing dbt_project/'
  # Bytecode of our own too: where Python may not write it, each start would compile anew.
  .venv/bin/python -m compileall -q psra psra_assets serving expectations || true
  .venv/bin/python -m psra_assets.rule_tables.manifest >/dev/null || die 'dbt_project/ could not be parsed; the messages stand above.'
  printf %s "$tables" > .make/manifest
fi

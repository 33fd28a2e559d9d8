#!/usr/bin/env bash
# Validates RaC documents natively. `--run`: all authored ones. With file names (the pre-commit hook): the agreements that
# they are of, for a note or an article that one file cites stands in another.
set -euo pipefail
cd "$(dirname "$0")/.."
case "${1:-}" in
  --run) exec .venv/bin/psra rac validate psra_assets/rac/documents ;;
  '' | --help) printf 'usage: %s --run | FILE...\n' "$0" >&2; exit 2 ;;
  *) mapfile -t folders < <(for file in "$@"; do dirname -- "$file"; done | sort -u); exec .venv/bin/psra rac validate "${folders[@]}" ;;
esac

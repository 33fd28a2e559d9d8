#!/usr/bin/env bash
# Fails if a tracked file looks as if it held a secret. Findings that are none stand in .secrets.baseline, with a reason in the commit.
set -euo pipefail
cd "$(dirname "$0")/.."
git ls-files -z -- . ':!requirements.lock' ':!native/Cargo.lock' | xargs -0 .venv/bin/detect-secrets-hook --baseline .secrets.baseline

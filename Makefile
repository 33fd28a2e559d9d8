# One command each. `make run` and `make test` are all a newcomer needs; both install what is missing.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
BIN := .venv/bin
PYTEST_ARGS ?=

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

.PHONY: setup
setup: ## install what is missing: .venv, packages, the native wheel
	@scripts/setup.sh

.PHONY: run
run: setup ## the main job: published rules in, a verified declaration out
	@$(BIN)/psra run $(if $(DATA),--data $(DATA))

.PHONY: test
test: setup ## all tests, Rust and Python
	@cargo test --quiet --locked --manifest-path native/Cargo.toml --workspace
	@$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-report=term:skip-covered --cov-report=xml $(PYTEST_ARGS)

.PHONY: check
check: setup ## style, types, layers, SQL, RaC documents, secrets
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@cargo fmt --manifest-path native/Cargo.toml --all --check
	@cargo clippy --quiet --locked --manifest-path native/Cargo.toml --workspace --all-targets -- -D warnings
	@$(BIN)/python -m mypy.stubtest --mypy-config-file pyproject.toml psra_native
	@$(BIN)/sqlfluff lint dbt_project/models dbt_project/tests --config dbt_project/.sqlfluff
	@scripts/rac_validate.sh --run
	@scripts/secret_scan.sh
	@$(BIN)/cz check --rev-range "$$(git rev-list --max-parents=0 HEAD | tail -n 1)..HEAD" >/dev/null || { echo 'check: a commit message is no Conventional Commit' >&2; exit 1; }

.PHONY: golden
golden: setup ## the law's golden cases
	@$(BIN)/python -m pytest tests/golden $(PYTEST_ARGS)
	@$(BIN)/python -m tests.golden.report

.PHONY: soak
soak: setup ## the metamorphic laws in a million cases (CASES=… for another number)
	@$(BIN)/python -m tests.properties.soak --cases $(or $(CASES),1000000) $(if $(SEED),--seed $(SEED))

.PHONY: bench
bench: setup ## benchmarks beside peers (SUBJECTS="engine validator" for some)
	@$(BIN)/python -m bench $(SUBJECTS)

.PHONY: proof-soak
proof-soak: setup ## the proof checker at length: 100,000 random cases, 10,000 changed proofs (RULES="DIR…" for more law)
	@$(BIN)/python -m tests.proofs.soak $(RULES)

.PHONY: rac-docs
rac-docs: setup ## the reference page of the RaC format, out of its schema and the lints
	@$(BIN)/python -m psra_assets.rac.schema.reference

.PHONY: spark
spark: setup ## mass determination on Spark: install it (456 MB, needs Java 17) and test it in local mode
	@$(BIN)/python -c 'import pyspark' 2>/dev/null || VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --require-hashes -r requirements-spark.lock
	@$(BIN)/python -m pytest -p no:cacheprovider tests/spark $(PYTEST_ARGS)

.PHONY: dev
dev: setup ## Dagster's web server and daemon with the whole graph
	@$(BIN)/psra dev

.PHONY: docs
docs: setup ## dbt's documentation, in dbt_project/target
	@$(BIN)/psra docs

.PHONY: fuzz
fuzz: ## fuzz the native parser and validator, FUZZ_SECONDS (600) each; with cargo-fuzz too where it is installed
	@FUZZ_SECONDS=$${FUZZ_SECONDS:-600} cargo test --quiet --release --locked --manifest-path native/Cargo.toml -p psra-rac --test fuzz -- --nocapture
	@if command -v cargo-fuzz >/dev/null; then cd native/fuzz && for target in $$(cargo fuzz list); do cargo +nightly fuzz run $$target -- -max_total_time=$${FUZZ_SECONDS:-600}; done; \
	else echo 'fuzz: guided fuzzing left out. For it: cargo install cargo-fuzz; rustup toolchain install nightly' >&2; fi

COMPILE := uv pip compile -p 3.11 --universal --no-annotate --no-header --no-emit-index-url --generate-hashes --quiet
.PHONY: lock
lock: ## resolve the locks anew (no registry address in them)
	@$(BIN)/$(COMPILE) pyproject.toml --group dev -o requirements.lock
	@echo 'pyspark>=4.3' | $(BIN)/$(COMPILE) - -c requirements.lock -o requirements-spark.lock

.PHONY: clean
clean: ## remove what can be made again; data/ stays
	@rm -rf .venv .make native/target dbt_project/target .mypy_cache .ruff_cache .pytest_cache

# Everything a contributor runs, from a fresh clone with python3 (3.11 or later), pip and make only.
# `make help` lists the targets. Each works whether or not a virtual environment is active: they use
# the one in .venv, set up on first need from requirements.lock.

PYTHON ?= python3
BIN := .venv/bin

# Options handed on to pytest: make test ARGS="-k vest_day"
ARGS ?=
# The notebooks to run, by the start of their names; all when empty.
NOTEBOOK ?=
# How many scenarios each fuzz test tries.
FUZZ_EXAMPLES ?= 100

# An activated environment or a personal path must not reach into .venv.
unexport PYTHONHOME PYTHONPATH VIRTUAL_ENV

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test lint types format notebooks accept schema schema-check openapi openapi-check requests serve settings settings-check deploy-check bench published campaign campaign-jobs fuzz lock lock-check hooks clean bench-service

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' Makefile

setup: .venv/.ready ## Set up .venv (the other targets do it when needed)

# The environment holds the locked packages, each file checked against its hash. It is built anew when
# the lock changes, so nothing that left the lock stays behind.
.venv/.locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Strongstride needs Python 3.11 or later; name one with: make PYTHON=python3.11" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

# The project itself, editable, built by the locked backend.
.venv/.ready: .venv/.locked pyproject.toml
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: .venv/.ready ## Plan a runner's week, prove it and print it
	$(BIN)/strongstride solve scenarios/half_marathon_build.yaml

test: .venv/.ready ## Run the tests (ARGS="..." is handed on to pytest)
	$(BIN)/python -m pytest $(ARGS)

lint: .venv/.ready ## Check style and format; changes nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.ready ## Check types, strictly
	$(BIN)/mypy

format: .venv/.ready ## Format the code and fix what can be fixed safely
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

notebooks: .venv/.ready ## Run the notebooks; the results are in build/notebooks (NOTEBOOK=01 for one)
	$(BIN)/python tests/notebooks/execute.py $(NOTEBOOK)

accept: .venv/.ready ## Hold our own weeks against their baseline: status, goals, time
	$(BIN)/strongstride accept scenarios/sweeps/acceptance.yaml

schema: .venv/.ready ## Write the JSON Schema of scenarios from the model
	$(BIN)/python -m solver.scenario.schema --write

schema-check: .venv/.ready ## Fail if the committed JSON Schema is out of date
	$(BIN)/python -m solver.scenario.schema --check

openapi: .venv/.ready ## Write api/openapi.json from the routes
	$(BIN)/python -m api.openapi --write

openapi-check: .venv/.ready ## Fail if the committed openapi.json is out of date
	$(BIN)/python -m api.openapi --check

serve: .venv/.ready ## Start the service on this machine, documentation at /docs
	$(BIN)/strongstride serve

settings: .venv/.ready ## Write the table of the service's settings from the settings
	$(BIN)/python -m api.settings_table --write

settings-check: .venv/.ready ## Fail if the table of settings is out of date
	$(BIN)/python -m api.settings_table --check

deploy-check: .venv/.ready ## Check the example Dockerfile and compose file
	$(BIN)/hadolint Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec compose.yaml

bench: .venv/.ready ## Measure the time to proof on the benchmark scenarios
	$(BIN)/python tests/benchmarks/bench.py

bench-service: .venv/.ready ## Measure the service (ARGS="hostile --seconds 60"; overhead, throughput, soak, all)
	$(BIN)/python tests/benchmarks/service.py $(or $(ARGS),all)

# The plans are their authors': they lie beside the project, in ../shared, and are never copied into it.
published: .venv/.ready ## Solve published run plans week by week: a frame, a picture, three findings
	$(BIN)/python -m tests.benchmarks.published_plans $(ARGS)

campaign: .venv/.ready ## Run the long campaigns, fuzzing included, at their full length
	$(BIN)/python -m pytest -m slow $(ARGS)

requests: .venv/.ready ## Try the service with 15,000 made-up requests per seed, and plan every week over HTTP
	$(BIN)/python -m pytest -m slow tests/api/routers $(ARGS)

campaign-jobs: .venv/.ready ## Kill, cancel and starve the service's jobs, on SQLite and PostgreSQL; shows the figures
	$(BIN)/python -m pytest -m slow -n 0 -s tests/api/jobs $(ARGS)

fuzz: .venv/.ready ## Run the fuzz tests briefly (FUZZ_EXAMPLES=100 scenarios each)
	STRONGSTRIDE_FUZZ_EXAMPLES=$(FUZZ_EXAMPLES) $(BIN)/python -m pytest -m slow -k fuzz $(ARGS)

# Needs the network. Keeps every locked version that still fits; UPGRADE=--upgrade takes the newest.
lock: .venv/.ready ## Write requirements.lock anew from pyproject.toml (UPGRADE=--upgrade for the newest)
	$(BIN)/uv --no-config pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --quiet $(UPGRADE) -o requirements.lock

lock-check: .venv/.ready ## Fail if requirements.lock does not fit pyproject.toml; needs no network
	$(BIN)/python .ci/check_lock.py
	$(BIN)/python -m pip check

hooks: .venv/.ready ## Run lint, format and types before every commit of this clone
	$(BIN)/pre-commit install

clean: ## Remove .venv, caches and build results
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

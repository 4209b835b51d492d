# The two commands that most people want: `make review` and `make test`. Everything is installed into .venv from the
# committed lock files (exact versions, hashes checked); nothing outside this folder is touched.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
PYTEST := $(BIN)/python -m pytest

.PHONY: help review test test-long fuzz bench lint screenshot wheels lock clean

help:
	@echo 'make review      open the sample workspace on the review screen'
	@echo 'make test        the whole suite (10 minutes at most on two cores)'
	@echo 'make test-long   fault and endurance runs as well'
	@echo 'make fuzz        changed documents into the readers, ten minutes a format; FUZZ="html" SECONDS=60'
	@echo 'make bench       figures beside named peers; BENCH="latency startup" picks some'
	@echo 'make lint        ruff and mypy'
	@echo 'make screenshot  docs/screen.svg, made by the program itself'
	@echo 'make wheels      dist/: the wheel, and what it needs, to install where there is no network'
	@echo 'make lock        write the lock files anew (needs uv)'

$(VENV)/.run: constraints.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or newer was not found: run  make PYTHON=/path/to/python3.11 …' >&2; exit 2; }
	@echo 'installing into $(VENV) (once)' >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r constraints.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run constraints-dev.txt
	@$(PIP) install --require-hashes -r constraints-dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev constraints-bench.txt
	@$(PIP) install --require-hashes -r constraints-bench.txt
	@touch $@

review: $(VENV)/.run
	@$(BIN)/reviewer

test: $(VENV)/.dev
	@$(PYTEST) -q -n 2 -m 'not long'

test-long: $(VENV)/.dev
	@$(PYTEST) -q -n 2

FUZZ ?= html pdf docx yaml jsonl
SECONDS ?= 600
fuzz: $(VENV)/.dev
	@for kind in $(FUZZ); do $(BIN)/python -m tests.hostile.fuzzing $$kind $(SECONDS) || exit 1; done

bench: $(VENV)/.bench
	@$(BIN)/python -m benchmarks $(BENCH)

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

screenshot: $(VENV)/.dev
	@$(BIN)/python -m reviewer.tui.picture docs/screen.svg

wheels: $(VENV)/.dev
	@$(PIP) wheel --no-deps --no-build-isolation -w dist .
	@$(PIP) download --require-hashes -r constraints.txt -d dist

lock:
	@printf 'hatchling>=1.27\neditables>=0.5\n' > .build.in
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		pyproject.toml .build.in -o constraints.txt
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		pyproject.toml .build.in --group test --group lint -o constraints-dev.txt
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		pyproject.toml .build.in --group test --group lint --group bench -o constraints-bench.txt
	@rm -f .build.in

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

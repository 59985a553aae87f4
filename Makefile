# `make run` opens the reader on the sample articles; `make test` runs everything CI runs.
# Both set up what they need in .venv first.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: run test check lint types layers unit clean

run: $(READY)
	@$(BIN)/crossread

test: $(READY) lint types layers unit

check: test

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "crossread needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	mkdir -p build/typing
	ln -sfn ../.. build/typing/crossread
	$(BIN)/python -m compileall -q articles search annotations tui cli $(VENV)/lib || true
	touch $@

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/basedpyright

layers: $(READY)
	$(BIN)/lint-imports

unit: $(READY)
	$(BIN)/python -m pytest -n 2

clean:
	rm -rf $(VENV) build *.egg-info

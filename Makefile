# `make run` opens the reader on the sample articles; `make test` runs everything CI runs.
# Both set up what they need in .venv first. `make help` lists the rest.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -qq
READY  := $(VENV)/.ready

# What `make run` opens: `make run ARGS="reports/ --annotator rivera"`.
ARGS ?=
# How many tests run at once.
JOBS ?= 2

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test lint types layers unit docs screenshots bench test-long long fuzz audit browser test-interop clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(READY) ## Open the reader on the sample articles, or on ARGS="reports/"
	@$(BIN)/crossread $(ARGS)

# Chromium, if it is to be installed, comes while the static checks run.
test: $(READY) ## Everything CI runs: style, types, layers, tests
	@$(MAKE) --no-print-directory browser & \
	$(MAKE) --no-print-directory lint types layers; status=$$?; wait; exit $$status
	@$(MAKE) --no-print-directory unit

lint: $(READY) ## Style, and whether every file is formatted
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## Types, strictly
	$(BIN)/basedpyright

layers: $(READY) ## Whether imports run one way
	$(BIN)/lint-imports

unit: $(READY) ## The tests alone
	$(BIN)/python -m pytest -n $(JOBS)

docs: $(READY) ## The generated pages: keys, commands, formats
	$(BIN)/python docs/make_reference.py

screenshots: $(READY) ## The pictures in docs/screenshots, from the program itself
	$(BIN)/python docs/make_screenshots.py

bench: $(READY) ## Speed and rates against peers and gold; the machine should be quiet
	@status=0; for name in reader search loading saving gold; do \
	$(BIN)/python -m benchmarks.$$name || status=1; done; exit $$status

test-long: $(READY) ## All tests in their long versions, for a night: every fault, every kill
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -n $(JOBS) --hypothesis-profile=long

long: test-long

# How many inputs each parser gets (those of runs that were stopped count), after how many seconds it is
# enough (0: never), and which parsers; JOBS of them at once.
RUNS ?= 1000000
SECONDS_EACH ?= 0
PARSERS ?=
fuzz: $(READY) ## Coverage-guided fuzzing of every parser; RUNS=10000 or SECONDS_EACH=60 for less, PARSERS="sidecar"
	$(PIP) install --editable '.[fuzz]'
	@$(BIN)/python -m tests.fuzz.run --runs $(RUNS) --seconds $(SECONDS_EACH) --jobs $(JOBS) $(PARSERS)

audit: $(READY) ## What is installed, with versions and licences, and whether holes in it are known
	$(PIP) install --editable '.[audit]'
	@$(BIN)/python docs/audit.py

test-interop: $(READY) ## The exports read back by spaCy, UIMA and others, in environments of their own
	$(PIP) install 'nox>=2024.10'
	$(BIN)/python -m nox --session interop

$(READY): pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "crossread needs Python 3.11 or newer; \
	install it, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else \
	"crossread needs Python 3.11 or newer, this is %d.%d; name another: make PYTHON=/path/to/python3" \
	% sys.version_info[:2])'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make virtual \
	environments; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "setting up $(VENV), once; this takes a minute or more" >&2
	@echo "1 of 3: an environment for Python" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --upgrade pip
	@echo "2 of 3: the packages that crossread and its tests need" >&2
	@$(PIP) install --editable '.[dev]'
	@mkdir -p build/typing
	@ln -sfn ../.. build/typing/crossread
	@# Without compiled files the first start takes a second longer.
	@echo "3 of 3: compiling them" >&2
	@$(BIN)/python -m compileall -q articles search annotations tui cli $(VENV)/lib || true
	@touch $@

# The HTML report is tried in a real browser. Where it cannot be installed, those tests skip.
browser:
	@if [ "$$(id -u)" = 0 ] && [ -f /etc/debian_version ] && ! command -v chromium >/dev/null; then \
	echo "installing chromium for the tests of the HTML report"; \
	{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \
	--no-install-recommends chromium; } >/dev/null 2>&1 \
	|| echo "chromium could not be installed: its tests skip" >&2; fi

clean: ## Remove what make has made
	rm -rf $(VENV) build *.egg-info

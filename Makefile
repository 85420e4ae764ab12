# Everything runs in .venv, made from constraints.txt. PYTHON names another interpreter (3.10 or newer).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

ENGINES := .venv-engines
ENGINES_STAMP := $(ENGINES)/.ready

BROWSER := .venv-browser
BROWSER_STAMP := $(BROWSER)/.ready

DOCS := .venv-docs
DOCS_STAMP := $(DOCS)/.ready

.PHONY: demo test test-pythons test-engines test-browser lint types check bench bench-batch bench-engines search fuzz quality evidence ablate docs clean

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("cleaner needs Python 3.10 or newer; say make PYTHON=python3.12" if sys.version_info < (3, 10) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(STAMP)

demo: $(STAMP)  ## Clean what is in fixtures/, show what went and why
	FORCE_COLOR=1 $(BIN)/cleaner clean fixtures/cases --diff --max-errors 5

test: $(STAMP)  ## All tests, and the proof of every rule
	$(BIN)/python -m pytest -n auto -rs
	$(BIN)/cleaner rules check

test-pythons:  ## The core of the suite on the oldest and the newest Python that we support, where they are installed
	.ci/pythons

$(ENGINES_STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(ENGINES)
	$(ENGINES)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,engines]'
	touch $(ENGINES_STAMP)

test-engines: $(ENGINES_STAMP)  ## The engines for real: Ray, Spark (a JVM from the system), datatrove, pandas, polars
	$(ENGINES)/bin/python -m pytest tests/engines -ra --durations=5

bench-engines: $(ENGINES_STAMP)  ## What each engine costs over a plain loop; COUNT says of how many records
	$(ENGINES)/bin/python -m tests.bench.engines --count $(or $(COUNT),20000)

$(BROWSER_STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(BROWSER)
	$(BROWSER)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,browser]'
	touch $(BROWSER_STAMP)

test-browser: $(BROWSER_STAMP)  ## Report and comparison in a real Chromium: from the system, or the one that CHROMIUM names
	$(BROWSER)/bin/python -m pytest tests/browser -ra -s

$(DOCS_STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("the documentation is built with Python 3.11 or newer; say make PYTHON=python3.12 docs" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(DOCS)
	$(DOCS)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	touch $(DOCS_STAMP)

docs: $(DOCS_STAMP)  ## The documentation as a site in site/; a dead link or a name that is not there is an error
	$(DOCS)/bin/python -m mkdocs build --strict

search: $(STAMP)  ## The properties on new examples every time; N says how many rounds
	for round in $$(seq $(or $(N),10)); do HYPOTHESIS_PROFILE=search $(BIN)/python -m pytest -n auto -q -m hypothesis || exit 1; done

fuzz: $(STAMP)  ## Mutated pages through decode and pipeline, then mutated files of all formats through their readers; N says how many, SEED where to begin
	$(BIN)/python -m tests.fuzz.run --inputs $(or $(N),20000) --seed $(or $(SEED),0)

bench: $(STAMP)  ## Speed as ratios to the peers that are installed, each page once; CORPUS names folders of pages of your own
	$(BIN)/python -m tests.bench.speed $(if $(CORPUS),--corpus $(CORPUS))

bench-batch: $(STAMP)  ## Rate, memory and scaling of a batch; SIZES says of how many documents
	$(BIN)/python -m tests.bench.batch $(or $(SIZES),1000 10000 50000)

check: $(STAMP)  ## Prove every rule, alone
	$(BIN)/cleaner rules check

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

quality: $(STAMP)  ## Figures on the corpora beside the checkout, with the peers that are installed
	$(BIN)/python -m tests.quality.table

evidence: $(STAMP)  ## What each rule takes on all corpora, and how much of it is body; OPTIONS as --help of tests.quality.evidence says
	$(BIN)/python -m tests.quality.evidence $(OPTIONS)

ablate: $(STAMP)  ## What each constant, rule of structure and family is worth there; OPTIONS as --help of tests.quality.ablate says
	$(BIN)/python -m tests.quality.ablate $(OPTIONS)

clean:
	rm -rf $(VENV) $(ENGINES) $(BROWSER) $(DOCS) site .pytest_cache .mypy_cache .ruff_cache .hypothesis

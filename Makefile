# Every command of the checkout; each makes the environment first. `make help` lists them.
# A line that runs something long starts with exec: a signal then reaches it and not a shell.

PYTHON_OF_ENV := .venv/bin/python
PYTEST_ARGS ?= -n 2 --dist loadgroup
COMPILE_PINS := $(PYTHON_OF_ENV) -m uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make requirements"

.DEFAULT_GOAL := help
.PHONY: help run test sure checks lint format types layers templates migrations-check bench \
	requirements translations clean environment catalogues browser

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name what; do \
		printf '  make %-18s %s\n' "$$name" "$$what"; done

run: environment catalogues ## start everything on this machine (PORT=8000)
	@exec $(PYTHON_OF_ENV) -m deploy.local run

test: environment catalogues browser ## run every test (PYTEST_ARGS replaces "-n 2 --dist loadgroup")
	@exec $(PYTHON_OF_ENV) -m pytest $(PYTEST_ARGS)

sure: checks test ## run everything that is checked before a change lands

checks: lint types layers templates migrations-check ## run what is checked besides the tests

lint: environment ## check style and format
	@$(PYTHON_OF_ENV) -m ruff format --check --quiet .
	@$(PYTHON_OF_ENV) -m ruff check .

format: environment ## bring code and templates into their format
	@$(PYTHON_OF_ENV) -m ruff format .
	@$(PYTHON_OF_ENV) -m ruff check --fix .
	@$(PYTHON_OF_ENV) -m djlint --quiet --reformat templates || true

types: environment ## check types
	@exec $(PYTHON_OF_ENV) -m mypy

layers: environment ## check who imports whom
	@exec .venv/bin/lint-imports

templates: environment ## check templates
	@$(PYTHON_OF_ENV) -m djlint --check templates
	@$(PYTHON_OF_ENV) -m djlint --quiet --lint templates

migrations-check: environment ## check that the migrations make the tables of the models
	@exec $(PYTHON_OF_ENV) -m deploy.local.check_migrations

bench: environment catalogues ## run the benchmarks and write benchmarks/results.md and queue.md
	@$(PYTHON_OF_ENV) -m benchmarks
	@exec $(PYTHON_OF_ENV) -m benchmarks.queue

requirements: environment ## compile the pins from the *.in files (UPGRADE=--upgrade for newer ones)
	@$(COMPILE_PINS) $(UPGRADE) requirements.in -o requirements.txt
	@$(COMPILE_PINS) $(UPGRADE) requirements-dev.in -o requirements-dev.txt

translations: environment ## bring the catalogues up to date with code and templates
	@$(PYTHON_OF_ENV) tools/catalogues.py update
	@$(PYTHON_OF_ENV) tools/catalogues.py traditional
	@$(PYTHON_OF_ENV) tools/catalogues.py compile

clean: ## remove the environment and what is generated; the data in var/ stay
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -path ./var -prune -o \( -name __pycache__ -o -name '*.mo' \) -exec rm -rf {} +

environment:
	@exec tools/environment.sh

catalogues: environment
	@exec $(PYTHON_OF_ENV) tools/catalogues.py compile

browser: environment
	@exec tools/browser.sh

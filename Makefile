# The front door. `make run` and `make test` set up everything they need.

PYTHON ?= python3
BIN    := .venv/bin
READY  := .venv/.ready
TESTED := .venv/.ready-to-test
SERVE  ?= 1

.PHONY: help setup run serve test lint format docs bench clean

help:           ## show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' Makefile

setup: $(TESTED) ## make .venv, install Tidegate, its development tools and the peers that tests run against

run: $(READY)   ## the drill on loopback, then the pages on http://127.0.0.1:8642 (SERVE=0: the drill only)
	$(BIN)/tidegate drill conficker --home run/drill --again
	@if [ "$(SERVE)" != 0 ]; then exec $(BIN)/tidegate serve --home run/drill; fi

serve: $(READY) ## the pages of the last drill
	$(BIN)/tidegate serve --home run/drill

test: $(TESTED) lint ## every check and every test
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

lint: $(TESTED) ## ruff, mypy --strict on src, and the house's floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(TESTED) ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(TESTED) ## the command reference made anew, and the documentation as pages in site/
	$(BIN)/python -m tidegate.cli.reference > docs/commands.md
	$(BIN)/mkdocs build --strict

bench: $(TESTED) ## the figures, as ratios measured side by side
	scripts/peers bench
	$(BIN)/python -m bench

clean:          ## remove what the above made
	rm -rf .venv site run .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): pyproject.toml
	scripts/python $(PYTHON)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(TESTED): $(READY) scripts/peers
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	scripts/peers test
	@touch $@

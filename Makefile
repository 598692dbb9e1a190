# Every target is a line or two: what is done stands in tools/, in Python.

PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
RUN := .venv/bin/python
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help python .venv dev prepared demo test test-quick trust check bench shots messages lock audit wheel clean

help: ## this list
	@sed -n 's/^\([a-z.-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name text; do \
		printf '  make %-12s %s\n' "$$name" "$$text"; done

python:
	@test -n "$(PYTHON)" || { echo "Helhed needs CPython 3.11 or newer. Type: apt-get install python3 python3-venv"; exit 1; }

.venv: python ## install the product into .venv; its command is .venv/bin/helhed
	@$(PYTHON) tools/install.py runtime
	@$(RUN) -m tools.messages
	@$(RUN) -m tools.assets

dev: python
	@$(PYTHON) tools/install.py dev
	@$(RUN) -m tools.messages
	@$(RUN) -m tools.assets --dev

prepared: python
	@$(PYTHON) tools/prepare.py

demo: .venv ## the fictional municipality on http://127.0.0.1:8000 (PORT=8001 for another port)
	@PORT=$(PORT) .venv/bin/helhed demo

test: prepared dev ## everything that must hold, as CI runs it
	@$(RUN) -m tools.run_tests all

test-quick: dev ## the inner loop: lint and the tests on SQLite, without browser and attacks
	@$(RUN) -m tools.run_tests quick

trust: prepared dev ## the attacks and the durability tests in full length
	@$(RUN) -m tools.run_tests trust

check: dev ## lint, types and import contracts
	@$(RUN) -m tools.run_tests check

bench: dev ## figures and ratios, also written to bench/
	@$(RUN) -m tools.bench

shots: prepared dev ## screenshots of every page into shots/
	@$(RUN) -m tools.shots

messages: dev ## gather new texts into the catalogues (needs gettext)
	@cd helhed && ../$(RUN) -m django makemessages -l da -l de --no-location --no-obsolete --no-wrap
	@$(RUN) -m tools.messages

lock: dev ## lock the Python and front-end packages anew
	@$(RUN) -m tools.lock

audit: dev ## known weaknesses in the locked packages (needs an open network)
	@.venv/bin/uv tool run pip-audit --require-hashes --disable-pip -r requirements/runtime.txt

wheel: .venv ## build the wheel, front-end files and catalogues included, into dist/
	@.venv/bin/uv build --wheel --no-build-isolation --python $(RUN) --out-dir dist .

clean: ## remove the demo data and everything made; leaves .venv and node_modules
	rm -rf demodata shots bench build dist helhed/static_root helhed/web/static/vendor helhed/web/documents/fonts \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find helhed tests tools -name __pycache__ -prune -exec rm -rf {} +
	find helhed -name '*.mo' -delete

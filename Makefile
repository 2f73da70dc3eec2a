# What people type. Needs Python 3.11 or later and make; everything else is made or said. README.md explains.
SHELL := /bin/sh
PYTHON ?= python3
JOBS ?= 2
GROUND := @"$(PYTHON)" setup/ground.py
export PORT DATA TIME COUNT PROMISE SEED

.PHONY: run setup test test-fast check bench soak pins clean

run:
	$(GROUND) run
	@exec .venv/bin/ladoflow demo $${PORT:+--port "$$PORT"} $${DATA:+--data "$$DATA"}

setup:
	$(GROUND) run

test:
	$(GROUND) test
	@.venv/bin/python -m pytest -n $(JOBS) --dist loadfile

test-fast:
	$(GROUND) fast
	@echo 'Left out: what drives a browser, and the PostgreSQL half of the database tests. make test runs everything.'
	@.venv/bin/python -m pytest -n $(JOBS) --dist loadfile -m 'not browser and not postgresql'

check:
	$(GROUND) check
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@.venv/bin/ladoflow check processes forms features/procedure

bench:
	$(GROUND) bench
	@.venv/bin/python -m benchmarks

# TIME=minutes COUNT=shards PROMISE=P1 SEED=1 bound and choose; each shard adds a line to soak-results.jsonl
soak:
	$(GROUND) soak
	@.venv/bin/python -m tests.faults.soak $${TIME:+--time "$$TIME"} $${COUNT:+--count "$$COUNT"} \
		$${PROMISE:+--promise "$$PROMISE"} $${SEED:+--seed "$$SEED"}

# Write the pinned requirements anew, after a change in pyproject.toml
pins:
	$(GROUND) pins

clean:
	rm -rf .venv node_modules webui/static/built *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

# Two commands for a newcomer: `make demo` and `make test`. Needs Python 3.11 or newer, make, and the package registries.
PYTHON ?= python3

.PHONY: help demo test check bench wheel lock clean

help:
	@echo "make demo    try it: an invented region, on this machine only"
	@echo "make test    everything that must be true: house, style, types, tests, journeys in a browser"
	@echo "make check   the quick part of make test: house, style, types"
	@echo "make bench   measure ourselves on cases and beside others; DATA=folder says where those lie"
	@echo "make wheel   build the package in dist/"

demo:
	@$(PYTHON) tools/setup demo
	@.venv/bin/schakel demo

test:
	@$(PYTHON) tools/setup test
	@tools/test

check:
	@$(PYTHON) tools/setup test
	@tools/test --quick

bench:
	@$(PYTHON) tools/setup test
	@for measure in bench/*.py; do echo "== $$measure"; .venv/bin/python "$$measure" $(DATA) || exit 1; done

wheel:
	@$(PYTHON) tools/setup test
	@.venv/bin/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock:
	@tools/lock

clean:
	rm -rf .venv dist build src/schakel/ground/ui/static/schakel/vendor
	find src -name '*.mo' -delete

# Two commands do all the set-up on a fresh Debian or Ubuntu machine: make demo, make test.
.PHONY: demo test lint samples score clean
BIN := .venv/bin
DEMO := data/processed/demo

demo: .venv/.ready
	@scripts/demo.sh $(DEMO)

test: .venv/.ready lint
	$(BIN)/pytest

lint: .venv/.ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

samples: .venv/.ready  ## typeset data/raw anew
	$(BIN)/python scripts/make_samples.py

score: .venv/.ready  ## accuracy on the shared corpus, where it is there
	$(BIN)/python benchmarks/accuracy.py

clean:
	rm -rf .venv build dist data/processed/*

.venv/.ready: pyproject.toml constraints.txt scripts/setup.sh
	@scripts/setup.sh

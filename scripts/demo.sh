#!/usr/bin/env bash
# Runs the main job on the sample agreements and says what it found and where to look.
# A planted error is among them, so that exit code 1 (a discrepancy) is the right outcome.
set -uo pipefail
cd "$(dirname "$0")/.."
out=${1:-data/processed/demo}

.venv/bin/overens run data/raw --out "$out"
code=$?
if [ "$code" -ne 1 ]; then
  echo "The demo should end with one discrepancy (exit code 1), but ended with $code." >&2
  exit 1
fi
echo
.venv/bin/overens check "$out"
echo "One agreement in full: .venv/bin/overens show data/raw/$(ls data/raw | grep -m1 'pdf$')"
echo "In Python:             pandas.read_parquet('$out/amounts.parquet')"

#!/usr/bin/env bash
# Prepares a fresh Debian or Ubuntu machine: system packages that are missing, then a virtual
# environment in .venv with the exact versions of constraints.txt. Safe to run again.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

echo "Setting up: system packages where they are missing, then the exact Python packages of"
echo "constraints.txt in .venv. This takes a few minutes the first time, and is not done again"
echo "before one of these files changes."

missing=()
"$python" -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
command -v tesseract >/dev/null || missing+=(tesseract-ocr)
tesseract --list-langs 2>/dev/null | grep -qx swe || missing+=(tesseract-ocr-swe)
# The tests of the report drive a browser.
command -v chromium >/dev/null || missing+=(chromium)
command -v npm >/dev/null || missing+=(nodejs npm)
if ((${#missing[@]})); then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
  echo "Installing system packages: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  { echo "Python 3.11 or later is needed; name one with PYTHON=/path/to/python3" >&2; exit 2; }
[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Installing Python packages into .venv"
PIP_CONSTRAINT=constraints.txt .venv/bin/python -m pip install -qq --disable-pip-version-check \
  --editable '.[dev]'
npm install --no-save --no-fund --no-audit --loglevel=error --prefix .venv/npm axe-core@4.14.1 >/dev/null ||
  echo "axe-core was not installed: the tests of accessibility are going to be skipped" >&2
touch .venv/.ready
echo "Set up."

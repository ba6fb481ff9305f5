"""`python -m pipeline` is the command `overens`."""

from pipeline.cli import main

raise SystemExit(main())

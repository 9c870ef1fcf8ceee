"""`python -m schakel.cli`, for where the `schakel` command is not on the path."""

from schakel.cli import main

raise SystemExit(main())

"""The long form of the attacks: every row for everybody at every address, more requests by schemathesis, and thousands of
bent files for the readers of lists and of photos.

`make test` runs the short form (`tests/attacks`). This one tries more of the same, on this machine only, bounded in
count and time (some twenty minutes). It ends with 1 when something was read that may not be, or something broke.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 3_600  # seconds


def main() -> int:
    files = sorted(str(path) for path in (ROOT / "tests" / "attacks").glob("long_*.py"))
    command = [sys.executable, "-m", "pytest", "-q", "--durations=10", "--import-mode=importlib", *files]
    return subprocess.run(command, cwd=ROOT, timeout=LONGEST, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

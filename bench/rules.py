"""Does a test break when a hard rule is taken out? `python bench/rules.py`: takes out each thing that holds one, in turn.

The table is tests/guards/hard_rules.py; nothing is written. Ends with 1 when something can go and all stays green.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

if __name__ == "__main__":
    sys.exit(subprocess.run([sys.executable, "-m", "tests.removing"], cwd=ROOT, check=False).returncode)

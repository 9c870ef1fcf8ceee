"""Prints docs/reference/roles.md, states.md and hard-rules.md from the code that decides; a guard says when they are out of date.

Run: .venv/bin/python tools/reference.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
sys.path[:0] = [str(ROOT), str(ROOT / "src")]


def roles() -> str:
    from schakel.ground.accounts.rules import CAPABILITIES, ROLES

    lines = ["# Who may what", "", "Printed from `ground/accounts/rules/roles.py`. Dutch is what the screen says.", ""]
    lines += ["| role | what for | may | refuses |", "|---|---|---|---|"]
    for code, role in ROLES.items():
        may = ", ".join(f"`{one}`" for one in CAPABILITIES if one in role.may)
        lines.append(f"| {role.name} (`{code}`) | {role.purpose} | {may} | {role.refuses} |")
    lines += [
        "",
        "| capability | Dutch |",
        "|---|---|",
        *(f"| `{code}` | {words} |" for code, words in CAPABILITIES.items()),
    ]
    return "\n".join(lines) + "\n"


def states() -> str:
    from schakel.casework.intake.rules import MOVES, STATES

    lines = [
        "# States of a signal",
        "",
        "Printed from the table in `casework/intake/rules/states.py`; no other move exists.",
        "",
    ]
    lines += ["```mermaid", "stateDiagram-v2", "  [*] --> received"]
    lines += [f"  {state} --> {to}" for state, moves in MOVES.items() for to in moves]
    lines += [
        "```",
        "",
        "| code | Dutch |",
        "|---|---|",
        *(f"| `{code}` | {words} |" for code, words in STATES.items()),
    ]
    return "\n".join(lines) + "\n"


def hard_rules() -> str:
    from tests.guards.hard_rules import page

    return page()


PAGES = {"roles.md": roles, "states.md": states, "hard-rules.md": hard_rules}


def main() -> int:
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

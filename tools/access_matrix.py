"""Prints docs/reference/access-matrix.md: everybody tries every table and every address of a filled house, in a database of tests.

Run: .venv/bin/python tools/access_matrix.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]


def main(arguments: list[str]) -> int:
    import conftest

    conftest.pytest_configure(SimpleNamespace())  # type: ignore[arg-type]
    from tests import clones, templates
    from tests.cast import Cast
    from tests.guards import filled, matrix_page

    server = clones.Clones(clones.home())
    try:
        migrated = server.template(templates.migrated(), None, templates.migrate)
        seeded = server.template(templates.seeded(migrated), migrated, templates.seed_template)
        with server.clone(filled.template(server, seeded)) as clone:
            text, _ = matrix_page.of_today(clone, Cast())
    finally:
        server.close()
    if "--check" in arguments:
        changed = matrix_page.differences(matrix_page.PAGE.read_text(encoding="utf-8"), text)
        print("\n".join(changed), file=sys.stderr)
        return 1 if changed else 0
    matrix_page.PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

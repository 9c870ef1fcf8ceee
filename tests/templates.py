"""What the databases of tests are copied from, and a name for each that changes with what it was made by."""

from __future__ import annotations

import hashlib
import importlib.util
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "schakel"


def migrated() -> str:
    """The name of the template with empty tables: it changes with what makes them."""
    made_by = [
        *SOURCE.glob("**/migrations/*.py"),
        SOURCE / "ground" / "database" / "security.py",
        SOURCE / "ground" / "database" / "foreign.py",
    ]
    from django.conf import settings

    return f"migrated_{_hash(made_by, version('Django'), ' '.join(settings.INSTALLED_APPS))}"


def seeded(base: str) -> str:
    """The name of the template with content and cast: it changes with all code that may have written them."""
    code = [path for path in SOURCE.glob("**/*.py") if "tests" not in path.relative_to(SOURCE).parts]
    return f"seeded_{_hash([*code, ROOT / 'tests' / 'cast.py', *(ROOT / 'content').glob('**/*.y*ml')], base)}"


def seeded_with(name: str, code: list[Path], base: str) -> str:
    """The name of a template that a folder of tests fills further: it changes with that code and with its base."""
    return f"seeded_{name}_{_hash(code, base)}"


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=0, interactive=False)


def seed_template() -> None:
    """Fills the template: places of the content pack, and the people of `tests/cast.py`."""
    if importlib.util.find_spec("tests.cast") is not None:
        from tests import cast

        cast.seed()


def _hash(paths: list[Path], *more: str) -> str:
    digest = hashlib.sha256("\0".join(more).encode())
    for path in sorted(path for path in paths if path.is_file()):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]

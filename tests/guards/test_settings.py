"""Every setting the code reads is explained, and nothing is explained that the code does not read."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"\b(?:SCHAKEL_[A-Z]+(?:_[A-Z]+)*|DATABASE(?:_OWNER)?_URL)\b")


def read_by_the_code(root: Path = ROOT) -> set[str]:
    sources = [*(root / "src").rglob("*.py"), *(root / "tests").rglob("*.py"), root / "conftest.py"]
    quoted = re.compile(r"""["']((?:SCHAKEL_[A-Z]+(?:_[A-Z]+)*|DATABASE(?:_OWNER)?_URL))(?:=[^"']*)?["']""")
    return {
        name
        for path in sources
        if path.is_file() and path.name != Path(__file__).name
        for name in quoted.findall(path.read_text(encoding="utf-8"))
    }


def explained(text: str) -> set[str]:
    return set(NAME.findall(text))


def test_settings_and_their_page_agree() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert read_by_the_code() == explained(page)


def test_the_guard_sees_a_setting_that_nobody_explained(tmp_path: Path) -> None:
    source = tmp_path / "src" / "schakel"
    source.mkdir(parents=True)
    (source / "x.py").write_text('import os\nos.environ.get("SCHAKEL_UNHEARD_OF")\n')
    assert read_by_the_code(tmp_path) - explained("`SCHAKEL_MODE`") == {"SCHAKEL_UNHEARD_OF"}

"""The wheel is what a municipality installs: everything a running Schakel needs is in it, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR = "schakel/ground/ui/static/schakel/vendor"

NEEDED = [
    "schakel/cli/__init__.py",
    "schakel/site/settings.py",
    "schakel/ground/ui/templates/ui/base.html",
    "schakel/ground/ui/templates/500.html",
    "schakel/ground/ui/static/schakel/theme.css",
    "schakel/ground/ui/icons.txt",
    f"{VENDOR}/utrecht.css",
    f"{VENDOR}/voorbeeld.css",
    f"{VENDOR}/htmx.min.js",
    f"{VENDOR}/icons.svg",
    f"{VENDOR}/source-sans-3-latin-wght-normal.woff2",
    f"{VENDOR}/source-serif-4-latin-ext-wght-normal.woff2",
    f"{VENDOR}/THIRD-PARTY.txt",
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)], cwd=ROOT, check=True, timeout=300
    )
    return zipfile.ZipFile(next(place.glob("*.whl")))


def test_the_wheel_holds_what_a_running_schakel_needs(wheel: zipfile.ZipFile):
    names = set(wheel.namelist())
    assert [needed for needed in NEEDED if needed not in names] == []


def test_the_wheel_holds_every_file_of_the_content_packs(wheel: zipfile.ZipFile):
    packed = {
        name.removeprefix("schakel/_content/") for name in wheel.namelist() if name.startswith("schakel/_content/")
    }
    here = {str(path.relative_to(ROOT / "content")) for path in (ROOT / "content").rglob("*") if path.is_file()}
    assert here - packed == set()


def test_the_wheel_holds_every_translation_compiled(wheel: zipfile.ZipFile):
    catalogues = [path.relative_to(ROOT / "src") for path in (ROOT / "src").glob("**/LC_MESSAGES/*.po")]
    names = set(wheel.namelist())
    assert [str(path) for path in catalogues if str(path.with_suffix(".mo")) not in names] == []


def test_the_wheel_holds_no_tests_and_nothing_that_was_left_lying_about(wheel: zipfile.ZipFile):
    strange = [
        name
        for name in wheel.namelist()
        if "/tests/" in name or "__pycache__" in name or name.endswith((".log", ".key", ".pyc"))
    ]
    assert strange == []
    assert {name.split("/")[0].split("-")[0] for name in wheel.namelist()} == {"schakel"}


def test_the_wheel_names_its_licence_and_ships_its_text(wheel: zipfile.ZipFile):
    metadata = wheel.read(next(name for name in wheel.namelist() if name.endswith("METADATA"))).decode()
    assert "License-Expression: EUPL-1.2" in metadata
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())


def test_the_terms_of_every_package_we_ship_are_in_the_wheel(wheel: zipfile.ZipFile):
    terms = wheel.read(f"{VENDOR}/THIRD-PARTY.txt").decode()
    for package in (
        "@utrecht/component-library-css",
        "voorbeeld-design-tokens",
        "source-sans-3",
        "@tabler/icons",
        "htmx",
    ):
        assert package in terms
    assert terms.count("Licence: ") == 6

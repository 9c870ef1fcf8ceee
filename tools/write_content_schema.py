"""Writes content/schema/ from the shapes of a pack. Run it after a shape changed; a guard says when it was forgotten."""

from __future__ import annotations

import json
from pathlib import Path

from schakel.ground.content.rules.schema import schemas

FOLDER = Path(__file__).parent.parent / "content" / "schema"

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        path = FOLDER / name.replace(".yml", ".schema.json")
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"content/schema/{path.name}")

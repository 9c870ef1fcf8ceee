"""How a trouble is told: one sentence, with a full stop."""

from pathlib import Path

import pytest

from schakel.ground.database import launcher


def sentence(home: Path, **how) -> str:
    with pytest.raises(launcher.DatabaseTrouble) as trouble:
        launcher.start(home, **how)
    said = trouble.value.message
    assert str(trouble.value) == said
    assert "\n" not in said
    assert said.endswith(".")
    return said

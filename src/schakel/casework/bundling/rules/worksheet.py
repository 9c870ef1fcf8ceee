"""What can be answered on a worksheet."""

from __future__ import annotations

from typing import Final

SHEET_ANSWERS: Final = ("yes", "no", "unknown")


def asks_reason(answer: str) -> bool:
    """A yes and a no say why; who does not know yet owes nobody a reason."""
    return answer in ("yes", "no")

"""Why a file is not taken in, as a code; the words for people stand with the pages."""

from __future__ import annotations

from typing import Final

CODES: Final = (
    "empty", "kind", "too_big", "too_many", "broken", "locked", "pixels", "pages", "odd", "too_heavy", "virus",
)  # fmt: skip


class AttachmentRefused(Exception):
    """`code` is one of CODES. Nothing of the file was kept."""

    def __init__(self, code: str) -> None:
        if code not in CODES:
            raise ValueError(f"'{code}' is not a reason")
        super().__init__(code)
        self.code = code

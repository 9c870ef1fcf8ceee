"""How much of a file we take, and why. How large a file may be is a setting: see docs/reference/settings.md."""

from __future__ import annotations

from typing import Final

MOST_FILES: Final = 8  # with one signal: both sides of a few papers, or one round with the camera
MOST_PIXELS: Final = 50_000_000  # what phones make at most as they come; unpacked this is 150 to 200 MB
MOST_PAGES: Final = 100  # of a PDF: a letter, a contract, a pay slip; not an archive
MOST_OBJECTS: Final = 50_000  # inside a PDF
MOST_UNPACKED: Final = 50_000_000  # bytes of a packed picture inside a PDF, once unpacked
LONGEST_NAME: Final = 100  # signs

# Of the process that reads a file. Enough for the numbers above, and far from what takes a machine down.
MEMORY_BYTES: Final = 1_600_000_000
CPU_SECONDS: Final = 20
WALL_SECONDS: Final = 30

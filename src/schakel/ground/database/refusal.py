"""A refusal in plain words: what may not, and what or whom to ask instead."""

from __future__ import annotations


class Refused(Exception):
    """The system will not do this, on purpose.

    `code` goes to the trail, `message` (plain Dutch, through gettext) and `ask` to the screen.
    `as_not_found` when even saying that the thing exists would tell too much.
    """

    def __init__(self, code: str, message: str, ask: str = "", *, as_not_found: bool = False) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.ask = ask
        self.as_not_found = as_not_found

    def __str__(self) -> str:
        return self.message

    @property
    def status(self) -> int:
        """The HTTP status a page or the API answers with."""
        return 404 if self.as_not_found else 403

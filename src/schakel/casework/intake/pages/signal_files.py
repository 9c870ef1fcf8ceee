"""The part of a signal's page with its files: for who handles it with a way in, for who sent it without."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.casework.intake import queries
from schakel.casework.intake.pages import file_words
from schakel.ground.database.actor import Actor


@dataclass(frozen=True, slots=True)
class ShownFile:
    name: str
    about: str
    icon: str
    url: str
    action: str


class SignalFiles:
    """`mine`: the reporter looks, who sees name and size and no more."""

    def __init__(self, viewer: Actor, signal: UUID, *, mine: bool) -> None:
        self.mine = mine
        self._found = queries.attachments(viewer=viewer, signal=signal)

    @property
    def withheld(self) -> bool:
        return any(row.state == "withheld" for row in self._found)

    @property
    def police(self) -> dict[str, str]:
        return file_words.police()

    @cached_property
    def rows(self) -> list[ShownFile]:
        return [self._shown(row) for row in self._found]

    def _shown(self, row: queries.AttachmentRow) -> ShownFile:
        if row.state == "withheld":
            about = _("U zei dat er misschien iemand onder de 18 op staat, naakt of seksueel.") if self.mine else ""
            return ShownFile(_("Een beeld dat niet is aangenomen"), about or file_words.standing(row), "ban", "", "")
        told = f"{file_words.sort(row.kind)}, {file_words.size(row.size)}"
        if not self.mine:
            told = f"{told}. {file_words.standing(row)}"
        url = "" if self.mine else reverse("attachment", args=[row.id])
        icon = "lock" if row.shut_at and not self.mine else "file-text"
        return ShownFile(row.name or row.own_name, told, icon, url, _("Ga naar"))

"""Photos and documents at the desk: chosen in any number, kept with the draft, and never taken in when one may show a
minor, naked or in a sexual way (rule 17)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.intake import actions, queries
from schakel.casework.intake.actions import AttachmentRefused
from schakel.casework.intake.pages import file_words
from schakel.ground.database.actor import Actor

DROP = "drop-file"


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesForm(forms.Form):
    image = forms.BooleanField(
        label=gettext_lazy("Er is een beeld waarop misschien iemand onder de 18 staat, naakt of seksueel"),
        help_text=gettext_lazy(
            "Kruis dit aan en voeg het beeld niet toe. Wij nemen uw signaal wel aan, maar geen bestanden."
        ),
        required=False,
    )
    chosen = forms.Field(
        label=gettext_lazy("Kies een foto of PDF"),
        required=False,
        widget=ManyFiles(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/*,application/pdf"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].help_text = _(
            "U mag er meer kiezen, of een foto maken met uw telefoon. Een bestand mag %(most)s MB zijn."
        ) % {"most": settings.LARGEST_FILE_BYTES // 1_000_000}


@dataclass(frozen=True, slots=True)
class Shown:
    """One file in the list; `about` is its kind and size."""

    id: UUID
    name: str
    about: str


class DeskFiles:
    """What was chosen for this draft. `form` says what was not taken in and why."""

    def __init__(self, actor: Actor, kind: str) -> None:
        self.actor, self.kind = actor, kind
        self.form = FilesForm()
        self.marked = False

    def take_in(self, request: HttpRequest, typed: dict[str, Any]) -> None:
        """What came with a page: each file on its own, so that one that fails takes no other along, and no text."""
        self.form = FilesForm({"image": request.POST.get("image", "")})
        self.form.is_valid()
        self.marked = self.form.cleaned_data["image"]
        if self.marked:
            actions.drop_files(by=self.actor, kind=self.kind)
            return
        do, _colon, what = request.POST.get("do", "").partition(":")
        if do == DROP:
            self._drop(what)
        chosen = request.FILES.getlist("chosen")
        if chosen:
            actions.keep_draft(by=self.actor, kind=self.kind, typed=typed)
        for file in chosen:
            self._keep(file)

    def go_with(self, signal: UUID) -> None:
        actions.attach_kept(by=self.actor, kind=self.kind, signal=signal)
        if self.marked:
            actions.withhold(by=self.actor, signal=signal)

    @property
    def kept(self) -> list[Shown]:
        rows = queries.kept_files(viewer=self.actor, kind=self.kind)
        return [
            Shown(row.id, row.name or _("Zonder naam"), f"{file_words.sort(row.kind)}, {file_words.size(row.size)}")
            for row in rows
        ]

    @property
    def police(self) -> dict[str, str]:
        return file_words.police()

    def _keep(self, file: UploadedFile[bytes]) -> None:
        name = file.name or ""
        try:
            content = file.read()
            if len(content) != file.size:
                raise AttachmentRefused("too_big")  # let go while it came in: see schakel.site.uploads
            actions.keep_file(by=self.actor, kind=self.kind, name=name, content=content)
        except AttachmentRefused as refused:
            self.form.add_error("chosen", file_words.refusal(refused.code, name))

    def _drop(self, what: str) -> None:
        try:
            actions.drop_file(by=self.actor, file=UUID(what))
        except ValueError:
            return  # not one of our buttons

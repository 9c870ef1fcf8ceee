"""Written down for somebody else: a colleague, a resident at the counter. Whose observation it is, and whom to ask."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.intake import queries
from schakel.casework.intake.pages.desk_typed import Typed
from schakel.casework.intake.pages.wording import on, profession, say
from schakel.casework.intake.rules import Noticer
from schakel.casework.intake.rules.passing_on import LONGEST_REACH
from schakel.engines.exchange.shape import ORGANISATION_KINDS
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.ui.parts import Answer, AnswerField

WHO = (
    Answer("colleague", gettext_lazy("Een collega"), gettext_lazy("Van uw eigen organisatie.")),
    Answer("citizen", gettext_lazy("Een inwoner"), gettext_lazy("Bijvoorbeeld iemand aan uw balie.")),
    Answer("other", gettext_lazy("Iemand van een andere organisatie"), gettext_lazy("Bijvoorbeeld van school of zorg.")),
)  # fmt: skip
FIRST_HAND = (
    Answer("self", gettext_lazy("Ja")),
    Answer("told", gettext_lazy("Nee")),
    Answer("unknown", gettext_lazy("Weet ik niet")),
)
CONTACT = (
    Answer("me", gettext_lazy("Mij"), gettext_lazy("U vraagt het dan na bij de ander.")),
    Answer("them", gettext_lazy("De ander"), gettext_lazy("Alleen als die dat goed vindt.")),
)
ANOTHER = "new"


class AnotherFields(forms.Form):
    """Nothing is needed here but who it was, once somebody says that it was another. A name never is."""

    who = AnswerField(label=gettext_lazy("Wie zag of hoorde dit?"), answers=WHO, required=False)
    work = forms.ChoiceField(
        label=gettext_lazy("Wat voor werk doet die persoon?"),
        help_text=gettext_lazy("Overslaan mag. Bij een inwoner hoeft u niets te kiezen."),
        required=False,
    )
    first_hand = AnswerField(
        label=gettext_lazy("Zag of hoorde die persoon het zelf?"),
        help_text=gettext_lazy("Nee betekent: die persoon had het ook weer van een ander."),
        answers=FIRST_HAND,
        required=False,
    )
    contact = AnswerField(
        label=gettext_lazy("Wie mag de aandachtsfunctionaris iets vragen?"), answers=CONTACT, required=False
    )
    reach = forms.CharField(
        label=gettext_lazy("Hoe is de ander veilig te bereiken?"),
        help_text=gettext_lazy("Een naam hoeft niet. Alleen de aandachtsfunctionaris van de gemeente ziet dit."),
        max_length=LONGEST_REACH,
        required=False,
        error_messages={"max_length": gettext_lazy("Dit is langer dan %(limit_value)d tekens. Maak het korter.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def offer_another(self, earlier: list[queries.PassedOn]) -> None:
        """The choices that differ from reporter to reporter; about earlier persons only where there are any."""
        works = [(work.code, say(work.text)) for work in pack().professions.values() if work.code != "citizen"]
        self.fields["work"].choices = [("", _("Weet ik niet")), *works]  # type: ignore[attr-defined]
        if earlier:
            known = [(str(one.id), _("Ja, bij %(signal)s") % {"signal": described(one)}) for one in earlier]
            self.fields["same"] = forms.ChoiceField(
                label=_("Vertelde deze persoon u al eerder iets?"),
                help_text=_("Zo tellen twee verhalen van één persoon niet als twee bronnen."),
                choices=[("", _("Weet ik niet")), (ANOTHER, _("Nee, dit is iemand anders")), *known],
                required=False,
            )

    def clean(self) -> dict[str, Any] | None:
        super().clean()
        given = self.cleaned_data
        if given.get("contact") == "them" and "reach" in given and not given["reach"].strip():
            self.add_error("reach", _("Schrijf hoe de ander te bereiken is, of kies dat wij het u mogen vragen."))
        if not given.get("who") and (given.get("first_hand") or given.get("contact") or given.get("reach")):
            self.add_error("who", _("Kies wie dit zag of hoorde."))
        return given


def described(one: queries.PassedOn) -> str:
    work = profession(one.function, one.organisation_kind)
    return _("signaal %(number)s (%(who)s, %(when)s)") % {
        "number": one.number, "who": work.lower(), "when": on(one.received_at),
    }  # fmt: skip


def earlier_of(actor: Actor) -> list[queries.PassedOn]:
    return queries.passed_on_before(viewer=actor)


def noticer(typed: Typed) -> Noticer | None:
    if not typed.who:
        return None
    return Noticer(
        relation="colleague" if typed.who == "colleague" else "other",
        same_as=_signal(typed.same),
        other_person=typed.same == ANOTHER,
        reach=typed.reach if typed.contact == "them" else "",
    )


def work_of(typed: Typed, *, own_function: str) -> tuple[str, str | None]:
    """(function, kind of organisation) of who noticed, as the exchange format calls them; None: that of the reporter."""
    if typed.who == "citizen":
        return "citizen", "citizen"
    work = pack().professions.get(typed.work)
    if typed.who == "other":
        kinds = [kind for kind in (work.organisation_kinds if work else ()) if kind in ORGANISATION_KINDS]
        return (work.functions[0] if work and work.functions else ""), (kinds[0] if kinds else "other")
    if typed.who == "colleague" and work and work.functions:
        return work.functions[0], None
    return own_function, None


def _signal(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None

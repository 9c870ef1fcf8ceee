"""The three pages of the design and one of states, filled with invented words, to look at and to measure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.template.backends.django import DjangoTemplates
from django.utils import timezone

from schakel.ground.ui import parts

PAGES = Path(__file__).parent / "pages"
NAMES = ("desk", "inbox", "bundle", "states")
HERE = ZoneInfo("Europe/Amsterdam")

_NARRATIVE = (
    "Een statushouder, Anwar Talhoubi, wilde een adres opgeven maar noemde nergenshavenkade 48 Zaandam, een "
    "bedrijfspand. Een oudere man, Mansouf, S., deed het woord en gaf zijn eigen nummer op: 06-00001174."
)
_KINDS = [("person", "Persoon"), ("address", "Adres"), ("phone", "Telefoon")]
_SIGNS = (
    ("Iemand anders doet het woord", "seen"),
    ("Het adres is een bedrijf of een werkplek", "seen"),
    ("Iemand anders houdt het paspoort of de pas vast", "not_seen"),
    ("De persoon kent het eigen adres niet", "not_known"),
    ("Het verhaal klinkt uit het hoofd geleerd", ""),
)


class SampleForm(forms.Form):
    narrative = forms.CharField(
        label="Wat zag of hoorde u?",
        help_text="Schrijf het op zoals u het zou vertellen. Een paar zinnen zijn genoeg.",
        error_messages={"required": "Schrijf op wat u zag of hoorde. Eén zin is genoeg."},
        widget=forms.Textarea,
    )
    minor = parts.AnswerField(
        label="Is er misschien iemand onder de 18 bij betrokken?",
        help_text="Twijfelt u? Kies dan ‘Misschien’. Dan krijgt de collega met piket meteen bericht.",
        answers=parts.MAYBE,
        required=False,
    )
    kind = forms.ChoiceField(label="Soort", choices=_KINDS, required=False)
    value = forms.CharField(label="Zoals u het hoorde", required=False)
    day = forms.DateField(label="Op welke dag?", widget=forms.DateInput(attrs={"type": "date"}))
    agreed = forms.BooleanField(label="Ik heb dit besproken")
    judgement = parts.AnswerField(
        label="Uw oordeel",
        answers=[
            parts.Answer("yes", "Ja, het hoort erbij"),
            parts.Answer("no", "Nee, het staat los"),
            parts.Answer("unsure", "Ik weet het nog niet", "U vraagt eerst iets aan het wijkteam"),
        ],
        error_messages={"required": "Kies een van de drie antwoorden."},
    )
    reason = forms.CharField(label="Waarom?", widget=forms.Textarea)
    fields_to_share = parts.ChecksField(
        label="Wat deelt u?",
        answers=[parts.Answer("address", "Het adres"), parts.Answer("day", "De dag", "Niet het uur")],
        error_messages={"required": "Kruis aan wat u deelt."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for i, (label, _answer) in enumerate(_SIGNS):
            self.fields[f"i{i}"] = parts.AnswerField(label=label, answers=parts.SEEN, required=False)


def render(name: str, templates: DjangoTemplates) -> str:
    """One sample page as a browser gets it."""
    page = templates.from_string((PAGES / f"{name}.html").read_text("utf-8"))
    return page.render({**_frame(name), **_CONTEXTS[name]()})


def _frame(name: str) -> dict[str, Any]:
    desk = name == "desk"
    words = (
        ("Signaal doorgeven", "Mijn signalen", "Leren") if desk else ("Werk", "Signalen", "Bundels", "Tafel", "Leren")
    )
    current = {"desk": 0, "inbox": 0, "bundle": 2, "states": 1}[name]
    return {
        "owner": {
            "name": "Gemeente Waterrijk",
            "role": "Balie burgerzaken" if desk else "Aandachtsfunctionaris mensenhandel",
        },
        "me": {"name": "Joost" if desk else "Noor", "url": "#"},
        "nav": [parts.NavItem(word, "#", i == current, 6 if word == "Werk" else None) for i, word in enumerate(words)],
        "demo": True,
        "printed_at": datetime(2026, 10, 8, 14, 32),
        "csrf_token": "sample",
    }


def _desk() -> dict[str, Any]:
    first = {"narrative": _NARRATIVE, "minor": "no", "kind": "person"}
    chosen = {f"i{i}": answer for i, (_label, answer) in enumerate(_SIGNS)}
    return {
        "form": SampleForm(initial={**first, **chosen}),
        "given": [
            parts.Given("Anwar Talhoubi", "Persoon", "user", "#"),
            parts.Given("nergenshavenkade 48 Zaandam", "Adres", "map-pin", "#"),
        ],
        "minutes": [
            "Maak de inschrijving gewoon af. Alleen bij gevaar niet: bel 112.",
            "Zeg niets over uw zorg. Spreek niemand aan.",
            "Vraag de begeleider om even te gaan zitten. Praat met de persoon alleen.",
            "Andere taal? Bel de tolk. Laat de begeleider niet vertalen.",
            "Vraag hoe u de persoon veilig kunt bereiken.",
        ],
    }


def _inbox() -> dict[str, Any]:
    today = timezone.localdate()
    noon = datetime.combine(today, datetime.max.time(), HERE)
    item = parts.WorkItem
    link = parts.Tag("1 verband wacht op uw oordeel", "tie", "link")
    return {
        "views": [
            parts.NavItem("Mijn werk", "#", True, 6),
            parts.NavItem("Nieuw", "#", count=2),
            parts.NavItem("Wacht op antwoord", "#", count=1),
            parts.NavItem("Zonder uitkomst", "#", count=3),
            parts.NavItem("Alles", "#"),
        ],
        "groups": [
            parts.WorkGroup(
                "Vandaag",
                [
                    item(
                        "School, mogelijk iemand onder de 18",
                        "#",
                        do="Volg de Meldcode",
                        due=noon,
                        words="Een jonge tante of nicht haalt elke dag de kinderen op; ze lijkt twaalf.",
                        meta="Signaal 1192, ontvangen om 11.20 uur",
                    ),
                    item(
                        "Wasserij aan de Nergenshavenkade",
                        "#",
                        do="Beoordeel het verband",
                        due=today,
                        meta="Bundel 412, 5 signalen van 5 bronnen, mei tot oktober",
                        tags=[link],
                        rings=3,
                        tone="tie",
                    ),
                ],
            ),
            parts.WorkGroup(
                "Wacht op een ander",
                [
                    item(
                        "Inwoner, Groningen",
                        "#",
                        do="Wacht op de politie",
                        due=today + timedelta(days=6),
                        due_text="Vraag na op 14 oktober",
                        words="Galerijflat Loosgangsterlaan 210, Groningen: elke dag andere mannen.",
                        meta="Signaal 1171, doorgegeven op 30 september",
                    )
                ],
            ),
        ],
    }


def _bundle() -> dict[str, Any]:
    return {
        "facts": [
            parts.Fact("5", "signalen"),
            parts.Fact("5", "bronnen"),
            parts.Fact("14 mei tot 6 oktober 2026"),
            parts.Fact("in weging", before="Status"),
            parts.Fact("Noor", before="Eigenaar"),
        ],
        "elements": _elements(),
        "told": _told(),
        "chains": parts.chains(
            [1, 2, 3, 4, 5],
            [
                parts.Shared("Nergenshavenkade 48", "Adres", ["1", "2", "5"]),
                parts.Shared("Wasserij Schuimkraag", "Bedrijf", ["1", "4"]),
                parts.Shared("Anwar Talhoubi", "Persoon, wacht op oordeel", ["2"], ["3"]),
            ],
        ),
        "table": parts.Table(
            "Gedeelde vermeldingen",
            ("Vermelding", "In signaal", "Hoe gelijk"),
            (
                ("Nergenshavenkade 48", "1, 2 en 5", "Zelfde straat; bij 1 zonder nummer"),
                ("Wasserij Schuimkraag", "1 en 4", "Zelfde naam"),
                ("Anwar Talhoubi", "2 en 3", "Lijkt sterk; wacht op oordeel"),
            ),
        ),
        "fall": parts.waterfall(
            "Waarom signaal 2 en 3 misschien bij elkaar horen",
            parts.Weight("Begin: twee willekeurige signalen", -11.6, "Horen bijna nooit bij elkaar"),
            [
                parts.Weight("Naam lijkt sterk en is zeldzaam", 12.1, "Anwar Talhoubi en Anouar Talhubi"),
                parts.Weight("Zelfde gemeente, 23 dagen na elkaar", 1.9, "9 juni en 2 juli"),
                parts.Weight("Voorletter past bij voornaam", 0.6, "Mansouf, S. en Sabri"),
            ],
            parts.Weight("Samen", 3.0, "Tussen de grenzen: een mens beslist"),
            [("voorleggen", 0.0), ("samenvoegen", 7.0)],
        ),
        "form": SampleForm(),
        "acts": [
            parts.Act("Breng naar de tafel", "#", "users"),
            parts.Act("Haal een signaal eruit", "#", "unlink"),
            parts.Act("Geschiedenis", "#", "history"),
            parts.Act("Druk af", "#", "printer"),
        ],
    }


def _elements() -> list[parts.Element]:
    seen, gap = parts.Seen, parts.Gap
    return [
        parts.Element(
            "Handeling",
            "Werven, vervoeren, onderdak geven",
            3,
            [seen("Slaapplekken in het bedrijfspand", "Gezien door Arbeidsinspectie en handhaver")],
        ),
        parts.Element(
            "Middel",
            "Dwang, misleiding, misbruik van een kwetsbare positie",
            1,
            [seen("Twee mannen geven woord voor woord hetzelfde antwoord", "Gehoord door Arbeidsinspectie", "heard")],
            [gap("wat is hun beloofd?", "Vraag het wijkteam. Signaal 3 noemt een contract.")],
        ),
        parts.Element("Doel", "Uitbuiting", 0, [], [gap("krijgen zij loon?", "Vraag de Arbeidsinspectie.")]),
    ]


def _told() -> list[parts.Told]:
    def told(number: int, who: str, when: date, text: str, *found: str, ask: bool = False) -> parts.Told:
        spans = [parts.Span(text.index(one), text.index(one) + len(one), ask) for one in found]
        note = "Wacht op uw oordeel" if ask else ""
        return parts.Told(number, who, when, "gezien", parts.marked(text, spans), ask, note)

    return [
        told(
            1,
            "Inwoner",
            date(2026, 5, 14),
            "Ik woon achter Nergenshavenkade (Zaandam). Bij die wasserij brandt het licht tot een uur of drie.",
            "Nergenshavenkade",
            "wasserij",
        ),
        told(2, "Balie burgerzaken", date(2026, 6, 9), _NARRATIVE, "nergenshavenkade 48 Zaandam"),
        told(
            3,
            "Wijkteam",
            date(2026, 7, 2),
            "Bij de taalles vertelde Anouar Talhubi dat hij al maanden op zijn contract wacht. Łukasz Żółć en İrem Şahin ook.",
            "Anouar Talhubi",
            ask=True,
        ),
        told(
            4,
            "Arbeidsinspectie",
            date(2026, 9, 18),
            "Controle bij Wasserij Schuimkraag B.V. (KvK 0004 1207): houten stellingen met matrassen tussen de waszakken.",
            "Wasserij Schuimkraag B.V.",
        ),
    ]


def _states() -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "form": SampleForm(data={}),
        "empty": parts.Empty("Nog geen signalen", "Nieuwe signalen komen hier binnen.", "Nodig collega's uit", "#"),
        "steps": [
            parts.Step("Ontvangen", "done", when=today),
            parts.Step("In behandeling", "now", "Noor leest het"),
            parts.Step("Doorgegeven", "later"),
        ],
        "facts": [parts.Fact("1192", before="Nummer"), parts.Fact("24 november 2026", before="Ontvangen")],
        "today": today,
    }


_CONTEXTS = {"desk": _desk, "inbox": _inbox, "bundle": _bundle, "states": _states}

"""Five people in five places each see one thing. Retold from a published judgment, with invented names and numbers.

Provenance: ECLI:NL:RBAMS:2018:1637. The signals are our own writing.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Worry:
    """What one person of the cast types. `days_ago` counts back from the day the demonstration is set up."""

    who: str
    days_ago: int
    narrative: str
    seen: tuple[str, ...]
    mentions: tuple[tuple[str, str], ...]
    heard: tuple[str, ...] = field(default=())
    minor: str = "no"
    function: str = ""


WORRIES: tuple[Worry, ...] = (
    Worry(
        who="bram",
        function="citizen",
        days_ago=162,
        narrative=(
            "Ik woon achter Nergenshavenkade (Zaandam), nummer onbekend. Bij die wasserij brandt het licht tot een uur "
            "of drie en ik zie 's ochtends dezelfde mannen met handdoek en tandenborstel naar buiten komen."
        ),
        seen=("LAB-01", "LAB-08"),
        mentions=(("address", "Nergenshavenkade (Zaandam), nummer onbekend"), ("organisation", "wasserij schuimkraag")),
        minor="unknown",
    ),
    Worry(
        who="joost",
        function="desk",
        days_ago=136,
        narrative=(
            "Een statushouder, Anwar Talhoubi, wilde een adres opgeven maar noemde nergenshavenkade 48 Zaandam, een "
            "bedrijfspand. Een oudere man, Mansouf, S., deed het woord en gaf zijn eigen nummer op: 06-00001174."
        ),
        seen=("GEN-01", "LAB-07"),
        mentions=(
            ("person", "Anwar Talhoubi"),
            ("address", "nergenshavenkade 48 Zaandam"),
            ("person", "Mansouf, S."),
            ("phone", "06-00001174"),
        ),
    ),
    Worry(
        who="ines",
        function="neighbourhood_team",
        days_ago=113,
        narrative=(
            'Bij de taalles vertelde Anouar Talhubi dat hij al maanden op zijn contract wacht. Loon komt "volgende '
            'week", hij kreeg tot nu een paar tientjes van Sabri.'
        ),
        seen=(),
        heard=("LAB-02", "LAB-06", "LAB-17", "GEN-18"),
        mentions=(("person", "Anouar Talhubi"), ("person", "Sabri")),
        minor="unknown",
    ),
    Worry(
        who="lotte",
        function="inspector",
        days_ago=35,
        narrative=(
            "Controle bij Wasserij Schuimkraag B.V. (KvK 0004 1207): houten stellingen met matrassen tussen de "
            "waszakken, urenlijst ontbreekt. Twee mannen geven woord voor woord hetzelfde antwoord en kijken naar de "
            "eigenaar."
        ),
        seen=("LAB-08", "LOC-01", "LOC-03", "LOC-10"),
        mentions=(("organisation", "Wasserij Schuimkraag B.V."), ("organisation_number", "KvK 0004 1207")),
    ),
    Worry(
        who="wim",
        function="enforcement",
        days_ago=17,
        narrative=(
            "Bij een brandcontrole op Nergenshvenkade 48 te Zaandam stond busje QC041Q voor de deur; in de hal "
            "slaapplekken en een kookplaatje."
        ),
        seen=("LOC-01", "LOC-08"),
        mentions=(("address", "Nergenshvenkade 48 te Zaandam"), ("licence_plate", "QC041Q")),
    ),
)

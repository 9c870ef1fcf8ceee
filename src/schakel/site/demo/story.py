"""Five people in five places each see one thing. Retold from a published judgment, with invented names and numbers.

Provenance: ECLI:NL:RBAMS:2018:1637. The signals are our own writing.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Question:
    """What a focal person asked another region, and why: privacy check 1."""

    purpose: str
    necessity: str
    less: str


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

# Invented from nothing: no judgment stands behind what follows. One van in two regions; the others share nothing.
CAR_WASH = Worry(
    who="wim",
    function="enforcement",
    days_ago=9,
    narrative=(
        "Bij de autowasplaats aan de Verzinseldijk 12 in Waterrijk werken vier mannen die zeggen dat zij elke nacht "
        "ergens anders slapen. 's Avonds haalt busje QC-604-V hen op. Waarheen weet niemand."
    ),
    seen=("LAB-01", "LOC-08"),
    mentions=(("address", "Verzinseldijk 12, Waterrijk"), ("licence_plate", "QC-604-V")),
)
ASKED = Question(
    purpose="care",
    necessity="De mannen slapen elke nacht ergens anders, misschien in een andere regio. Wij weten niet waar zij veilig zijn.",
    less="De eigen regio is gevraagd en weet niets. Bellen zonder kenteken gaf niets.",
)

ELSEWHERE: tuple[Worry, ...] = (
    Worry(
        who="elif",
        function="enforcement",
        days_ago=41,
        narrative=(
            "In een loods aan de Nergensdreef 3 in Zuiderveen liggen zes matrassen achter een wand van karton. De huurder "
            "zegt dat het voor de opslag is."
        ),
        seen=("LOC-01",),
        mentions=(("address", "Nergensdreef 3, Zuiderveen"),),
    ),
    Worry(
        who="elif",
        function="neighbourhood_team",
        days_ago=26,
        narrative=(
            "Mevrouw Ilka Verzonnova past op drie kinderen en zegt dat zij pas geld krijgt als haar reis is afbetaald. Zij "
            "mag het huis niet alleen uit."
        ),
        seen=(),
        heard=("LAB-06",),
        mentions=(("person", "Ilka Verzonnova"),),
    ),
    Worry(
        who="elif",
        function="enforcement",
        days_ago=12,
        narrative=(
            "Recreatiepark De Bedachte Heide: in een stacaravan slapen vier mannen. 's Ochtends om vijf uur haalt busje "
            "QC604V hen op. De chauffeur betaalt de beheerder contant."
        ),
        seen=("LOC-01", "LOC-08"),
        mentions=(("organisation", "Recreatiepark De Bedachte Heide"), ("licence_plate", "QC604V")),
    ),
)

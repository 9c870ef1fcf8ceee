"""The people and organisations of the practice region: all invented. No Django here: settings read the login names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

PASSWORD = "oefenen-met-schakel"  # noqa: S105 (of the practice region, where it is printed on the page)
SINCE = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality that does not exist (GM99 codes are nobody's), and the regions it is in."""

    code: str
    name: str
    region: str


@dataclass(frozen=True, slots=True)
class House:
    """An organisation. `covenants` are keys of COVENANTS."""

    key: str
    name: str
    kind: str
    municipality: str | None = None
    covenants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the cast, by first name. `work` is what stands on the login page."""

    key: str
    name: str
    house: str
    roles: tuple[str, ...]
    work: str
    function: str = ""
    place: str = ""
    report_to: str = field(default="GM9901")

    @property
    def login_name(self) -> str:
        return f"{self.key}@{self.house}.example"


REGIONS = {"ZUIDKUST": "Zuidkust", "VEENSTREEK": "Veenstreek"}
COVENANTS = {
    "zuidkust": ("Ketenaanpak Zuidkust", "ZUIDKUST"),
    "veenstreek": ("Ketenaanpak Veenstreek", "VEENSTREEK"),
}
COVENANT_PURPOSE = "Verwante signalen van mensenhandel vinden, zodat gemeenten elkaar kunnen vragen."

PLACES = (
    Place("GM9901", "Waterrijk", "ZUIDKUST"),
    Place("GM9902", "Noorderwaard", "ZUIDKUST"),
    Place("GM9903", "Zuiderveen", "VEENSTREEK"),
)

HOUSES = (
    House("waterrijk", "Gemeente Waterrijk", "municipality", "GM9901", ("zuidkust",)),
    House("noorderwaard", "Gemeente Noorderwaard", "municipality", "GM9902", ("zuidkust",)),
    House("zuiderveen", "Gemeente Zuiderveen", "municipality", "GM9903", ("veenstreek",)),
    House("arbeidsinspectie", "Arbeidsinspectie", "labour_inspectorate"),
    House("bewonersplein", "Bewonersplein Waterrijk", "citizen"),
)
"""The first one looks after the installation."""

# In each house the administrator comes last: a special role given before needs no second person.
PEOPLE = (
    Person("joost", "Joost", "waterrijk", ("reporter",), "balie burgerzaken", "desk", "counter"),
    Person("wim", "Wim", "waterrijk", ("reporter",), "toezicht en handhaving", "enforcement", "workplace"),
    Person("ines", "Ines", "waterrijk", ("reporter",), "wijkteam", "neighbourhood_team", "home_visit"),
    Person("noor", "Noor", "waterrijk", ("focal_person",), "aandachtsfunctionaris"),
    Person("samira", "Samira", "waterrijk", ("focal_person",), "vervangt Noor als aandachtsfunctionaris"),
    Person("dirk", "Dirk", "waterrijk", ("chain_director",), "ketenregisseur van de regio Zuidkust"),
    Person("yara", "Yara", "waterrijk", ("care_coordinator",), "zorgcoördinator", "care"),
    Person("marleen", "Marleen", "waterrijk", ("mayor",), "burgemeester"),
    Person("sanne", "Sanne", "waterrijk", ("policy_adviser",), "beleidsadviseur"),
    Person("tom", "Tom", "waterrijk", ("analyst",), "analist"),
    Person("koen", "Koen", "waterrijk", ("investigator", "supervisor"), "boa: opsporing en toezicht"),
    Person("petra", "Petra", "waterrijk", ("privacy_officer",), "privacyfunctionaris"),
    Person("karim", "Karim", "waterrijk", ("functional_administrator",), "functioneel beheerder"),
    Person("anouk", "Anouk", "noorderwaard", ("reporter",), "balie burgerzaken", "desk", "counter", "GM9902"),
    Person("femke", "Femke", "noorderwaard", ("focal_person",), "aandachtsfunctionaris", report_to="GM9902"),
    Person(
        "rachid", "Rachid", "noorderwaard", ("functional_administrator",), "functioneel beheerder", report_to="GM9902"
    ),
    Person("elif", "Elif", "zuiderveen", ("focal_person",), "aandachtsfunctionaris", report_to="GM9903"),
    Person("hanna", "Hanna", "zuiderveen", ("privacy_officer",), "privacyfunctionaris", report_to="GM9903"),
    Person(
        "mirjam", "Mirjam", "zuiderveen", ("functional_administrator",), "functioneel beheerder", report_to="GM9903"
    ),
    Person("lotte", "Lotte", "arbeidsinspectie", ("reporter",), "inspecteur", "inspector", "workplace"),
    Person("bram", "Bram", "bewonersplein", ("reporter",), "neemt zorgen van bewoners aan", "citizen"),
)

# The order of the main story on the login page; the others stand behind "meer mensen".
FIRST = ("joost", "noor", "femke", "elif", "dirk", "karim", "petra")


def person(key: str) -> Person:
    """KeyError for a name that is not in the cast."""
    for someone in PEOPLE:
        if someone.key == key:
            return someone
    raise KeyError(key)


def logins() -> tuple[tuple[str, str, str], ...]:
    """Login name, first name and work of everybody, the main story first; for the login page of the practice mode."""
    houses = {house.key: house.name for house in HOUSES}
    ordered = sorted(PEOPLE, key=lambda one: FIRST.index(one.key) if one.key in FIRST else len(FIRST))
    return tuple((one.login_name, one.name, f"{one.work}, {houses[one.house]}") for one in ordered)

"""Prints docs/privacy/verwerkingsregister.md from the tables and the content pack, and sbom.cdx.json from the locks.

Run: .venv/bin/python tools/papers.py
"""

from __future__ import annotations

import json
import os
import re
import secrets
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
REGISTER = ROOT / "docs/privacy/verwerkingsregister.md"
BILL = ROOT / "sbom.cdx.json"

# Per module: what it does, whose data, which data, who may receive it. What a table is for and how long it stays comes from the code.
ACTIVITIES: dict[str, tuple[str, str, str, str]] = {
    "intake": (
        "Signalen van mogelijke mensenhandel ontvangen en behandelen",
        "Mogelijke slachtoffers, mensen die bij de zaak betrokken lijken, melders",
        "Wat is gezien of gehoord in eigen woorden, codes van waarnemingen, namen, nummers en adressen die in het signaal staan, foto's en documenten, naam en functie van de melder. Strafrechtelijke en bijzondere gegevens kunnen in eigen woorden staan",
        "Aandachtsfunctionaris van de gemeente waaraan is gemeld, en wie vervangt",
    ),
    "bundling": (
        "Signalen verbinden die over hetzelfde kunnen gaan",
        "Dezelfde mensen als in de signalen",
        "Versleutelde zoeksleutels, verbanden met reden, oordelen van mensen, het beeld per bundel in codes",
        "Aandachtsfunctionaris van de eigen gemeente; een andere gemeente in het convenant alleen dat er iets verwants is en wie zij kan vragen",
    ),
    "sharing": (
        "Nagaan of iets gedeeld mag worden, en verantwoorden wat gedeeld is",
        "Mogelijke slachtoffers, mensen die bij de zaak betrokken lijken",
        "Precies de velden die iemand aankruiste en een grondslag toelaat, toestemming of weigering, reden",
        "Alleen de ontvanger die in de grondslag staat",
    ),
    "hits": (
        "Vragen of een ander convenant iets verwants heeft, zonder inhoud",
        "Dezelfde mensen als in de signalen",
        "Geblindeerde sleutels, treffer of geen treffer, akkoord van beide kanten",
        "Wie aan de andere kant gevraagd mag worden; inhoud pas na akkoord van beide kanten en met een grondslag",
    ),
    "provisions": (
        "Politiegegevens en gegevens van een opsporingsambtenaar apart bewaren",
        "Mensen die in een verstrekking of onderzoek voorkomen",
        "Verstrekte gegevens met artikel, nummer en datum; het overzicht van verstrekkingen; audits",
        "Alleen wie het onderzoek doet; daarbuiten alleen met een vastgelegde verstrekking",
    ),
    "rights": (
        "Verzoeken van mensen over hun gegevens behandelen, en hen informeren",
        "Wie een verzoek doet, en over wie het gaat",
        "Soort verzoek, hoe de identiteit is nagegaan (geen kopie, geen burgerservicenummer), besluit en reden",
        "De verzoeker zelf",
    ),
    "breakglass": (
        "In nood één signaal van een andere gemeente openen, en dat achteraf beoordelen",
        "Mensen in dat signaal, en de collega die het opende",
        "Welk signaal, hoe lang, waarom, wat de privacyfunctionaris ervan vond",
        "Aandachtsfunctionarissen en privacyfunctionaris van de gemeente van het signaal, en de ketenregisseur",
    ),
    "duty": (
        "Weten wie nu kijkt, en die persoon bericht geven",
        "Collega's met dienst",
        "Naam, rooster, vervanging, wanneer iemand bericht kreeg",
        "Collega's van dezelfde organisatie",
    ),
    "accounts": (
        "Toegang geven en nemen",
        "Mensen met een account",
        "Naam, inlognaam, rollen, tweede stap, mislukte inlogpogingen zonder netwerkadres",
        "Functioneel beheerder van de eigen organisatie; contactpersonen ook aan convenantpartners",
    ),
    "audit": (
        "Laten zien wie wat deed, en dat daaraan niets is veranderd",
        "Mensen met een account; in het logboek de mensen om wie het gaat, met een sleutel in plaats van een naam",
        "Handeling, object, resultaat, herkomst, actor, tijd; per betrokkene een regel zonder wie het deed",
        "Privacyfunctionaris van de eigen organisatie",
    ),
    "vault": (
        "Versleutelen wat mensen opschreven",
        "Iedereen in de signalen",
        "Versleutelde sleutels",
        "Niemand",
    ),
    "places": ("Weten welke gemeente in welke regio ligt", "Niemand", "Gemeenten en regio's", "Iedereen met een account"),
}  # fmt: skip


def register() -> str:
    """The processing register (AVG 30): an activity per module, and the tables with their purpose and term."""
    from schakel.ground.content.queries import pack

    terms = pack("nl").retention
    lines = [
        "# Verwerkingsregister", "",
        "Gemaakt door `tools/papers.py` uit de tabellen van het programma en de termijnen in `content/nl/retention.yml`. "
        "Wie verwerkingsverantwoordelijke is, wie de functionaris gegevensbescherming is en hoe u hen bereikt, vult de "
        "gemeente zelf in. *Nog te controleren* betekent: uit het hoofd of uit een oude tekst, en dus nog geen zekerheid.", "",
    ]  # fmt: skip
    for label, rows in _tables():
        what, whose, which, whom = ACTIVITIES[label]
        lines += [
            f"## {what}",
            "",
            f"- **Van wie:** {whose}.",
            f"- **Welke gegevens:** {which}.",
            f"- **Wie ontvangt ze:** {whom}.",
            "",
        ]
        lines += ["| tabel | waarvoor (uit de code) | hoe lang |", "|---|---|---|"]
        for table, keeps in rows:
            term = terms[keeps.until]
            sure = " *(nog te controleren)*" if term.to_be_verified else ""
            lines.append(f"| `{table}` | {keeps.purpose} | {term.text.say('nl')}{sure} |")
        lines.append("")
    lines += [
        "## Beveiliging en doorgifte", "",
        "Voor alle verwerkingen gelden de maatregelen in [de bijlage bij de verwerkersovereenkomst](verwerkersbijlage.md). "
        "Het programma geeft niets door buiten de installatie, en dus ook niet buiten de Europese Unie, tenzij iemand een brief verstuurt. "
        "Waar de installatie staat, kiest de gemeente.", "",
    ]  # fmt: skip
    return "\n".join(lines)


def _tables() -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    from django.apps import apps

    found: dict[str, list[tuple[str, Any]]] = {}
    for model in apps.get_models():
        keeps = getattr(model, "keeps", None)
        if keeps is not None:
            found.setdefault(model._meta.app_label, []).append((model._meta.db_table, keeps))
    for label in ACTIVITIES:
        if label in found:
            yield label, sorted(found.pop(label), key=lambda one: one[0])
    if found:
        raise SystemExit(
            f"tools/papers.py: say in ACTIVITIES what {', '.join(sorted(found))} does, and whose data it holds."
        )


# ---------------------------------------------------------------- the bill of materials


def bill() -> str:
    """CycloneDX 1.6 of what is locked: the packages that run, and the front end; each with its hashes."""
    parts = sorted([*_python(), *_pages()], key=lambda one: one["bom-ref"])
    made = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(parts))}",
        "metadata": {"component": {"type": "application", "bom-ref": "schakel", "name": "schakel", "version": _version(),
                                   "licenses": [{"license": {"id": "EUPL-1.2"}}]}},
        "components": parts,
        "dependencies": [{"ref": "schakel", "dependsOn": [one["bom-ref"] for one in parts]}],
    }  # fmt: skip
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def _version() -> str:
    found = re.search(r'^__version__ = "([^"]+)"', (ROOT / "src/schakel/__init__.py").read_text("utf-8"), re.M)
    return found.group(1) if found else "0"


def _python() -> Iterator[dict[str, Any]]:
    """Hashes stand in the lock: a package has a file for each kind of machine, and each file its own."""
    text = (ROOT / "requirements/runtime.txt").read_text("utf-8")
    for name, version in re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", text, re.M):
        where = f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{version}"
        yield {"type": "library", "bom-ref": where, "name": name, "version": version, "purl": where}


def _pages() -> Iterator[dict[str, Any]]:
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    for place, one in locked.items():
        if not place:
            continue
        name = place.rpartition("node_modules/")[2]
        where = f"pkg:npm/{name.replace('@', '%40', 1)}@{one['version']}"
        licence = one.get("license")
        yield {"type": "library", "bom-ref": where, "name": name, "version": one["version"], "purl": where,
               **({"licenses": [{"expression": licence}]} if licence else {}),
               "properties": [{"name": "schakel:integrity", "value": one["integrity"]}]}  # fmt: skip


PAGES = {REGISTER: register, BILL: bill}


def main() -> int:
    for place, made in PAGES.items():
        place.write_text(made(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.update(
        DJANGO_SETTINGS_MODULE="schakel.site.settings",
        SCHAKEL_MODE="test",
        SCHAKEL_SECRET_KEY=secrets.token_urlsafe(48),
    )
    import django

    django.setup()
    sys.exit(main())

"""What is wrong with the form of a signal, wherever it came from: desk, file or another system."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from schakel.engines.exchange import shape
from schakel.engines.exchange.shape import Fault, Incoming, IncomingMention, IncomingObservation, fault, shown
from schakel.engines.exchange.words import marked as _

CHOOSE = _("Kies uit %(choices)s.")


def form_faults(signal: Incoming, *, kinds: Collection[str] = shape.MENTION_KINDS) -> list[Fault]:
    """Everything that is wrong, in the order of the form; empty when the form is right."""
    found = [*_signs(signal), *_whole(signal)]
    for at, seen in enumerate(signal.observations):
        found += _observation(f"observations[{at}].", seen)
    for at, named in enumerate(signal.mentions):
        found += _mention(f"mentions[{at}].", named, kinds)
    return found


def _signs(signal: Incoming) -> Iterator[Fault]:
    texts = [("narrative", signal.narrative), ("function", signal.function)]
    texts += [(f"observations[{at}].note", row.note) for at, row in enumerate(signal.observations)]
    for at, row in enumerate(signal.mentions):
        texts += [(f"mentions[{at}].value", row.value), (f"mentions[{at}].birth_date", row.birth_date)]
    for field, text in texts:
        if shape.unkeepable(text):
            yield fault(
                field, "signs", _("Hier staat een onzichtbaar teken dat wij niet kunnen bewaren. Typ dit opnieuw.")
            )


def _whole(signal: Incoming) -> Iterator[Fault]:
    if not (signal.narrative.strip() or signal.observations or signal.mentions):
        yield fault("narrative", "empty", _("Schrijf op wat u zag of hoorde. Eén zin is genoeg."))
    if len(signal.narrative) > shape.LONGEST_NARRATIVE:
        yield _too_long("narrative", shape.LONGEST_NARRATIVE)
    if signal.observed_on.year < shape.FIRST_YEAR:
        yield fault("observed_on", "too_early", _("Deze dag is te lang geleden. Kijk het jaar na."))
    if signal.minor not in shape.MINOR:
        yield _choose("minor_possibly_involved", shape.MINOR)
    if signal.organisation_kind and signal.organisation_kind not in shape.ORGANISATION_KINDS:
        yield _choose("organisation_kind", shape.ORGANISATION_KINDS, signal.organisation_kind)
    for name, parts in (("observations", signal.observations), ("mentions", signal.mentions)):
        if len(parts) > shape.MOST_PARTS:
            yield fault(
                name, "too_many",
                _("Hier staan er %(count)s. Niet meer dan %(most)s in één signaal: verdeel ze over twee signalen."),
                count=len(parts), most=shape.MOST_PARTS,
            )  # fmt: skip


def _observation(place: str, row: IncomingObservation) -> Iterator[Fault]:
    if row.answer not in shape.ANSWERS:
        yield _choose(f"{place}answer", shape.ANSWERS, row.answer)
    if row.basis and row.basis not in shape.BASES:
        yield _choose(f"{place}basis", shape.BASES, row.basis)
    if len(row.note) > shape.LONGEST_NOTE:
        yield _too_long(f"{place}note", shape.LONGEST_NOTE)


def _mention(place: str, row: IncomingMention, kinds: Collection[str]) -> Iterator[Fault]:
    if row.kind not in kinds:
        yield _choose(f"{place}kind", kinds, row.kind)
    if not row.value.strip():
        text = _("Schrijf de naam, het adres of het nummer op, of haal de regel weg.")
        yield fault(f"{place}value", "empty", text)
    if len(row.value) > shape.LONGEST_MENTION:
        text = _("Dit is langer dan %(most)s tekens. Zet de rest in de tekst.")
        yield fault(f"{place}value", "too_long", text, most=shape.LONGEST_MENTION)
    if len(row.birth_date) > shape.LONGEST_DAY:
        yield fault(f"{place}birth_date", "too_long", _("Schrijf alleen de geboortedag, of het jaar."))
    if row.role not in shape.MENTION_ROLES:
        yield _choose(f"{place}role", shape.MENTION_ROLES, row.role)
    for name, age in (("age_from", row.age_from), ("age_to", row.age_to)):
        if age is not None and not 0 <= age <= shape.OLDEST_AGE:
            text = _("%(age)s is geen leeftijd. Schrijf een getal van 0 tot en met %(most)s.")
            yield fault(f"{place}{name}", "age", text, age=_number(age), most=shape.OLDEST_AGE)
    if row.age_from is not None and row.age_to is not None and row.age_from > row.age_to:
        yield fault(f"{place}age_from", "age", _("De leeftijd klopt niet. Schrijf eerst de laagste en dan de hoogste."))


def _choose(field: str, choices: Collection[str], written: str = "") -> Fault:
    listed = ", ".join(choices)
    if not written:
        return fault(field, "unknown", CHOOSE, choices=listed)
    text = _("'%(written)s' kennen wij hier niet. Kies uit %(choices)s.")
    return fault(field, "unknown", text, written=shown(written), choices=listed)


def _too_long(field: str, most: int) -> Fault:
    return fault(field, "too_long", _("Deze tekst is langer dan %(most)s tekens. Maak hem korter."), most=most)


def _number(value: int) -> str:
    """An age as it was written; a number of a thousand digits is not written out."""
    return str(value) if abs(value) < 10**9 else "…"

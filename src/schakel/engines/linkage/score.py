"""Two signals side by side: what they share, what each shared thing says in bits, and the band that follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from schakel.engines.linkage.compare import Finding, findings
from schakel.engines.linkage.counts import Counts, Spread
from schakel.engines.linkage.edges import JOIN, REVIEW, Edge, Reason, band_of
from schakel.engines.linkage.forms import Person
from schakel.engines.linkage.levels import Level, eighths
from schakel.engines.linkage.model import MODEL, Model
from schakel.engines.linkage.observe import Observation, Observed, forms_of, towns_of
from schakel.engines.linkage.rows import weigh_rows

__all__ = ["JOIN", "REVIEW", "Edge", "Reason", "place", "score"]


def place(signal: Observed) -> tuple[date, str, str]:
    """Where a signal stands: by day, then by content. Its label only decides between two that are word for word the same."""
    return signal.observed_on, signal.content, signal.id


def score(a: Observed, b: Observed, counts: Counts, model: Model = MODEL, *, least: float | None = None) -> Edge | None:
    """Weighs two signals; None when they share nothing that can find them. The band is None when they stay apart.

    The same whichever comes first: the edge runs from the earlier signal to the later one. `least` is for who found the
    two by a key already: below so many bits the outcome is None, without reasons.
    """
    if a.terms and b.terms:
        return weigh_rows(a, b, counts, model, least)
    a, b = sorted((a, b), key=place)
    if least is None and not any(model.finds(key.kind, counts.held(key)) for key in a.keys & b.keys):
        return None
    reasons = _dampened(_best(a, b, counts, model), model)
    if not reasons:
        return None
    reasons += _against(a, b, reasons, model)
    because = (*reasons, *_context(a, b, reasons, model))
    bits = model.prior + sum(reason.bits for reason in because)
    return Edge(a.id, b.id, band_of(bits, because, model), bits, model.prior, because)


def _best(a: Observed, b: Observed, counts: Counts, model: Model) -> list[tuple[Finding, Level, Spread, float, float]]:
    """Every finding weighed, best first, each observation used once per kind of agreement."""
    found = []
    for left in a.observations:
        for right in b.observations:
            for finding in findings(left, right):
                level = model.levels[finding.level]
                spread = counts.of(finding.value)
                count = spread.groups * 2.0 ** (_off(spread, model) + finding.frequent)
                found.append((finding, level, spread, level.u(count), level.bits(count)))
    found.sort(key=lambda one: (-one[4], one[0].level, sorted((one[0].left.raw, one[0].right.raw))))
    used: set[tuple[str, str, int, str]] = set()
    kept = []
    for one in found:
        finding, level = one[0], one[1]
        marks = {
            ("a", level.kind, finding.left.at, finding.left.raw),
            ("b", level.kind, finding.right.at, finding.right.raw),
        }
        if not marks & used:
            used |= marks
            kept.append(one)
    return kept


def _off(spread: Spread, model: Model) -> float:
    """Bits off because the value is a meeting place, or stands beside one."""
    off = model.off(spread.stories)
    if spread.beside >= model.beside_stories:
        off = max(off, model.off(spread.beside))
    return off


def _dampened(found: list[tuple[Finding, Level, Spread, float, float]], model: Model) -> list[Reason]:
    """Reasons with what is left of their bits when things that go together are said twice."""
    told: dict[str, int] = {}
    reasons = []
    for finding, level, spread, u, bits in found:
        family = model.families.get(level.kind, level.kind)
        share = model.again[min(told.get(family, 0), len(model.again) - 1)]
        told[family] = told.get(family, 0) + 1
        weighed = eighths(bits * share)
        left, right = finding.left, finding.right
        reasons.append(
            Reason(
                level.kind,
                finding.level,
                level.text,
                _told(left, finding.level),
                _told(right, finding.level),
                left.at,
                right.at,
                level.m,
                u,
                spread.seen,
                spread.stories,
                share,
                weighed,
            )
        )
    return reasons


def _told(one: Observation, level: str) -> str:
    """What was typed; of a date of birth the date, not the name beside it."""
    return one.form.born if level == "birth date" and isinstance(one.form, Person) else one.raw


def _context(a: Observed, b: Observed, reasons: list[Reason], model: Model) -> list[Reason]:
    apart = abs((a.observed_on - b.observed_on).days)
    time = next((bits for days, bits in model.days if apart <= days), model.days[-1][1])
    found = [_said("time", f"{apart} days apart", a.observed_on.isoformat(), b.observed_on.isoformat(), time)]
    mine, theirs = forms_of(a), forms_of(b)
    if mine and theirs:
        same = mine & theirs
        found.append(
            _said(
                "form",
                "same kind of signs" if same else "other kind of signs",
                ", ".join(sorted(mine)),
                ", ".join(sorted(theirs)),
                model.same_form if same else model.other_form,
            )
        )
    towns = towns_of(a) & towns_of(b)
    if towns and not any(one.kind == "address" for one in reasons):
        town = ", ".join(sorted(towns))
        found.append(_said("place", "same town", town, town, model.same_town))
    return [reason for reason in found if reason.bits]


def _said(kind: str, text: str, a: str, b: str, bits: float) -> Reason:
    return Reason(kind, kind, text, a, b, -1, -1, min(1.0, 2.0**bits), min(1.0, 2.0**-bits), 2, 0, 1.0, eighths(bits))


def _against(a: Observed, b: Observed, reasons: Sequence[Reason], model: Model) -> list[Reason]:
    """What takes away: both name exactly one such thing, and nothing of that kind agrees."""
    found = []
    agreed = {reason.kind for reason in reasons}
    for kind, code in model.against.items():
        mine, theirs = [[one for one in each.observations if one.kind == kind and one.readable] for each in (a, b)]
        if kind in agreed or len(mine) != 1 or len(theirs) != 1:
            continue
        level, left, right = model.levels[code], mine[0], theirs[0]
        u = level.u(1)
        bits = eighths(level.bits(1))
        found.append(
            Reason(kind, code, level.text, left.raw, right.raw, left.at, right.at, level.m, u, 1, 0, 1.0, bits)
        )
    return found

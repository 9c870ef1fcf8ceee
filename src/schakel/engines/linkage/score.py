"""Two signals side by side: what they share, what each shared thing says in bits, and the band that follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schakel.engines.linkage.compare import Finding, compare
from schakel.engines.linkage.counts import Counts, Spread
from schakel.engines.linkage.keys import keys
from schakel.engines.linkage.model import MODEL, Level, Model, eighths
from schakel.engines.linkage.observe import Observed, forms_of

JOIN, REVIEW = "join", "review"
_FAMILY = {
    "address": "site",
    "organisation": "site",
    "organisation_number": "site",
    "named_after": "site",
    "person": "person",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing two signals share. `a` and `b` as typed; m and u as weighed; `share` is what dampening left of the bits."""

    kind: str
    level: str
    text: str
    a: str
    b: str
    at_a: int
    at_b: int
    m: float
    u: float
    seen_in: int
    stories: int
    share: float
    bits: float


@dataclass(frozen=True, slots=True)
class Edge:
    """Two signals that may belong together. `prior` plus the bits of `because` is exactly `bits`."""

    a: str
    b: str
    band: str | None
    bits: float
    prior: float
    because: tuple[Reason, ...]


def place(signal: Observed) -> tuple[date, str, str]:
    """Where a signal stands: by day, then by content. Its label only decides between two that are word for word the same."""
    return signal.observed_on, signal.content, signal.id


def score(a: Observed, b: Observed, counts: Counts, model: Model = MODEL) -> Edge | None:
    """Weighs two signals; None when they share nothing that can find them. The band is None when they stay apart.

    The same whichever comes first: the edge runs from the earlier signal to the later one.
    """
    a, b = sorted((a, b), key=place)
    shared = keys(a) & keys(b)
    if not any(counts.held(key) <= model.cap for key in shared):
        return None
    reasons = _dampened(_best(a, b, counts, model), model)
    if not reasons:
        return None
    because = (*reasons, *_context(a, b, model))
    bits = model.prior + sum(reason.bits for reason in because)
    return Edge(a.id, b.id, _band(bits, because, model), bits, model.prior, because)


def _best(a: Observed, b: Observed, counts: Counts, model: Model) -> list[tuple[Finding, Level, Spread, float, float]]:
    """Every finding weighed, best first, each observation used once per kind of agreement."""
    found = []
    for left in a.observations:
        for right in b.observations:
            finding = compare(left, right)
            if finding is None:
                continue
            level = model.levels[finding.level]
            spread = counts.of(finding.value)
            count = spread.groups * 2.0 ** (_off(finding, spread, model) + finding.frequent)
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


def _off(finding: Finding, spread: Spread, model: Model) -> float:
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
        family = _FAMILY.get(level.kind, level.kind)
        share = model.again[min(told.get(family, 0), len(model.again) - 1)]
        told[family] = told.get(family, 0) + 1
        weighed = eighths(bits * share)
        left, right = finding.left, finding.right
        reasons.append(
            Reason(
                level.kind,
                finding.level,
                level.text,
                left.raw,
                right.raw,
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


def _context(a: Observed, b: Observed, model: Model) -> list[Reason]:
    apart = abs((a.observed_on - b.observed_on).days)
    time = next(bits for days, bits in model.days if apart <= days)
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
    return [reason for reason in found if reason.bits]


def _said(kind: str, text: str, a: str, b: str, bits: float) -> Reason:
    return Reason(kind, kind, text, a, b, -1, -1, min(1.0, 2.0**bits), min(1.0, 2.0**-bits), 2, 0, 1.0, eighths(bits))


def _band(bits: float, because: tuple[Reason, ...], model: Model) -> str | None:
    if bits < model.review:
        return None
    hard = any(reason.bits > 0 and reason.kind not in ("person", "named_after", "time", "form") for reason in because)
    if not hard and not any(reason.kind == "person" and reason.level != "name" for reason in because):
        names = [r for r in because if r.level == "name"]
        if len(names) < 2 and not any(r.kind == "named_after" for r in because) and not _circumstances(because):
            return None
    return JOIN if hard and bits >= model.join else REVIEW


def _circumstances(because: tuple[Reason, ...]) -> bool:
    """Whether time and what was seen both speak for the pair."""
    return {reason.kind for reason in because if reason.bits > 0} >= {"time", "form"}

"""Why signals belong together, as it is drawn: shared things, and for each link its reasons from the start to the sum."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.casework.bundling.pages.levels import level, reason
from schakel.casework.bundling.pages.wording import JUDGED, kind, listed
from schakel.casework.bundling.queries import BundleRow, JudgementRow, LinkRow, PartRow, SharedRow
from schakel.engines.linkage import MODEL
from schakel.ground.ui import parts
from schakel.ground.ui.parts import Chains, Waterfall

_MOST_LEVELS = 2


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """One link: its two signals, the strongest reason in words, the waterfall, and what somebody said of it."""

    id: UUID
    name: str
    lead: str
    short: str
    fall: Waterfall
    said: str
    judgement: JudgementRow | None


def shared_chains(row: BundleRow) -> Chains:
    return parts.chains(
        [one.position for one in row.signals],
        [
            parts.Shared(one.name, _about(one), [str(at) for at in one.at], [str(at) for at in one.maybe])
            for one in row.shared
        ],
    )


def shared_table(row: BundleRow) -> parts.Table:
    """The same as the drawing, to be read: every row says how equal it is."""
    return parts.Table(
        _("Wat de signalen delen"),
        (_("Vermelding"), _("In signaal"), _("Hoe gelijk")),
        [(one.name, listed(sorted((*one.at, *one.maybe))), _how_equal(one)) for one in row.shared],
    )


def drawn(link: LinkRow, row: BundleRow) -> DrawnLink:
    pair = listed([link.a, link.b])
    return DrawnLink(
        id=link.id,
        name=_("Signaal %(pair)s") % {"pair": pair},
        lead=pair,
        short=_short(link),
        fall=_fall(link, row, pair),
        said=said(link.judgement) if link.judgement else "",
        judgement=link.judgement,
    )


def limits() -> str:
    return _("De stippellijnen zijn de grenzen: voorleggen vanaf %(review)s, samenvoegen vanaf %(join)s.") % {
        "review": parts.number(MODEL.review),
        "join": parts.number(MODEL.join),
    }


def said(judgement: JudgementRow) -> str:
    """Noor, 24 november: "Hoort bij elkaar." and the reason stands beside it."""
    who = judgement.who or _("Een collega")
    return _("%(kind)s. %(who)s zei dit op %(day)s.") % {
        "kind": JUDGED[judgement.kind],
        "who": who,
        "day": parts.day_short(judgement.at),
    }


def _fall(link: LinkRow, row: BundleRow, pair: str) -> Waterfall:
    sure = link.sure
    caption = (
        _("Waarom signaal %(pair)s bij elkaar horen")
        if sure
        else _("Waarom signaal %(pair)s misschien bij elkaar horen")
    )
    return parts.waterfall(
        caption % {"pair": pair},
        parts.Weight(_("Begin: twee willekeurige signalen"), link.prior, _("Horen bijna nooit bij elkaar")),
        [parts.Weight(reason(part), part.bits, _note(part, link, row)) for part in link.parts],
        parts.Weight(_("Samen"), link.bits, _verdict(link)),
        [(_("voorleggen"), MODEL.review), (_("samenvoegen"), MODEL.join)],
    )


def _note(part: PartRow, link: LinkRow, row: BundleRow) -> str:
    """What was typed on both sides; for circumstances the days."""
    if part.kind == "time":
        days = {one.position: one.observed_on for one in row.signals}
        return _("%(one)s en %(other)s") % {
            "one": parts.day_short(days[link.a]),
            "other": parts.day_short(days[link.b]),
        }
    if not part.a:
        return ""
    both = (
        part.a
        if part.a.casefold() == part.b.casefold()
        else _("%(one)s en %(other)s") % {"one": part.a, "other": part.b}
    )
    if part.seen_in > MODEL.cap:
        return _("%(both)s; in heel veel signalen") % {"both": both}
    if part.seen_in > 2:
        return _("%(both)s; in %(n)s signalen") % {"both": both, "n": part.seen_in}
    return both


def _verdict(link: LinkRow) -> str:
    if link.judgement and link.judgement.kind == "same":
        return _("Bevestigd: het telt mee")
    if link.sure:
        return _("Boven de tweede grens: samengevoegd")
    if link.bits >= MODEL.join:
        return _("Te weinig om vanzelf samen te voegen: een mens beslist")
    return _("Tussen de grenzen: een mens beslist")


def _short(link: LinkRow) -> str:
    """The two strongest reasons, as the title of a fold."""
    best = sorted((part for part in link.parts if part.bits > 0), key=lambda part: -part.bits)[:_MOST_LEVELS]
    words = [reason(part) for part in best]
    return ", ".join([words[0], *(word[:1].lower() + word[1:] for word in words[1:])]) if words else ""


def _about(one: SharedRow) -> str:
    return _("%(kind)s, wacht op oordeel") % {"kind": kind(one.kind)} if one.waits else kind(one.kind)


def _how_equal(one: SharedRow) -> str:
    words = [level(code) for code in one.levels[:_MOST_LEVELS]]
    first, *rest = words
    said_so = "; ".join([first, *(word[:1].lower() + word[1:] for word in rest)])
    if one.waits:
        return _("%(how)s; wacht op oordeel") % {"how": said_so}
    if one.maybe:
        waiting = ngettext("bij %(at)s wacht het op oordeel", "bij %(at)s wacht het op oordeel", len(one.maybe))
        return f"{said_so}; {waiting % {'at': listed(one.maybe)}}"
    return said_so

"""What stands around a bundle: how many and how old, and what else one can do with it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.casework.bundling.pages.wording import STATUS, listed
from schakel.casework.bundling.queries import BundleRow, is_large
from schakel.ground.ui import parts

_FEWEST_TO_SPLIT = 2  # of two signals there is nothing to split: one is taken out


def facts(row: BundleRow) -> list[parts.Fact]:
    count = len(row.signals)
    found = [
        parts.Fact(parts.number(count), ngettext("signaal", "signalen", count)),
        parts.Fact(parts.number(row.sources), ngettext("bron", "bronnen", row.sources)),
        parts.Fact(parts.period(row.first, row.last)),
        parts.Fact(str(STATUS[row.status]), before=_("Status")),
    ]
    if row.owners:
        found.append(parts.Fact(listed(row.owners), before=_("Eigenaar")))
    return found


def acts(row: BundleRow) -> list[parts.Act]:
    found = [
        parts.Act(_("Voeg een feit toe"), reverse("add-fact", args=[row.number]), "plus"),
        parts.Act(_("Kaart van dit verhaal"), reverse("bundle-map", args=[row.number]), "map"),
        parts.Act(_("Voeg samen met een andere bundel"), reverse("merge-bundles", args=[row.number]), "link"),
        parts.Act(_("Haal een signaal eruit"), reverse("take-out", args=[row.number]), "unlink"),
        parts.Act(_("Werkblad ILO"), reverse("worksheet", args=[row.number]), "clipboard-list"),
        parts.Act(_("Geschiedenis"), reverse("bundle-history", args=[row.number]), "history"),
        parts.Act(_("Druk af"), reverse("print-bundle", args=[row.number]), "printer"),
    ]
    if is_large(len(row.signals)):
        found.insert(0, parts.Act(_("Wat er nog bij wil"), reverse("bundle-edge", args=[row.number]), "circle-dashed"))
    if len(row.signals) > _FEWEST_TO_SPLIT:
        split = parts.Act(_("Splits in twee verhalen"), reverse("split-bundle", args=[row.number]), "copy")
        found.insert(2, split)
    return found

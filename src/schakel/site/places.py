"""Municipalities and regions of the content pack, read into the tables; a wrong code is mended in the pack."""

from __future__ import annotations

from datetime import date, timedelta

from schakel.ground.content.queries import Pack, pack
from schakel.ground.places.actions import load_municipalities, load_regions
from schakel.ground.places.queries import MembershipRow, MunicipalityRow, RegionRow

# Some sources give no first day; the division of 2023 is the oldest that the pack describes.
_OLDEST = date(2023, 1, 1)


def load_places(chosen: Pack | None = None) -> int:
    """Brings the tables in line with the pack; returns how many municipalities were new or different."""
    content = chosen or pack()
    changed = load_municipalities(
        MunicipalityRow(row.code, row.name, row.valid_from or _OLDEST, _day_after(row.valid_to))
        for row in content.municipalities.values()
    )
    load_regions(
        [RegionRow(region.code, str(region.text), region.purpose) for region in content.regions.values()],
        [
            MembershipRow(region.code, member.municipality, member.valid_from or _OLDEST, _day_after(member.valid_to))
            for region in content.regions.values()
            for member in region.members
        ],
    )
    return changed


def _day_after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last else None

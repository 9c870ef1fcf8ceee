"""Which municipality and region, on which day. Names are compared without accents, capitals and apostrophes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from anyascii import anyascii
from django.db.models import Q
from django.utils import timezone

from schakel.ground.places.models import Municipality, Region
from schakel.ground.places.rules import MembershipRow, MunicipalityRow, PlaceFault, RegionRow, is_code, is_invented

__all__ = [
    "MembershipRow", "MunicipalityRow", "PlaceFault", "RegionRow", "find_municipalities", "is_code", "is_invented",
    "municipalities", "municipalities_in", "municipality", "region", "region_of", "regions", "search_form", "successor",
]  # fmt: skip


def municipality(code: str, on: date | None = None) -> MunicipalityRow | None:
    """The municipality with this code; with `on` only when it exists on that day."""
    found = Municipality.objects.filter(code=code).filter(_valid(on) if on else Q()).first()
    return _row(found) if found else None


def municipalities(on: date | None = None) -> list[MunicipalityRow]:
    """All that exist on that day (today when not given), by name."""
    return _rows(Municipality.objects.filter(_valid(on or timezone.localdate())).order_by("search_name"))


def find_municipalities(text: str, *, on: date | None = None, limit: int = 10) -> list[MunicipalityRow]:
    """For choosers: names that begin with the text first, then names that contain it; a code finds itself."""
    wanted = search_form(text)
    if not wanted:
        return []
    existing = Municipality.objects.filter(_valid(on or timezone.localdate()))
    found = existing.filter(Q(search_name__contains=wanted) | Q(code__iexact=text.strip())).order_by("search_name")
    return sorted(_rows(found), key=lambda row: not search_form(row.name).startswith(wanted))[:limit]


def successor(code: str, on: date | None = None) -> MunicipalityRow | None:
    """Where the work of a municipality went: itself while it exists, else the successor that does; None if none."""
    day = on or timezone.localdate()
    found = Municipality.objects.filter(code=code).select_related("successor").first()
    while found is not None and found.valid_until is not None and found.valid_until <= day:
        found = found.successor
    return _row(found) if found else None


def regions(purpose: str | None = None) -> list[RegionRow]:
    found = Region.objects.filter(purpose=purpose) if purpose else Region.objects.all()
    return [
        RegionRow(code=item.code, name=item.name, purpose=item.purpose) for item in found.order_by("purpose", "name")
    ]


def region(code: str) -> RegionRow | None:
    found = Region.objects.filter(code=code).first()
    return RegionRow(code=found.code, name=found.name, purpose=found.purpose) if found else None


def region_of(code: str, purpose: str, on: date | None = None) -> RegionRow | None:
    """The region this municipality is in for one purpose, on that day (today when not given)."""
    here = _valid(on or timezone.localdate(), "memberships__")
    found = Region.objects.filter(here, memberships__municipality_id=code, purpose=purpose).first()
    return RegionRow(code=found.code, name=found.name, purpose=found.purpose) if found else None


def municipalities_in(region_code: str, on: date | None = None) -> list[MunicipalityRow]:
    """The municipalities of a region on that day (today when not given), by name."""
    here = _valid(on or timezone.localdate(), "memberships__")
    return _rows(Municipality.objects.filter(here, memberships__region_id=region_code).order_by("search_name"))


def search_form(name: str) -> str:
    """A name as it is compared.

    >>> search_form("'s-Hertogenbosch"), search_form("Súdwest-Fryslân")
    ('s hertogenbosch', 'sudwest fryslan')
    """
    plain = anyascii(name).lower().replace("'", "").replace("-", " ")
    return " ".join(plain.split())


def _valid(on: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}valid_from__lte": on}) & (
        Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gt": on})
    )


def _rows(found: Iterable[Municipality]) -> list[MunicipalityRow]:
    return [_row(item) for item in found]


def _row(item: Municipality) -> MunicipalityRow:
    return MunicipalityRow(
        code=item.code,
        name=item.name,
        valid_from=item.valid_from,
        valid_until=item.valid_until,
        successor=item.successor_id,
    )

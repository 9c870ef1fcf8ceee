"""Brings the tables in line with the dated lists of the content pack. Nobody edits places on a page."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from django.db import transaction

from schakel.ground.places.models import Municipality, Region, RegionMembership
from schakel.ground.places.queries import search_form
from schakel.ground.places.rules import MembershipRow, MunicipalityRow, PlaceFault, RegionRow, check


def load_municipalities(rows: Iterable[MunicipalityRow]) -> int:
    """Adds and corrects; running it again changes nothing. Returns how many rows were new or different.

    A municipality that is no longer in the list stays: records point to it. It ends by getting a last day.
    PlaceFault when the list contradicts itself; then nothing is written.
    """
    given = list(rows)
    with transaction.atomic():
        known = {item.code: item for item in Municipality.objects.all()}
        check(_together(known, given))
        changed = [row for row in given if _differs(known.get(row.code), row)]
        Municipality.objects.bulk_create(
            [_item(row) for row in changed],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "search_name", "valid_from", "valid_until"],
        )
        for row in changed:  # afterwards: a row may point to one that stands further on in the list
            before = known.get(row.code)
            if row.successor != (before.successor_id if before else None):
                Municipality.objects.filter(code=row.code).update(successor_id=row.successor)
    return len(changed)


def load_regions(regions: Iterable[RegionRow], memberships: Iterable[MembershipRow]) -> None:
    """Makes the regions given, and makes their memberships exactly the ones given.

    PlaceFault when a municipality would be in two regions for one purpose on the same day.
    """
    wanted, belongs = list(regions), list(memberships)
    _check_one_region_per_purpose(wanted, belongs)
    with transaction.atomic():
        for row in wanted:
            Region.objects.update_or_create(code=row.code, defaults={"name": row.name, "purpose": row.purpose})
        RegionMembership.objects.filter(region_id__in=[row.code for row in wanted]).delete()
        RegionMembership.objects.bulk_create(
            RegionMembership(
                region_id=row.region,
                municipality_id=row.municipality,
                valid_from=row.valid_from,
                valid_until=row.valid_until,
            )
            for row in belongs
        )


def _item(row: MunicipalityRow) -> Municipality:
    return Municipality(
        code=row.code,
        name=row.name,
        search_name=search_form(row.name),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _together(known: dict[str, Municipality], given: list[MunicipalityRow]) -> list[MunicipalityRow]:
    listed = {row.code for row in given}
    stays = [
        MunicipalityRow(item.code, item.name, item.valid_from, item.valid_until, item.successor_id)
        for item in known.values()
        if item.code not in listed
    ]
    return given + stays


def _differs(item: Municipality | None, row: MunicipalityRow) -> bool:
    return item is None or row != MunicipalityRow(
        item.code, item.name, item.valid_from, item.valid_until, item.successor_id
    )


def _check_one_region_per_purpose(regions: list[RegionRow], memberships: list[MembershipRow]) -> None:
    purposes = {row.code: row.purpose for row in regions}
    periods: dict[tuple[str, str], list[MembershipRow]] = {}
    for row in memberships:
        if row.region not in purposes:
            raise PlaceFault(f"{row.municipality}: region {row.region} is not in the list")
        periods.setdefault((row.municipality, purposes[row.region]), []).append(row)
    for (code, purpose), held in periods.items():
        held.sort(key=lambda row: row.valid_from)
        for earlier, later in pairwise(held):
            if earlier.valid_until is None or later.valid_from < earlier.valid_until:
                raise PlaceFault(f"{code}: in two regions for {purpose} on {later.valid_from.isoformat()}")

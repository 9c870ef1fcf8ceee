"""What a role is, what everybody may, and who does not read."""

from __future__ import annotations

from typing import ClassVar, Final

from schakel.ground.accounts.rules.menu import MAY_SHARE, MINE, REGISTER, Entry

EVERYBODY: Final = frozenset({"signal.register", "signal.own", "sharing.ask"})
"""A single worry can always be reported, and what may be shared can always be asked, whatever somebody's work is."""

READERS: Final = frozenset(
    {
        "focal_person",
        "chain_director",
        "care_coordinator",
        "case_partner",
        "comensha_placement",
        "investigator",
        "supervisor",
    }
)
NO_READERS: Final = frozenset({"functional_administrator", "privacy_officer", "analyst"})
"""Who works with what was told does not also hand out access, supervise, or count."""


class Role:
    """One role. `special` ones are granted by two people; `never_with` names roles that do not go together."""

    code: ClassVar[str]
    name: ClassVar[str]
    name_en: ClassVar[str]
    purpose: ClassVar[str]
    refuses: ClassVar[str]
    may: ClassVar[frozenset[str]] = EVERYBODY
    menu: ClassVar[tuple[Entry, ...]] = (REGISTER, MINE, MAY_SHARE)
    special: ClassVar[bool] = False
    never_with: ClassVar[frozenset[str]] = frozenset()

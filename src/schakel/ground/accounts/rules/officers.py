"""One officer may hold both of these; what they write down stands apart, under another law and another right."""

from __future__ import annotations

from schakel.ground.accounts.rules.menu import INVESTIGATIONS, MAY_SHARE, MINE, REGISTER, SUPERVISIONS
from schakel.ground.accounts.rules.role import EVERYBODY, NO_READERS, Role
from schakel.ground.accounts.rules.words import marked as _


class Investigator(Role):
    code = "investigator"
    name, name_en = _("Opsporingsambtenaar (boa)"), "Investigating officer"
    purpose = _("Legt eigen opsporing vast onder de Wpg, en verstrekt daaruit wat mag.")
    refuses = _(
        "Leest geen toezicht, signalen of zorggegevens uit deze rol; wie ook toezicht doet, heeft daarvoor een eigen rol."
    )
    may = EVERYBODY | {"investigation.read"}
    menu = (INVESTIGATIONS, REGISTER, MINE, MAY_SHARE)
    special = True
    never_with = NO_READERS | {"care_coordinator", "comensha_placement"}


class Supervisor(Role):
    code = "supervisor"
    name, name_en = _("Toezichthouder"), "Supervisor"
    purpose = _("Legt toezicht vast onder de AVG.")
    refuses = _("Leest geen opsporing; ziet daaruit alleen wat als verstrekking is gegeven.")
    may = EVERYBODY | {"supervision.read"}
    menu = (SUPERVISIONS, REGISTER, MINE, MAY_SHARE)
    special = True
    never_with = NO_READERS

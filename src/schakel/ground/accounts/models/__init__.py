"""Organisations and what binds them, accounts and what they may, and the secrets by which one comes in."""

from schakel.ground.accounts.models.access import ApiToken, OneTimeLink, WrongPasswords
from schakel.ground.accounts.models.account import Account, RoleGrant
from schakel.ground.accounts.models.organisation import Covenant, CovenantMember, Installation, Organisation
from schakel.ground.accounts.models.second_step import RecoveryCode, SecondStep

__all__ = [
    "Account",
    "ApiToken",
    "Covenant",
    "CovenantMember",
    "Installation",
    "OneTimeLink",
    "Organisation",
    "RecoveryCode",
    "RoleGrant",
    "SecondStep",
    "WrongPasswords",
]

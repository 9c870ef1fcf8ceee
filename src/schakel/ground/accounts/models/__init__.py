"""Organisations and what binds them, accounts and what they may, and the secrets by which one comes in."""

from schakel.ground.accounts.models.access import ApiToken, OneTimeLink, WrongPasswords
from schakel.ground.accounts.models.account import Account, RoleGrant
from schakel.ground.accounts.models.organisation import Covenant, CovenantMember, Installation, Organisation
from schakel.ground.accounts.models.passkey import Passkey
from schakel.ground.accounts.models.review import RightsJudgement, RightsReview
from schakel.ground.accounts.models.second_step import RecoveryCode, SecondStep, WrongCodes
from schakel.ground.accounts.models.sign_on import SignOnIdentity, SignOnProvider

__all__ = [
    "Account",
    "ApiToken",
    "Covenant",
    "CovenantMember",
    "Installation",
    "OneTimeLink",
    "Organisation",
    "Passkey",
    "RecoveryCode",
    "RightsJudgement",
    "RightsReview",
    "RoleGrant",
    "SecondStep",
    "SignOnIdentity",
    "SignOnProvider",
    "WrongCodes",
    "WrongPasswords",
]

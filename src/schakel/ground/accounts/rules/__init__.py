"""Who may do what, in plain Python: no Django, no clock."""

from schakel.ground.accounts.rules.capabilities import CAPABILITIES, TOKEN_CAPABILITIES, TOKEN_ROLES
from schakel.ground.accounts.rules.menu import Entry
from schakel.ground.accounts.rules.naming import (
    LoginName,
    link_expired,
    login_form,
    new_secret,
    secret_hash,
    wait_after,
)
from schakel.ground.accounts.rules.role import Role
from schakel.ground.accounts.rules.roles import (
    CONTACT_ROLES,
    GRANTABLE,
    HOUSE_ROLES,
    ROLES,
    capabilities,
    clash,
    navigation,
)

__all__ = [
    "CAPABILITIES",
    "CONTACT_ROLES",
    "GRANTABLE",
    "HOUSE_ROLES",
    "ROLES",
    "TOKEN_CAPABILITIES",
    "TOKEN_ROLES",
    "Entry",
    "LoginName",
    "Role",
    "capabilities",
    "clash",
    "link_expired",
    "login_form",
    "navigation",
    "new_secret",
    "secret_hash",
    "wait_after",
]

"""Writes. Each is one transaction with one line in the trail of the organisation it is about."""

from schakel.ground.accounts.actions.accounts import (
    Invitation,
    change_account,
    change_my_settings,
    create_account,
    deactivate,
    forget_former,
    reactivate,
)
from schakel.ground.accounts.actions.bootstrap import first_administrator, set_up
from schakel.ground.accounts.actions.covenants import create_covenant, end_covenant, join_covenant, leave_covenant
from schakel.ground.accounts.actions.organisations import create_organisation, rename_organisation
from schakel.ground.accounts.actions.passwords import change_password, choose_password, renew_link
from schakel.ground.accounts.actions.roles import confirm_role, grant_role, withdraw_role
from schakel.ground.accounts.actions.second_step import (
    CodeAnswer,
    begin_second_step,
    confirm_second_step,
    remove_second_step,
    renew_recovery_codes,
    use_code,
)
from schakel.ground.accounts.actions.sessions import came_in, went_out
from schakel.ground.accounts.actions.tokens import NewToken, create_token, end_token

__all__ = [
    "CodeAnswer",
    "Invitation",
    "NewToken",
    "begin_second_step",
    "came_in",
    "change_account",
    "change_my_settings",
    "change_password",
    "choose_password",
    "confirm_role",
    "confirm_second_step",
    "create_account",
    "create_covenant",
    "create_organisation",
    "create_token",
    "deactivate",
    "end_covenant",
    "end_token",
    "first_administrator",
    "forget_former",
    "grant_role",
    "join_covenant",
    "leave_covenant",
    "reactivate",
    "remove_second_step",
    "rename_organisation",
    "renew_link",
    "renew_recovery_codes",
    "set_up",
    "use_code",
    "went_out",
    "withdraw_role",
]

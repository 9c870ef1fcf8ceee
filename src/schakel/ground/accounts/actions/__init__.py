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
from schakel.ground.accounts.actions.moving import close_left, leave, move, stay
from schakel.ground.accounts.actions.organisations import create_organisation, rename_organisation
from schakel.ground.accounts.actions.passkeys import (
    PasskeyAnswer,
    add_passkey,
    remove_passkey,
    rename_passkey,
    use_passkey,
)
from schakel.ground.accounts.actions.passwords import change_password, choose_password, renew_link
from schakel.ground.accounts.actions.reviewing import Said, review_rights
from schakel.ground.accounts.actions.roles import confirm_role, grant_role, withdraw_role
from schakel.ground.accounts.actions.second_step import (
    CodeAnswer,
    begin_second_step,
    confirm_second_step,
    remove_second_step,
    renew_recovery_codes,
    use_code,
)
from schakel.ground.accounts.actions.sessions import came_in, end_my_sessions, went_out
from schakel.ground.accounts.actions.sign_on import (
    admit_unknown,
    bind_identity,
    end_provider,
    keep_password,
    set_provider,
)
from schakel.ground.accounts.actions.tokens import NewToken, create_token, end_token

__all__ = [
    "CodeAnswer",
    "Invitation",
    "NewToken",
    "PasskeyAnswer",
    "Said",
    "add_passkey",
    "admit_unknown",
    "begin_second_step",
    "bind_identity",
    "came_in",
    "change_account",
    "change_my_settings",
    "change_password",
    "choose_password",
    "close_left",
    "confirm_role",
    "confirm_second_step",
    "create_account",
    "create_covenant",
    "create_organisation",
    "create_token",
    "deactivate",
    "end_covenant",
    "end_my_sessions",
    "end_provider",
    "end_token",
    "first_administrator",
    "forget_former",
    "grant_role",
    "join_covenant",
    "keep_password",
    "leave",
    "leave_covenant",
    "move",
    "reactivate",
    "remove_passkey",
    "remove_second_step",
    "rename_organisation",
    "rename_passkey",
    "renew_link",
    "renew_recovery_codes",
    "review_rights",
    "set_provider",
    "set_up",
    "stay",
    "use_code",
    "use_passkey",
    "went_out",
    "withdraw_role",
]

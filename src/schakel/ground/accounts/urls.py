"""Addresses of coming in, the own account, and what the functional administrator looks after."""

from __future__ import annotations

from django.urls import path

from schakel.ground.accounts.pages.account import account
from schakel.ground.accounts.pages.account_link import account_link
from schakel.ground.accounts.pages.accounts import accounts
from schakel.ground.accounts.pages.change_account import change_account
from schakel.ground.accounts.pages.change_password import change_password
from schakel.ground.accounts.pages.close_account import close_account, reopen_account
from schakel.ground.accounts.pages.confirm_role import confirm_role
from schakel.ground.accounts.pages.confirm_second_step import confirm_second_step
from schakel.ground.accounts.pages.covenant_membership import covenant_membership
from schakel.ground.accounts.pages.create_account import create_account
from schakel.ground.accounts.pages.create_covenant import create_covenant
from schakel.ground.accounts.pages.create_organisation import create_organisation
from schakel.ground.accounts.pages.create_passkey import create_passkey
from schakel.ground.accounts.pages.create_token import create_token
from schakel.ground.accounts.pages.end_my_sessions import end_my_sessions
from schakel.ground.accounts.pages.end_token import end_token
from schakel.ground.accounts.pages.keep_password import keep_password
from schakel.ground.accounts.pages.leave import leave, stay
from schakel.ground.accounts.pages.logged_out import logged_out
from schakel.ground.accounts.pages.login import login
from schakel.ground.accounts.pages.login_code import login_code
from schakel.ground.accounts.pages.login_passkey import login_passkey
from schakel.ground.accounts.pages.logout import logout
from schakel.ground.accounts.pages.move import move
from schakel.ground.accounts.pages.my_account import my_account
from schakel.ground.accounts.pages.organisation import organisation
from schakel.ground.accounts.pages.organisations import organisations
from schakel.ground.accounts.pages.passkey import passkey, remove_passkey
from schakel.ground.accounts.pages.passkeys import passkeys
from schakel.ground.accounts.pages.recovery_codes import recovery_codes
from schakel.ground.accounts.pages.remove_second_step import remove_second_step
from schakel.ground.accounts.pages.rights import rights
from schakel.ground.accounts.pages.second_step import second_step
from schakel.ground.accounts.pages.second_step_square import second_step_square
from schakel.ground.accounts.pages.set_password import set_password
from schakel.ground.accounts.pages.sign_on import sign_on
from schakel.ground.accounts.pages.sign_on_return import sign_on_return
from schakel.ground.accounts.pages.sign_on_settings import end_sign_on, sign_on_settings
from schakel.ground.accounts.pages.sign_on_start import sign_on_invited, sign_on_start
from schakel.ground.accounts.pages.withdraw_role import withdraw_role

urlpatterns = [
    path("inloggen", login, name="login"),
    path("inloggen/code", login_code, name="login-code"),
    path("inloggen/passkey", login_passkey, name="login-passkey"),
    path("inloggen/organisatie", sign_on, name="sign-on"),
    path("inloggen/organisatie/<uuid:provider>", sign_on_start, name="sign-on-start"),
    path("inloggen/terug", sign_on_return, name="sign-on-return"),
    path("uitgelogd/<uuid:provider>", logged_out, name="logged-out"),
    path("uitloggen", logout, name="logout"),
    path("wachtwoord/<str:secret>", set_password, name="set-password"),
    path("wachtwoord/<str:secret>/organisatie", sign_on_invited, name="sign-on-invited"),
    path("mijn-account", my_account, name="my-account"),
    path("mijn-account/overal-uit", end_my_sessions, name="end-my-sessions"),
    path("mijn-account/wachtwoord", change_password, name="change-password"),
    path("mijn-account/tweede-stap", second_step, name="second-step"),
    path("mijn-account/tweede-stap/bevestig", confirm_second_step, name="confirm-second-step"),
    path("mijn-account/tweede-stap/vierkant", second_step_square, name="second-step-square"),
    path("mijn-account/herstelcodes", recovery_codes, name="recovery-codes"),
    path("mijn-account/passkeys", passkeys, name="passkeys"),
    path("mijn-account/passkeys/nieuw", create_passkey, name="create-passkey"),
    path("mijn-account/passkeys/<uuid:passkey>", passkey, name="passkey"),
    path("mijn-account/passkeys/<uuid:passkey>/weg", remove_passkey, name="remove-passkey"),
    path("accounts", accounts, name="accounts"),
    path("accounts/wie-mag-wat", rights, name="rights"),
    path("accounts/nieuw", create_account, name="create-account"),
    path("accounts/<uuid:account>", account, name="account"),
    path("accounts/<uuid:account>/wijzig", change_account, name="change-account"),
    path("accounts/<uuid:account>/link", account_link, name="account-link"),
    path("accounts/<uuid:account>/tweede-stap", remove_second_step, name="remove-second-step"),
    path("accounts/<uuid:account>/ander-werk", move, name="move"),
    path("accounts/<uuid:account>/vertrek", leave, name="leave"),
    path("accounts/<uuid:account>/blijft", stay, name="stay"),
    path("accounts/<uuid:account>/noodgeval", keep_password, name="keep-password"),
    path("accounts/<uuid:account>/sluit", close_account, name="close-account"),
    path("accounts/<uuid:account>/open", reopen_account, name="reopen-account"),
    path("accounts/<uuid:account>/rollen/<uuid:granted>/bevestig", confirm_role, name="confirm-role"),
    path("accounts/<uuid:account>/rollen/<uuid:granted>/trek-in", withdraw_role, name="withdraw-role"),
    path("organisaties", organisations, name="organisations"),
    path("organisaties/nieuw", create_organisation, name="create-organisation"),
    path("organisaties/convenanten/nieuw", create_covenant, name="create-covenant"),
    path("organisaties/<uuid:organisation>", organisation, name="organisation"),
    path(
        "organisaties/<uuid:organisation>/convenanten/<uuid:covenant>", covenant_membership, name="covenant-membership"
    ),
    path("organisaties/<uuid:organisation>/inlog", sign_on_settings, name="sign-on-settings"),
    path("organisaties/<uuid:organisation>/inlog/stop", end_sign_on, name="end-sign-on"),
    path("organisaties/<uuid:organisation>/sleutels/nieuw", create_token, name="create-token"),
    path("organisaties/<uuid:organisation>/sleutels/<uuid:token>/stop", end_token, name="end-token"),
]

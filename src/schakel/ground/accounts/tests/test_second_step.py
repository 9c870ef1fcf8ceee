"""A code of the own phone besides the password: what counts once, what never counts, and who sees what of it."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.accounts import actions, queries
from schakel.ground.accounts.models import RecoveryCode, SecondStep
from schakel.ground.accounts.rules import second_step as rules
from schakel.ground.accounts.tests.codes import code_now, key_of, set_up
from schakel.ground.database.refusal import Refused
from schakel.ground.database.scope import acting

MOMENT = datetime(2026, 11, 24, 12, 0, 10, tzinfo=UTC)


def use(actor, code):
    with acting(actor) as by:
        return actions.use_code(by=by, code=code)


# ---------------------------------------------------------------- rules


def test_the_codes_are_those_of_rfc_6238():
    """Appendix B, SHA-1: the last six of the eight digits printed there."""
    key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # "12345678901234567890"
    printed = {59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037"}
    assert {at: rules.code_at(key, at // 30) for at in printed} == printed


@given(st.integers(min_value=-20, max_value=20))
def test_a_code_counts_in_its_half_minute_and_the_two_beside_it(away):
    key = rules.new_key()
    here = rules.step_of(MOMENT)
    fits = rules.fitting_step(key, rules.code_at(key, here + away), MOMENT)
    assert fits == (here + away if abs(away) <= 1 else None) or rules.code_at(key, fits) == rules.code_at(
        key, here + away
    )


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_code_or_not(typed):
    key = rules.new_key()
    fits = rules.fitting_step(key, typed, MOMENT)
    assert fits is None or rules.code_at(key, fits) == rules.digits(typed)


def test_spaces_in_a_code_do_not_matter_and_other_signs_do():
    assert rules.digits(" 123 456 ") == "123456"
    assert [rules.digits(typed) for typed in ("12345", "1234567", "12345a", "٠١٢٣٤٥", "")] == [None] * 5


def test_recovery_codes_are_long_differ_and_are_read_as_typed():
    codes = rules.new_recovery_codes()
    assert len(set(codes)) == 10
    assert all(rules.recovery_form(code.upper().replace("-", " ")) == code.replace("-", "") for code in codes)
    assert [rules.recovery_form(typed) for typed in ("123456", "", "l" * 16, codes[0] + "2")] == [None] * 4


def test_a_key_that_is_no_base32_is_refused():
    with pytest.raises(ValueError, match="base32"):
        rules.code_at("1", 1)


# ---------------------------------------------------------------- setting up


def test_setting_up_takes_a_code_of_the_app(database, cast, trail):
    with acting(cast.noor) as noor:
        assert queries.my_second_step(noor) is None
        actions.begin_second_step(by=noor)
        assert queries.my_second_step(noor) is None
        with pytest.raises(Refused) as refused:
            actions.confirm_second_step(by=noor, code="000000" if code_now(key_of(noor)) != "000000" else "000001")
        assert refused.value.code == "code.wrong"
        assert len(actions.confirm_second_step(by=noor, code=code_now(key_of(noor)))) == 10
        assert queries.my_second_step(noor).codes_left == 10
    assert trail(cast.noor.account)[-2:] == ["second_step.begun", "second_step.confirmed"]


def test_a_confirmed_key_is_never_shown_again(database, cast):
    set_up(cast.noor)
    with acting(cast.noor) as noor:
        assert queries.key_to_confirm(noor) is None
        with pytest.raises(Refused):
            actions.confirm_second_step(by=noor, code="123456")


def test_setting_up_again_takes_a_code_and_the_old_key_holds_until_the_new_one_is_confirmed(database, cast):
    old, codes = set_up(cast.noor)
    with acting(cast.noor) as noor:
        assert not actions.begin_second_step(by=noor).fits
        assert queries.key_to_confirm(noor) is None
        assert actions.begin_second_step(by=noor, code=codes[0]).fits
        new = key_of(noor)
        assert actions.use_code(by=noor, code=code_now(old, ahead=1)).fits
        actions.confirm_second_step(by=noor, code=code_now(new))
    assert not use(cast.noor, code_now(old, ahead=1)).fits
    assert not use(cast.noor, codes[1]).fits, "recovery codes of the old key are gone"
    assert use(cast.noor, code_now(new, ahead=1)).fits


def test_without_a_second_step_there_is_no_code_to_use_and_none_to_renew(database, cast):
    with acting(cast.noor) as noor:
        for attempt in (actions.use_code, actions.renew_recovery_codes):
            with pytest.raises(Refused) as refused:
                attempt(by=noor, code="123456")
            assert refused.value.code == "second_step.none"


def test_the_system_has_no_phone(database, cast):
    with acting(cast.system("waterrijk")) as system:
        assert queries.my_second_step(system) is None
        assert queries.key_to_confirm(system) is None
        with pytest.raises(Refused):
            actions.use_code(by=system, code="123456")


# ---------------------------------------------------------------- codes


def test_a_code_works_once(database, cast, facts):
    key, _codes = set_up(cast.noor)
    code = code_now(key, ahead=1)
    assert use(cast.noor, code).fits
    assert not use(cast.noor, code).fits
    assert facts(cast.noor.account, "second_step.passed") == [{"code": "app"}]


def test_the_code_that_confirmed_it_does_not_work_again_nor_an_earlier_one(database, cast):
    key, _codes = set_up(cast.noor)
    with acting(cast.noor):
        confirmed = SecondStep.objects.get().last_step
    assert not use(cast.noor, rules.code_at(key, confirmed)).fits
    assert not use(cast.noor, rules.code_at(key, confirmed - 1)).fits


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "k7pd-2mxa-9rwe-t4hn"])
def test_anything_else_does_not_fit_and_is_written_down_as_refused(database, cast, trail, typed):
    set_up(cast.noor)
    assert not use(cast.noor, typed).fits
    assert trail(cast.noor.account)[-1] == "second_step.refused"


def test_an_old_code_does_not_fit(database, cast):
    key, _codes = set_up(cast.noor)
    with database.as_superuser() as server:
        server.execute("update accounts_secondstep set last_step = last_step - 100")
    assert not use(cast.noor, code_now(key, ahead=-3)).fits
    assert not use(cast.noor, code_now(key, ahead=3)).fits
    assert use(cast.noor, code_now(key, ahead=-1)).fits, "a clock may be half a minute behind"


def test_a_code_of_a_colleague_does_not_fit(database, cast):
    set_up(cast.noor)
    key, codes = set_up(cast.joost)
    assert not use(cast.noor, code_now(key, ahead=1)).fits
    assert not use(cast.noor, codes[0]).fits


def test_a_recovery_code_works_once(database, cast, facts):
    _key, codes = set_up(cast.noor)
    assert use(cast.noor, codes[3].upper()).fits
    assert not use(cast.noor, codes[3]).fits
    with acting(cast.noor) as noor:
        assert queries.my_second_step(noor).codes_left == 9
    assert facts(cast.noor.account, "second_step.passed") == [{"code": "recovery"}]


def test_new_recovery_codes_take_a_code_and_end_the_old_ones(database, cast, trail):
    key, old = set_up(cast.noor)
    with acting(cast.noor) as noor:
        assert actions.renew_recovery_codes(by=noor, code="000").made == ()
        made = actions.renew_recovery_codes(by=noor, code=code_now(key, ahead=1)).made
    assert len(set(made) | set(old)) == 20
    assert trail(cast.noor.account)[-1] == "second_step.codes_renewed"
    assert not use(cast.noor, old[0]).fits
    assert use(cast.noor, made[0]).fits


def test_after_five_wrong_codes_even_the_right_one_waits_and_then_counts(database, cast):
    key, codes = set_up(cast.noor)
    assert all(not use(cast.noor, "000").wait for _ in range(5))
    answer = use(cast.noor, codes[0])
    assert not answer.fits
    assert timedelta() < answer.wait <= timedelta(seconds=30)
    with database.as_superuser() as server:
        server.execute("update accounts_wrongcodes set last_at = last_at - interval '31 seconds'")
    assert use(cast.noor, codes[0]).fits, "it was not looked at, so it was not used up"
    assert use(cast.noor, code_now(key, ahead=1)).fits
    assert all(not use(cast.noor, "000").wait for _ in range(5)), "a right code clears the count"


def test_wrong_codes_are_forgotten_after_a_day(database, cast):
    _key, codes = set_up(cast.noor)
    for _ in range(5):
        use(cast.noor, "000")
    with database.as_superuser() as server:
        server.execute("update accounts_wrongcodes set last_at = last_at - interval '25 hours', times = 50")
    assert not use(cast.noor, "000").fits
    assert use(cast.noor, codes[0]).fits


# ---------------------------------------------------------------- taking it away


def test_an_administrator_takes_it_away_with_a_reason_and_never_reads_it(database, cast, facts):
    set_up(cast.noor)
    with acting(cast.karim) as karim:
        assert queries.has_second_step(karim, cast.noor.account)
        assert (SecondStep.objects.count(), RecoveryCode.objects.count()) == (0, 0)
        actions.remove_second_step(by=karim, account=cast.noor.account, reason="lost")
        assert not queries.has_second_step(karim, cast.noor.account)
        with pytest.raises(Refused):
            actions.remove_second_step(by=karim, account=cast.noor.account, reason="lost")
        with pytest.raises(ValueError, match="reason"):
            actions.remove_second_step(by=karim, account=cast.noor.account, reason="because")
    assert facts(cast.noor.account, "second_step.removed") == [{"reason": "lost"}]
    with acting(cast.noor) as noor:
        assert queries.my_second_step(noor) is None


@pytest.mark.parametrize("who", ["joost", "petra", "samira", "femke"])
def test_nobody_else_takes_it_away_or_is_told_of_it(database, cast, who):
    set_up(cast.noor)
    actor = getattr(cast, who)
    with acting(actor):
        assert not queries.has_second_step(actor, cast.noor.account)
        with pytest.raises(Refused):
            actions.remove_second_step(by=actor, account=cast.noor.account, reason="lost")
        assert not actions.second_step.forget_second_step(cast.noor.account), "nor past the action"
    with acting(cast.noor) as noor:
        assert queries.my_second_step(noor) is not None


def test_an_administrator_does_not_take_the_own_one_away(database, cast):
    set_up(cast.karim)
    with acting(cast.karim) as karim:
        with pytest.raises(Refused) as refused:
            actions.remove_second_step(by=karim, account=karim.account, reason="lost")
        assert refused.value.code == "second_step.own"
        assert not actions.second_step.forget_second_step(karim.account)
        assert queries.my_second_step(karim) is not None


def test_a_closed_account_keeps_no_key(database, cast):
    set_up(cast.joost)
    with acting(cast.karim) as karim:
        actions.deactivate(by=karim, account=cast.joost.account)
    with database.as_superuser() as server:
        for table in ("accounts_secondstep", "accounts_recoverycode"):
            assert server.execute(f"select count(*) from {table}").fetchone() == (0,)


# ---------------------------------------------------------------- rows


def test_only_the_person_sees_and_changes_the_rows(database, cast):
    set_up(cast.noor)
    for who in ("karim", "petra", "joost", "samira", "femke"):
        with acting(getattr(cast, who)) as other:
            assert (SecondStep.objects.count(), RecoveryCode.objects.count()) == (0, 0)
            assert SecondStep.objects.update(last_step=None) == 0
            assert RecoveryCode.objects.update(used_at=None) == 0
            assert SecondStep.objects.all().delete()[0] == 0
            assert other.account != cast.noor.account
    with acting(cast.noor):
        assert (SecondStep.objects.count(), RecoveryCode.objects.count()) == (1, 10)


def test_nobody_adds_a_key_or_a_code_to_another_account(database, cast):
    from django.db import ProgrammingError

    for row in (
        SecondStep(account_id=cast.noor.account, sealed_key=b"x"),
        RecoveryCode(account_id=cast.noor.account, code_hash=b"x"),
    ):
        with pytest.raises(ProgrammingError, match="row-level security"), acting(cast.karim):
            row.save(force_insert=True)


def test_the_database_holds_no_key_and_no_code(database, cast):
    key, codes = set_up(cast.noor)
    with database.as_superuser() as server:
        tables = [name for (name,) in server.execute("select tablename from pg_tables where schemaname = 'public'")]
        rows = [str(row) for name in tables for row in server.execute(f'select t::text from "{name}" t').fetchall()]
    everything = "\n".join(rows).lower()
    secrets = [key.lower(), base64.b32decode(key).hex(), *codes, *(code.replace("-", "") for code in codes)]
    secrets += [secret.encode().hex() for secret in secrets]
    assert "second_step.confirmed" in everything
    assert [one for one in secrets if one in everything] == []

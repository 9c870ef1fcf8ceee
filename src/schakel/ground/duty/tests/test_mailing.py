"""A mail to a real mail server: once, with nothing about anybody, again when the server was down."""

from __future__ import annotations

import re
import threading

import pytest

from schakel.casework.intake import actions as intake
from schakel.ground.database.scope import acting
from schakel.site import reactions

WORDS = "Kasimir Wolkenstok houdt paspoorten achter op Nergenshavenkade 48."


@pytest.fixture
def danger(database, cast):
    """A signal with danger from the desk; the number it got."""

    def tell(**other):
        with acting(cast.joost):
            return intake.register_signal(
                by=cast.joost, municipality="GM9901", observed_on=other.pop("observed_on", None) or today(), narrative=WORDS,
                mentions=[intake.IncomingMention("person", "Kasimir Wolkenstok")], danger=True, **other,
            )  # fmt: skip

    return tell


def today():
    from django.utils import timezone

    return timezone.localdate()


def ours(caplog):
    """What the house wrote in its log; the mail server of the test keeps one too."""
    return "\n".join(str(record.msg) for record in caplog.records if record.name != "mail.log")


def again(database):
    """As if the time to wait was over."""
    with database.as_superuser() as server:
        server.execute("update audit_reaction set try_after = now() where done_at is null")


def test_who_is_on_duty_gets_one_mail_with_a_number_and_a_link_and_nothing_more(mailbox, roster, danger):
    roster("noor", "samira")
    number = danger().number
    assert mailbox.letters == [], "nothing goes before what was written is sure"
    for _ in range(3):
        reactions.run_pending(slow=True)
    ((to, letter),) = mailbox.letters
    assert to == ["noor@waterrijk.example"] and letter["From"] == "schakel@waterrijk.example"
    assert letter["Subject"] == f"Signaal {number} vraagt nu aandacht."
    assert (
        letter.get_content().split()
        == (
            f"Signaal {number} vraagt nu aandacht. Log in. https://schakel.waterrijk.example/werk"
            " Antwoord niet op dit bericht. Bel 112 als er nu gevaar is."
        ).split()
    )
    whole = letter.as_string()
    for personal in ("Kasimir", "Wolkenstok", "paspoort", "Nergens", "Waterrijk", "Joost", "Noor"):
        assert personal not in re.sub(r"\S+@waterrijk\.example|schakel\.waterrijk\.example", "", whole)


def test_a_clerk_does_not_wait_for_the_mail_server(mailbox, roster, danger):
    roster("noor")
    danger()
    reactions.run_pending()
    assert mailbox.letters == []
    reactions.run_pending(slow=True)
    assert len(mailbox.letters) == 1


def test_a_server_that_is_down_loses_nothing_and_names_nobody_in_the_log(mailbox, roster, danger, database, caplog):
    roster("noor")
    mailbox.close()
    receipt = danger()
    reactions.run_pending(slow=True)
    reactions.run_pending(slow=True)
    with database.as_superuser() as server:
        (waits,) = server.execute(
            "select kind, follow, attempts, last_error from audit_reaction where done_at is null and attempts > 0"
        ).fetchall()
        linked = server.execute(
            "select count(*) from audit_reaction where object_id = %s and follow <> '' and done_at is not null",
            [receipt.id],
        ).fetchone()
    assert waits == ("alert.called", "mail", 1, "MailNotSent") and linked == (4,)
    said = ours(caplog)
    assert "MailNotSent" in said and "noor@" not in said and "Kasimir" not in said
    mailbox.open()
    again(database)
    reactions.run_pending(slow=True)
    assert len(mailbox.letters) == 1


def test_an_address_that_is_refused_is_tried_again_and_stands_in_no_log(mailbox, roster, danger, database, caplog):
    roster("noor")
    mailbox.refuses = True
    danger()
    reactions.run_pending()
    reactions.run_pending(slow=True)
    assert "MailNotSent" in ours(caplog) and "noor@" not in ours(caplog)
    mailbox.refuses = False
    again(database)
    reactions.run_pending(slow=True)
    assert len(mailbox.letters) == 1


def test_two_workers_at_once_send_one_mail(mailbox, roster, danger):
    roster("noor")
    danger()
    reactions.run_pending()
    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(mailbox.letters) == 1


def work():
    from django.db import connections

    reactions.run_pending(slow=True)
    connections.close_all()


def test_a_worker_that_dies_after_sending_sends_the_same_message_again(mailbox, roster, danger, monkeypatch, database):
    from schakel.ground.audit import actions as audit

    roster("noor")
    danger()
    reactions.run_pending()
    monkeypatch.setattr(audit, "finish_reaction", killed)
    reactions.run_pending(slow=True)
    monkeypatch.undo()
    again(database)
    reactions.run_pending(slow=True)
    first, second = (letter["Message-ID"] for _, letter in mailbox.letters)
    assert first == second, "a mailbox can see that it is the same"


def killed(reaction):
    raise SystemError("killed between sending and noting")


def test_who_took_it_up_before_the_mail_went_is_not_disturbed(mailbox, roster, danger, cast):
    roster("noor", "samira")
    receipt = danger()
    reactions.run_pending()
    intake.take_up(by=cast.noor, signal=receipt.id)
    reactions.run_pending(slow=True)
    assert mailbox.letters == []


def test_without_a_mail_server_it_stands_in_work_only(roster, danger, database):
    roster("noor")
    danger()
    assert (reactions.run_pending(), reactions.run_pending()) == (4, 1)
    with database.as_superuser() as server:
        assert server.execute("select count(*) from duty_call where mailed_at is null").fetchone() == (1,)
        assert server.execute(
            "select count(*) from audit_reaction where done_at is null and follow = 'mail'"
        ).fetchone() == (0,)

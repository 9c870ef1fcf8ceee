"""The page "Mag ik dit delen?": for everybody who is in, about nobody, and without leaving anything."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from schakel.casework.sharing import queries
from schakel.casework.sharing.tests import given
from schakel.ground.accounts.backend import AccountBackend
from schakel.ground.database.scope import acting


def client(cast: Any, name: str) -> Client:
    account = AccountBackend().get_user(getattr(cast, name).account)
    assert account is not None
    made = Client(HTTP_HOST="localhost")
    made.force_login(account)
    return made


def ask(reader: Client, **asked: Any) -> str:
    answer = reader.get(f"/mag-ik-dit-delen?{urlencode(asked, doseq=True)}")
    assert answer.status_code == 200, answer.content[:500]
    return " ".join(answer.content.decode().split())


def test_everybody_who_is_in_can_ask_and_nothing_is_kept(database, cast):
    readers = {name: client(cast, name) for name in ("joost", "lotte", "noor", "petra", "marleen")}
    for reader in readers.values():
        assert "Wie geeft iets?" in ask(reader)
    before = rows(database)
    for reader in readers.values():
        told = ask(reader, giver="police", recipient="comensha", purpose="registration")
        assert "Ja, als het nodig is" in told and "Bpg art. 4:2" in told and "Tekst van 2017" in told
        assert told.count("not provided (Bpg 4:2)") >= 3 and "nog te controleren" in told
    assert rows(database) == before, "a question leaves no dossier (rule 22)"


def rows(database: Any) -> dict[str, int]:
    """How many rows each table has: the question added none, not even to the trail."""
    with database.as_superuser() as server:
        tables = [name for (name,) in server.execute("select tablename from pg_tables where schemaname = 'public'")]
        return {name: server.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}


def test_a_stranger_is_sent_to_the_login(database, cast):
    assert Client(HTTP_HOST="localhost").get("/mag-ik-dit-delen").status_code == 302


def test_what_no_basis_names_is_refused_with_whom_to_ask(database, cast):
    told = ask(client(cast, "joost"), giver="wmo_college", recipient="police", purpose="task", minor="unknown")
    assert "Voor deze ontvanger en dit doel is er geen grondslag." in told
    assert "Aan alle anderen alleen met toestemming" in told, "what comes near is named"
    told = ask(client(cast, "joost"), giver="municipality", recipient="parent", purpose="care", minor="yes")
    assert "Ouders en begeleiders horen niets." in told


def test_the_answer_has_all_that_is_asked_of_it(database, cast):
    told = ask(client(cast, "ines"), giver="municipality", recipient="comensha", purpose="registration", minor="no")
    for wanted in (
        "Ja, met toestemming van de persoon", "Vanaf 16 jaar tekent de persoon", "Gegevens van de persoon",
        "033-4481186", "Tekst voor uw eigen vastlegging", "Niet met minder", "Toestemming: [datum, wie tekende].",
        "De grondslag houdt dit uitdrukkelijk buiten.", "Een goede tweede bron is gelezen",
    ):  # fmt: skip
        assert wanted in told, wanted


def test_from_memory_denies_until_the_own_privacy_officer_accepts(database, cast):
    asked = {"giver": "municipality", "recipient": "police", "purpose": "investigation", "minor": "no"}
    told = ask(client(cast, "joost"), **asked)
    assert "Nu niet: de grondslag is nog te controleren" in told and "Tekst voor uw eigen vastlegging" not in told
    given.accept(cast, "G-municipality-police")
    told = ask(client(cast, "joost"), **asked)
    assert "Ja, als het nodig is" in told and "Nagekeken door: [naam]." in told
    assert "Nu niet" in ask(client(cast, "anouk"), **asked), "another municipality answers for itself"


def test_only_the_kinds_that_were_asked_about(database, cast):
    told = ask(client(cast, "joost"), giver="police", recipient="comensha", purpose="registration", kinds=["place"])
    assert "Nee, dit niet" in told and "Hiervan mag niets mee." in told


@pytest.mark.parametrize("wrong", [{"giver": "nobody"}, {"recipient": "' or 1=1"}, {"purpose": "fun"}, {"minor": "7"}])
def test_a_question_that_is_none_is_said_in_words(database, cast, wrong):
    asked = {"giver": "police", "recipient": "comensha", "purpose": "registration"} | wrong
    answer = client(cast, "joost").get(f"/mag-ik-dit-delen?{urlencode(asked)}")
    assert answer.status_code == 422


def test_the_page_and_the_letter_say_the_same(database, cast):
    """For every basis of a municipality: what the page lets through is what the way of a real signal lets through."""
    found = given.matter(cast.noor, given.tells(cast))
    kinds = frozenset(one.kind for one in found.pieces)
    with acting(cast.noor):
        shown = [one for way in queries.options(viewer=cast.noor, matter=found) for one in way.options]
        assert len(shown) > 6
        for one in shown:
            row = queries.may_i_share(
                viewer=cast.noor, giver="municipality", recipient=one.recipient, purpose=one.purpose, kinds=kinds,
                minor="no",
            )  # fmt: skip
            (same,) = [had for had in row.answers if had.decision.basis == one.basis.code]
            assert same.decision.allowed == {piece.kind for piece in one.possible}
            assert ("not_accepted" in same.first) == ("not_accepted" in one.decision.unmet)

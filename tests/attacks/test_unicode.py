"""Signs that look like others, that cannot be seen, that turn the text round, or that no database keeps."""

from __future__ import annotations

import json
import unicodedata

from schakel.ground.accounts.rules import login_form
from tests.attacks import weak
from tests.attacks.weakening import attack

JSON = "application/json"
LOOK_ALIKES = (
    "n\u043e\u043er@waterrijk.example", "noor\u200b@waterrijk.example", "no\u00ador@waterrijk.example", "\uff4eoor@waterrijk.example",
    "noor@wa\u0442errijk.example", "noor\u202e@waterrijk.example", "n\u00f6or@waterrijk.example", "noo\u1d63@waterrijk.example",
)  # fmt: skip
UNSEEN = "\u200b\u200d\u2060\ufeff\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u00ad\u061c\u180e"


def is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cf", "Cc", "Co", "Cs")


@attack(holds="a login name has plain letters only", broken_by=weak.any_login_name)
def test_make_a_name_that_looks_like_a_colleagues(as_, world, cast):
    """An administrator makes an account whose login name nobody can tell from that of Noor."""
    before = world.count("accounts_account")
    karim, sent = as_("karim"), {"name": "Noor", "organisation": str(cast.karim.organisation), "roles": ["reporter"]}
    for name in LOOK_ALIKES:
        karim.post("/accounts/nieuw", {**sent, "login_name": name})
    assert world.count("accounts_account") == before


@attack(holds="a name that differs in capitals or spaces is the same name", broken_by=weak.capitals_differ)
def test_take_a_name_with_other_capitals(as_, world, cast):
    """Makes an account under a name that exists, written with capitals and spaces."""
    before = world.count("accounts_account")
    sent = {"name": "Noor", "organisation": str(cast.karim.organisation), "roles": ["reporter"]}
    for name in ("NOOR@waterrijk.example", " Noor@Waterrijk.Example "):
        as_("karim").post("/accounts/nieuw", {**sent, "login_name": name})
    assert world.count("accounts_account") == before
    assert login_form(" NOOR@x.Example ") == "noor@x.example"


@attack(
    holds="signs that cannot be seen or that turn the text round are left out of every name",
    broken_by=weak.names_as_they_came,
)
def test_turn_a_name_round(as_, world, cast):
    """Gives a colleague and an organisation names that read as other names, or as none, on the screen of others."""
    karim = as_("karim")
    name = f"No{UNSEEN}or\u202e rehcab ed"
    karim.post(
        f"/accounts/{cast.joost.account}/wijzig",
        {"name": name, "function": "desk", "place": "counter", "report_to": "GM9901"},
    )
    karim.post(f"/organisaties/{cast.karim.organisation}", {"name": name})
    kept = [
        world.one("select display_name from accounts_account where id = %s", cast.joost.account),
        world.one("select name from accounts_organisation where id = %s", cast.karim.organisation),
    ]
    assert [text for text in kept if any(map(is_unseen, text))] == []
    assert kept[0] == "Noor rehcab ed"


@attack(holds="the name of a file is shown without such signs", broken_by=weak.file_names_as_they_came)
def test_turn_the_name_of_a_file_round():
    """Calls a program so that its name ends, on the screen, in .png."""
    from schakel.casework.intake.rules.files import names

    for name in (f"loon{UNSEEN}.png", "foto\u202egnp.exe", "a\x00b.png", "a\u2028b.png"):
        assert not any(map(is_unseen, names.readable_name(name, "png")))


@attack(holds="what no database keeps is refused as a fault of the sender", broken_by=weak.anything_is_kept)
def test_send_signs_that_cannot_be_kept(as_, stranger, key_of, world):
    """Sends null signs and halves of signs in every text of a form and of the interface."""
    joost = as_("joost")
    for odd in ("\x00", "a\x00b"):
        sent = {"do": "send", "narrative": f"Een {odd} zorg", "observed_on": "2026-11-03", "once": "a" * 32}
        assert joost.post("/signaal", sent).status_code == 422
    head = {"Authorization": f"Bearer {key_of('karim')}"}
    for odd in ("\\u0000", "\\ud800", "\\udfff x"):
        for key in ("id", "narrative", "function"):
            row = {"id": "1", "observed_on": "2026-11-03", "narrative": "Een zorg.", key: "ODD"}
            answer = stranger.post(
                "/api/v1/signals", json.dumps(row).replace("ODD", odd), content_type=JSON, headers=head
            )
            assert answer.status_code == 400, (key, odd)
    assert world.count("intake_signal") == 6


@attack(holds="a text has a greatest length, counted in signs, at every door", broken_by=weak.any_length)
def test_send_a_text_without_end(as_, stranger, key_of, world):
    """Sends a text of sixteen thousand signs, of four bytes each."""
    long = "\U0001f600" * 16_000
    head = {"Authorization": f"Bearer {key_of('karim')}"}
    row = json.dumps({"id": "1", "observed_on": "2026-11-03", "narrative": long})
    assert stranger.post("/api/v1/signals", row, content_type=JSON, headers=head).status_code == 400
    sent = {"do": "send", "narrative": long, "observed_on": "2026-11-03", "once": "a" * 32}
    assert as_("joost").post("/signaal", sent).status_code == 422
    assert world.count("intake_signal") == 6


@attack(holds="names are compared as what they say, however they are composed", broken_by=weak.composed_differs)
def test_escape_a_bundle_by_composing_letters_otherwise():
    """Writes a name with other code points for the same letters, so that it is not found beside the other signals."""
    from schakel.engines.linkage import text

    one, other = unicodedata.normalize("NFC", "José Müller"), unicodedata.normalize("NFD", "José Müller")
    assert one != other
    assert text.folded(one) == text.folded(other)

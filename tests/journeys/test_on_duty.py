"""A signal with danger comes in; who has duty gets a mail, takes it up on her own screen, and finds it in her list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone

from schakel.casework.intake import actions as intake
from schakel.ground.database.scope import acting
from schakel.ground.duty import actions as duty
from schakel.ground.duty.tests.smtp import Mailbox
from schakel.site import reactions


@pytest.fixture
def mailbox(address: str) -> Iterator[Mailbox]:
    box = Mailbox()
    box.open()
    smtp = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1"}
    with override_settings(
        MAIL=True, MAIL_FROM="schakel@waterrijk.example", ORIGIN=address, EMAIL_PORT=box.port, **smtp
    ):
        yield box
    box.close()


@pytest.mark.parametrize("size", ["phone"])  # duty is done away from the desk
def test_danger_reaches_who_has_duty_and_she_takes_it_up(
    person: Callable[..., Any], mailbox: Mailbox, cast: Any
) -> None:
    administrator = person("karim@waterrijk.example").opens("/dienst")
    page = administrator.page
    assert "Nu heeft niemand dienst" in page.locator("main").inner_text()
    administrator.looks("dienst-leeg")

    duty.add_turn(
        by=cast.noor, weekdays=list(range(7)), starts=time(0), ends=time(0), account=cast.noor.account,
        stand_in=cast.samira.account,
    )  # fmt: skip
    with acting(cast.joost):
        told = intake.register_signal(
            by=cast.joost, municipality="GM9901", observed_on=timezone.localdate(), danger=True, function="desk",
            narrative="Een vrouw schuift een briefje over de balie: help mij, hij staat buiten.",
        )  # fmt: skip
    reactions.run_pending()
    reactions.run_pending(slow=True)
    ((to, letter),) = mailbox.letters
    assert to == ["noor@waterrijk.example"]
    link = next(word for word in letter.get_content().split() if word.startswith("http"))

    noor = person("noor@waterrijk.example").opens(link.removeprefix(noor_address(link)))
    assert f"Signaal {told.number} vraagt nu aandacht." in noor.page.locator("main").inner_text()
    noor.looks("dienst-werk")
    noor.page.get_by_role("button", name="Ik pak dit op").click()
    noor.page.wait_for_load_state()
    assert "U pakte het" in noor.page.locator("main").inner_text()
    noor.looks("dienst-signaal")
    noor.opens("/dienst").looks("dienst")
    noor.opens("/signalen")
    assert "briefje" in noor.page.locator("main").inner_text()
    noor.looks("dienst-signalen")
    assert len(mailbox.letters) == 1


def noor_address(link: str) -> str:
    return link.rpartition("/")[0]

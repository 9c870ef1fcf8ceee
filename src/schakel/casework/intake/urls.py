"""Addresses of passing on a signal, following what one sent, and what the focal person does with signals."""

from __future__ import annotations

from django.urls import URLPattern, path

from schakel.casework.intake.pages.add_observation import add_observation
from schakel.casework.intake.pages.ask_advice import ask_advice
from schakel.casework.intake.pages.attachment import attachment
from schakel.casework.intake.pages.attachment_content import attachment_content
from schakel.casework.intake.pages.correct_signal import correct_signal
from schakel.casework.intake.pages.import_signals import import_signals
from schakel.casework.intake.pages.my_signal import my_signal
from schakel.casework.intake.pages.my_signals import my_signals
from schakel.casework.intake.pages.opened_signal import opened_signal
from schakel.casework.intake.pages.receipt import receipt
from schakel.casework.intake.pages.register_signal import register_signal
from schakel.casework.intake.pages.returned_lines import returned_lines
from schakel.casework.intake.pages.signal import Beside, signal
from schakel.casework.intake.pages.signals import signals
from schakel.casework.intake.pages.take_up import take_up


def addresses(beside: Beside | None = None) -> list[URLPattern]:
    """`beside`: what the site shows with a signal from a module that this one may not know, such as its bundle."""
    return [
        path("signaal", register_signal, name="register-signal"),
        path("overleg", ask_advice, name="ask-advice"),
        path("bestanden/<uuid:attachment>", attachment, name="attachment"),
        path("bestanden/<uuid:attachment>/inhoud", attachment_content, name="attachment-content"),
        path("bestanden/<uuid:attachment>/kopie", attachment_content, {"copy": True}, name="attachment-copy"),
        path("mijn-signalen", my_signals, name="my-signals"),
        path("mijn-signalen/<uuid:signal>", my_signal, name="my-signal"),
        path("mijn-signalen/<uuid:signal>/ontvangst", receipt, name="receipt"),
        path("signalen", signals, name="signals"),
        path("signalen/inlezen", import_signals, name="import-signals"),
        path("signalen/<uuid:signal>/oppakken", take_up, name="take-up"),
        path("signalen/inlezen/terug", returned_lines, name="returned-lines"),
        path("signalen/<uuid:signal>/verbeter", correct_signal, name="correct-signal"),
        path("signalen/<uuid:signal>", signal, {"beside": beside}, name="signal"),
        path("noodtoegang/<uuid:access>/signaal", opened_signal, name="opened-signal"),
        path("signalen/<uuid:signal>/feit", add_observation, name="add-observation"),
    ]


urlpatterns = addresses()

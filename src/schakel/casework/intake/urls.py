"""Addresses of passing on a signal, following what one sent, and what the focal person does with signals."""

from __future__ import annotations

from django.urls import path

from schakel.casework.intake.pages.import_signals import import_signals
from schakel.casework.intake.pages.my_signal import my_signal
from schakel.casework.intake.pages.my_signals import my_signals
from schakel.casework.intake.pages.receipt import receipt
from schakel.casework.intake.pages.register_signal import register_signal
from schakel.casework.intake.pages.signal import signal
from schakel.casework.intake.pages.signals import signals

urlpatterns = [
    path("signaal", register_signal, name="register-signal"),
    path("mijn-signalen", my_signals, name="my-signals"),
    path("mijn-signalen/<uuid:signal>", my_signal, name="my-signal"),
    path("mijn-signalen/<uuid:signal>/ontvangst", receipt, name="receipt"),
    path("signalen", signals, name="signals"),
    path("signalen/inlezen", import_signals, name="import-signals"),
    path("signalen/<uuid:signal>", signal, name="signal"),
]

"""The address of the duty roster."""

from __future__ import annotations

from django.urls import path

from schakel.ground.duty.pages.duty import duty

urlpatterns = [path("dienst", duty, name="duty")]

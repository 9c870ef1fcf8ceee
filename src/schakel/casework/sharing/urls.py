"""Addresses of sharing: from a signal, of a letter, and of the bases somebody answers for."""

from __future__ import annotations

from django.urls import URLPattern, path

from schakel.casework.sharing.pages.bases import bases, end_acceptance
from schakel.casework.sharing.pages.consent import consent, withdraw_consent
from schakel.casework.sharing.pages.disclosure import disclosure
from schakel.casework.sharing.pages.letter import letter, letter_pdf
from schakel.casework.sharing.pages.may_i_share import may_i_share
from schakel.casework.sharing.pages.propose_disclosure import propose_disclosure
from schakel.casework.sharing.pages.share import MatterOf, share


def addresses(matter_of: MatterOf) -> list[URLPattern]:
    """`matter_of`: gives a signal as sharing sees it; this module stands below the one that holds signals."""
    given = {"matter_of": matter_of}
    return [
        path("signalen/<uuid:signal>/delen", share, given, name="share"),
        path(
            "signalen/<uuid:signal>/delen/<slug:recipient>/<slug:basis>/<slug:purpose>", propose_disclosure, given,
            name="propose-disclosure",
        ),
        path("signalen/<uuid:signal>/toestemming/<uuid:consent>/trek-in", withdraw_consent, name="withdraw-consent"),
        path("signalen/<uuid:signal>/toestemming/<slug:recipient>/<slug:purpose>", consent, given, name="consent"),
        path("brieven/<uuid:disclosure>", disclosure, name="disclosure"),
        path("brieven/<uuid:disclosure>/brief", letter, name="letter"),
        path("brieven/<uuid:disclosure>/brief.pdf", letter_pdf, name="letter-pdf"),
        path("mag-ik-dit-delen", may_i_share, name="may-i-share"),
        path("grondslagen", bases, name="bases"),
        path("grondslagen/<uuid:acceptance>/beeindig", end_acceptance, name="end-acceptance"),
    ]  # fmt: skip

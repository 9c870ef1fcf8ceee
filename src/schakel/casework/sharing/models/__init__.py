"""What was given to whom, whether the person agreed, and which bases somebody answers for."""

from schakel.casework.sharing.models.agreeing import BasisAcceptance, Consent
from schakel.casework.sharing.models.disclosing import Disclosure, DisclosureStep

__all__ = ["BasisAcceptance", "Consent", "Disclosure", "DisclosureStep"]

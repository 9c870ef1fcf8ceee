"""Writes. Each is one transaction, with its line in the trail of the municipality whose signal it is."""

from schakel.casework.sharing.actions.accepting import accept_basis, end_acceptance
from schakel.casework.sharing.actions.agreeing import (
    consents_end_with,
    end_consent_again,
    record_consent,
    withdraw_consent,
)
from schakel.casework.sharing.actions.clearing import clear_unsent_letters, clear_words
from schakel.casework.sharing.actions.forgetting import forget_disclosures, forget_signal
from schakel.casework.sharing.actions.moving import (
    acknowledge_disclosure,
    check_disclosure,
    record_outcome,
    send_disclosure,
    withdraw_disclosure,
)
from schakel.casework.sharing.actions.printing import note_letter
from schakel.casework.sharing.actions.proposing import propose_disclosure
from schakel.casework.sharing.actions.telling import hold_feedback, release_feedback

__all__ = [
    "accept_basis", "acknowledge_disclosure", "check_disclosure", "clear_unsent_letters", "clear_words", "consents_end_with", "end_acceptance", "end_consent_again", "forget_disclosures", "forget_signal", "hold_feedback",
    "note_letter", "propose_disclosure", "record_consent", "record_outcome", "release_feedback", "send_disclosure", "withdraw_consent",
    "withdraw_disclosure",
]  # fmt: skip

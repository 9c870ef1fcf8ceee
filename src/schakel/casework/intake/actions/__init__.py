"""Writes. Each is one transaction with one line in the trail of the municipality whose record it is."""

from schakel.casework.intake.actions.destroying import destroy_signal, keep_with_bundle
from schakel.casework.intake.actions.drafting import drop_draft, forget_old_drafts, keep_draft
from schakel.casework.intake.actions.feedback import give_feedback
from schakel.casework.intake.actions.handling import assign, close, decide, qualify, weigh
from schakel.casework.intake.actions.importing import ImportResult, ImportRow, import_signals
from schakel.casework.intake.actions.receipts import Receipt, SignalRefused
from schakel.casework.intake.actions.registering import register_signal
from schakel.casework.intake.rules import Fault, IncomingMention, IncomingObservation

__all__ = [
    "Fault",
    "ImportResult",
    "ImportRow",
    "IncomingMention",
    "IncomingObservation",
    "Receipt",
    "SignalRefused",
    "assign",
    "close",
    "decide",
    "destroy_signal",
    "drop_draft",
    "forget_old_drafts",
    "give_feedback",
    "import_signals",
    "keep_draft",
    "keep_with_bundle",
    "qualify",
    "register_signal",
    "weigh",
]

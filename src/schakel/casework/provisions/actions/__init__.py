"""Writes. Each is one transaction, with its line in the trail, and in the log of provisions where something was given."""

from schakel.casework.provisions.actions.auditing import record_audit
from schakel.casework.provisions.actions.clearing import clear_texts, look_up
from schakel.casework.provisions.actions.forgetting import forget_provisions, forget_signal
from schakel.casework.provisions.actions.officers import give_to_supervision, record_investigation, record_supervision
from schakel.casework.provisions.actions.opening import open_provision
from schakel.casework.provisions.actions.receiving import note_signal, record_provision
from schakel.casework.provisions.actions.taking_out import names_go_with, take_name_out
from schakel.casework.provisions.rules import Field

__all__ = [
    "Field", "clear_texts", "forget_provisions", "forget_signal", "give_to_supervision", "look_up", "names_go_with", "note_signal", "open_provision", "record_audit",
    "record_investigation", "record_provision", "record_supervision", "take_name_out",
]  # fmt: skip

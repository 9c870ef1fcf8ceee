"""Writes. Each is one transaction, with its line in the trail of the municipality whose signals they are."""

from schakel.casework.bundling.actions.arriving import Linked, link_arrival
from schakel.casework.bundling.actions.asking import Asked, acknowledge_ask, ask_other, withdraw_ask
from schakel.casework.bundling.actions.clearing import clear_reasons, link_again, set_aside
from schakel.casework.bundling.actions.dividing import merge_bundles, split_bundle
from schakel.casework.bundling.actions.filling_in import SheetAnswer, answer_worksheet, note_worksheet_printing
from schakel.casework.bundling.actions.forgetting import forget_related, forget_signal
from schakel.casework.bundling.actions.judging import (
    Said,
    confirm_link,
    postpone_link,
    reject_link,
    take_out,
    undo,
)
from schakel.casework.bundling.actions.opening import open_related
from schakel.casework.bundling.actions.printing import note_printing
from schakel.casework.bundling.actions.protecting import protect_address
from schakel.casework.bundling.actions.rekeying import forget_keys, lay_keys
from schakel.casework.bundling.actions.relinking import compare_links, renew_links
from schakel.casework.bundling.actions.run_file import OtherRun, Run, begun

__all__ = [
    "Asked",
    "Linked",
    "OtherRun",
    "Run",
    "Said",
    "SheetAnswer",
    "acknowledge_ask",
    "answer_worksheet",
    "ask_other",
    "begun",
    "clear_reasons",
    "compare_links",
    "confirm_link",
    "forget_keys",
    "forget_related",
    "forget_signal",
    "lay_keys",
    "link_again",
    "link_arrival",
    "merge_bundles",
    "note_printing",
    "note_worksheet_printing",
    "open_related",
    "postpone_link",
    "protect_address",
    "reject_link",
    "renew_links",
    "set_aside",
    "split_bundle",
    "take_out",
    "undo",
    "withdraw_ask",
]

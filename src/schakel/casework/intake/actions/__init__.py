"""Writes. Each is one transaction with one line in the trail of the municipality whose record it is."""

from schakel.casework.intake.actions.adding import add_observation
from schakel.casework.intake.actions.alerting import alert_duty, take_up
from schakel.casework.intake.actions.attaching import attach_kept, check_waiting, hand_over, shut, withhold
from schakel.casework.intake.actions.choosing import drop_file, drop_files, keep_file
from schakel.casework.intake.actions.clearing import clear_signal, clear_unsent, drop_unsent
from schakel.casework.intake.actions.correcting import add_mention, correct_mention, remove_mention
from schakel.casework.intake.actions.destroying import destroy_again, destroy_signal, keep_with_bundle
from schakel.casework.intake.actions.drafting import drop_draft, forget_old_drafts, keep_draft
from schakel.casework.intake.actions.due import set_due
from schakel.casework.intake.actions.feedback import give_feedback
from schakel.casework.intake.actions.handling import assign, close, decide, qualify, weigh
from schakel.casework.intake.actions.importing import ImportResult, ImportRow, import_signals
from schakel.casework.intake.actions.letting_go import hold_on, let_go
from schakel.casework.intake.actions.lists import begin_list, go_on_with_list, keep_list
from schakel.casework.intake.actions.opening import open_numbered
from schakel.casework.intake.actions.receipts import Receipt, SignalRefused
from schakel.casework.intake.actions.registering import register_signal
from schakel.casework.intake.actions.restricting import lift_restriction, restrict_signal
from schakel.casework.intake.actions.viewing import drop_view, forget_views, save_view
from schakel.casework.intake.rules import Fault, IncomingMention, IncomingObservation, Noticer, Provenance
from schakel.casework.intake.rules.files import AttachmentRefused

__all__ = [
    "AttachmentRefused",
    "Fault",
    "ImportResult",
    "ImportRow",
    "IncomingMention",
    "IncomingObservation",
    "Noticer",
    "Provenance",
    "Receipt",
    "SignalRefused",
    "add_mention",
    "add_observation",
    "alert_duty",
    "assign",
    "attach_kept",
    "begin_list",
    "check_waiting",
    "clear_signal",
    "clear_unsent",
    "close",
    "correct_mention",
    "decide",
    "destroy_again",
    "destroy_signal",
    "drop_draft",
    "drop_file",
    "drop_files",
    "drop_unsent",
    "drop_view",
    "forget_old_drafts",
    "forget_views",
    "give_feedback",
    "go_on_with_list",
    "hand_over",
    "hold_on",
    "import_signals",
    "keep_draft",
    "keep_file",
    "keep_list",
    "keep_with_bundle",
    "let_go",
    "lift_restriction",
    "open_numbered",
    "qualify",
    "register_signal",
    "remove_mention",
    "restrict_signal",
    "save_view",
    "set_due",
    "shut",
    "take_up",
    "weigh",
    "withhold",
]

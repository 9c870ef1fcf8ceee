"""Reads: each takes `viewer=` and gives frozen rows."""

from schakel.casework.intake.queries.attachments import (
    AttachmentRow,
    KeptFile,
    OpenedFile,
    attachment,
    attachments,
    kept_files,
    open_attachment,
)
from schakel.casework.intake.queries.drafts import DraftRow, draft
from schakel.casework.intake.queries.expiring import BATCH, past_term, rule_now
from schakel.casework.intake.queries.for_bundling import (
    PictureFacts,
    controlled_ids,
    facts_for_picture,
    signals_for_bundling,
    subjects_of,
)
from schakel.casework.intake.queries.judging import Provenances, bases_for, judged, read_file
from schakel.casework.intake.queries.leaving import Leaving, leaving, let_go, may_be_let_go
from schakel.casework.intake.queries.listing import Filter, count, inbox, signals, without_outcome
from schakel.casework.intake.queries.lists import list_under_way, lists_left, read_list
from schakel.casework.intake.queries.mine import my_signal, my_signals, passed_on_before
from schakel.casework.intake.queries.naming import Named, NamedAt, NamedIn, at_places, naming, naming_people
from schakel.casework.intake.queries.opened import opened_signal
from schakel.casework.intake.queries.restricted import restricted
from schakel.casework.intake.queries.returning import returned
from schakel.casework.intake.queries.rows import (
    AddedRow,
    ChangeRow,
    CorrectionRow,
    DueRow,
    FeedbackRow,
    Heading,
    ListedSignal,
    MentionRow,
    ObservationRow,
    PassedOn,
    ProvenanceRow,
    SignalRow,
)
from schakel.casework.intake.queries.signals import by_id, headings, provenance, signal
from schakel.casework.intake.queries.views import ViewRow, saved_views
from schakel.casework.intake.rules import mask_citizen_numbers
from schakel.engines.exchange import FileRefused, ReadFile, ReadRow

__all__ = [
    "BATCH",
    "AddedRow",
    "AttachmentRow",
    "ChangeRow",
    "CorrectionRow",
    "DraftRow",
    "DueRow",
    "FeedbackRow",
    "FileRefused",
    "Filter",
    "Heading",
    "KeptFile",
    "Leaving",
    "ListedSignal",
    "MentionRow",
    "Named",
    "NamedAt",
    "NamedIn",
    "ObservationRow",
    "OpenedFile",
    "PassedOn",
    "PictureFacts",
    "ProvenanceRow",
    "Provenances",
    "ReadFile",
    "ReadRow",
    "SignalRow",
    "ViewRow",
    "at_places",
    "attachment",
    "attachments",
    "bases_for",
    "by_id",
    "controlled_ids",
    "count",
    "draft",
    "facts_for_picture",
    "headings",
    "inbox",
    "judged",
    "kept_files",
    "leaving",
    "let_go",
    "list_under_way",
    "lists_left",
    "mask_citizen_numbers",
    "may_be_let_go",
    "my_signal",
    "my_signals",
    "naming",
    "naming_people",
    "open_attachment",
    "opened_signal",
    "passed_on_before",
    "past_term",
    "provenance",
    "read_file",
    "read_list",
    "restricted",
    "returned",
    "rule_now",
    "saved_views",
    "signal",
    "signals",
    "signals_for_bundling",
    "subjects_of",
    "without_outcome",
]

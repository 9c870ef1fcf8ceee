"""Tables of signals. What people wrote is sealed for the controller; codes, dates and states are not."""

from schakel.casework.intake.models.added import AddedObservation
from schakel.casework.intake.models.attachment import Attachment, AttachmentContent, DraftFile
from schakel.casework.intake.models.correction import Correction
from schakel.casework.intake.models.draft import Draft
from schakel.casework.intake.models.handling import DueChange, SavedView
from schakel.casework.intake.models.parts import Feedback, Mention, Observation, Part, StateChange
from schakel.casework.intake.models.provenance import Provenance
from schakel.casework.intake.models.restriction import Restriction
from schakel.casework.intake.models.signal import LastNumber, Signal

__all__ = [
    "AddedObservation",
    "Attachment",
    "AttachmentContent",
    "Correction",
    "Draft",
    "DraftFile",
    "DueChange",
    "Feedback",
    "LastNumber",
    "Mention",
    "Observation",
    "Part",
    "Provenance",
    "Restriction",
    "SavedView",
    "Signal",
    "StateChange",
]

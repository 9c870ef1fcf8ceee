"""What becomes of every sealed column when somebody is taken out of everything. A guard compares with `sealed.SEALED`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from schakel.casework.bundling.queries.naming import REASONS
from schakel.casework.hits.queries.naming import WHOLE
from schakel.casework.intake.queries.naming import TEXTS as OF_SIGNALS
from schakel.casework.provisions.queries.naming import TEXTS as OF_PROVISIONS
from schakel.casework.provisions.queries.naming import TRACKS
from schakel.casework.rights.queries.naming import TEXTS as OF_NOTICES
from schakel.casework.sharing.queries.naming import TEXTS as OF_LETTERS
from schakel.ground.breakglass.queries.naming import TEXTS as OF_EMERGENCIES


def _columns(places: Mapping[str, Any]) -> dict[str, str]:
    """The column of each place, by the code of the place."""
    return {code: f"{place.model._meta.db_table}.{place.field}" for code, place in places.items()}


BY_PLACE: Final[dict[str, str]] = {
    code: column
    for places in (OF_SIGNALS, REASONS, OF_LETTERS, OF_PROVISIONS, OF_EMERGENCIES, OF_NOTICES, WHOLE)
    for code, column in _columns(places).items()
}
"""A person chose the sentence, another decided: a mark stays where the name stood, or (`hits`) the whole question goes."""

BY_HOLDER: Final[dict[str, str]] = {
    code: column
    for places in TRACKS.values()
    for code, column in _columns(places).items()
    if column not in BY_PLACE.values()
}
"""Of an officer's own track: nobody who handles a request may read it, so who holds it takes the name out, record by record."""

FOLLOWS: Final[dict[str, str]] = {
    "intake_mention.value": "places of their own go",
    "intake_correction.value": "goes with the place that it corrected",
    "intake_draft.typed": "cleaned unseen, by name",
    "intake_draftfile.told": "cleaned unseen, by name",
    "intake_savedview.name": "cleaned unseen, by name",
    "bundling_bundle.title": "made anew from the signals as they stand",
    "bundling_reading.observed": "made anew from the signal as it stands",
    "hits_question.asked": "goes with the question",
    "hits_side.outcome": "goes with the question; holds numbers",
    "rights_finding_words.words": "go as soon as it is done",
}
"""Nobody chooses these: they follow from what was chosen."""

STAYS: Final[dict[str, str]] = {
    "accounts_secondstep.sealed_key": "a key, no words",
    "accounts_signonprovider.sealed_secret": "a secret, no words",
    "vault_recipient_key.private": "a key, no words",
    "intake_draftfile.sealed": "a file that somebody chose and did not send: only its writer can look into it",
    "intake_attachmentcontent.sealed": "a picture or a paper: a person looks, and takes the file away whole",
    "sharing_basis_acceptance.reason": "about a text of law, which names nobody",
    "sharing_disclosure.given": "a letter that was not sent goes whole; what went is what somebody has to answer for, for its"
    " own term, and its recipients are told",
    "rights_request.who": "the person's own request, which they themselves made; it goes at its own term",
    "rights_request.letter": "the answer that the person has in hand",
    "rights_request_step.reason": "why their own request was decided so: kept to answer for, at its own term",
    "rights_finding.say": "what the person was told about it",
    "rights_finding.reason": "why it was refused: kept to answer for, at its own term",
    "provisions_audit.findings": "of the privacy officer alone, about how the work is done",
}
"""What is not altered, and why."""

"""Pure: terms of the law, when an audit is due, and what may cross between two tracks. No Django, no clock."""

from schakel.casework.provisions.rules.auditing import KINDS as AUDITS
from schakel.casework.provisions.rules.auditing import RESULTS, TERM_OF, due
from schakel.casework.provisions.rules.terms import OPENS, STAGES, WHY, Length, after, opens, stage
from schakel.casework.provisions.rules.tracks import (
    ACTS,
    CROSSING,
    DIRECTIONS,
    INVESTIGATION,
    KINDS,
    PARTY,
    PURPOSE,
    ROLE,
    SUPERVISION,
    Field,
    crossing,
)

__all__ = [
    "ACTS", "AUDITS", "CROSSING", "DIRECTIONS", "INVESTIGATION", "KINDS", "OPENS", "PARTY", "PURPOSE", "RESULTS", "ROLE",
    "STAGES", "SUPERVISION", "TERM_OF", "WHY", "Field", "Length", "after", "crossing", "due", "opens", "stage",
]  # fmt: skip

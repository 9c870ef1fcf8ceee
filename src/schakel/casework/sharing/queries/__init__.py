"""Reads: each takes `viewer=` and gives frozen rows. `Matter` and `Piece` are what the site hands in about a signal."""

from schakel.casework.sharing.queries.agreeing import acceptances, agreement, consents, latest
from schakel.casework.sharing.queries.asking import AskedRow, accepted_codes, may_i_share, parties
from schakel.casework.sharing.queries.both import both_agree_by
from schakel.casework.sharing.queries.disclosures import (
    disclosure,
    disclosures,
    feedback_held,
    sent_about,
    unanswered,
    waiting,
)
from schakel.casework.sharing.queries.letters import Letter, letter, names_of
from schakel.casework.sharing.queries.matrix import bases, basis, digest, ways
from schakel.casework.sharing.queries.naming import letters_naming
from schakel.casework.sharing.queries.options import GIVER, giver_of, option, options, own_parties, person_of
from schakel.casework.sharing.queries.rows import (
    AcceptanceRow,
    ConsentRow,
    DisclosureRow,
    Field,
    ListedDisclosure,
    OptionRow,
    StepRow,
    WayRow,
)
from schakel.casework.sharing.rules import OTHER, Matter, Piece, names_reporter, screened

__all__ = [
    "GIVER", "OTHER", "AcceptanceRow", "AskedRow", "ConsentRow", "DisclosureRow", "Field", "Letter",
    "ListedDisclosure", "Matter", "OptionRow", "Piece", "StepRow", "WayRow", "acceptances", "accepted_codes",
    "agreement", "bases", "basis", "both_agree_by", "consents", "digest", "disclosure", "disclosures",
    "feedback_held", "giver_of", "latest", "letter", "letters_naming", "may_i_share", "names_of", "names_reporter", "option",
    "options", "own_parties", "parties", "person_of", "screened", "sent_about", "unanswered", "waiting", "ways",
]  # fmt: skip

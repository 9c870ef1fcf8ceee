"""Reads: each takes `viewer=` and gives frozen rows. Row security shows the own municipality, and nothing to others."""

from schakel.casework.bundling.queries.compared import compared, near
from schakel.casework.bundling.queries.edge import EdgeRow, at_the_edge, is_closed, is_large
from schakel.casework.bundling.queries.history import history, judgement
from schakel.casework.bundling.queries.keeping import last_steps, tied
from schakel.casework.bundling.queries.list_rows import (
    ActRow,
    AskedRow,
    BundleRef,
    Compared,
    ComparedBundle,
    HistoryRow,
    InBoth,
    ListedBundle,
    OpenQuestion,
    Person,
    RegionRow,
    RelatedRow,
    RequestRow,
)
from schakel.casework.bundling.queries.lists import (
    PAGE,
    bundle_of,
    bundles,
    bundles_of,
    count,
    open_questions,
    running_numbers,
    still_looking,
)
from schakel.casework.bundling.queries.naming import reasons_naming, signals_keyed
from schakel.casework.bundling.queries.outward import keys_outward
from schakel.casework.bundling.queries.protection import sheltered
from schakel.casework.bundling.queries.related import asked_of_us, hits, region_hits
from schakel.casework.bundling.queries.relinked import bundle_changes
from schakel.casework.bundling.queries.rows import (
    BroughtRow,
    BundleRow,
    JudgementRow,
    LinkRow,
    PartRow,
    QuestionRow,
    SharedRow,
    ToldRow,
    WayRow,
)
from schakel.casework.bundling.queries.sheet_rows import AnswerRow, ProposalRow, SheetLine, WorksheetRow
from schakel.casework.bundling.queries.whole import bundle
from schakel.casework.bundling.queries.worksheets import worksheet
from schakel.casework.bundling.rules.relinking import BundleChange, Change, counted

__all__ = [
    "PAGE",
    "ActRow",
    "AnswerRow",
    "AskedRow",
    "BroughtRow",
    "BundleChange",
    "BundleRef",
    "BundleRow",
    "Change",
    "Compared",
    "ComparedBundle",
    "EdgeRow",
    "HistoryRow",
    "InBoth",
    "JudgementRow",
    "LinkRow",
    "ListedBundle",
    "OpenQuestion",
    "PartRow",
    "Person",
    "ProposalRow",
    "QuestionRow",
    "RegionRow",
    "RelatedRow",
    "RequestRow",
    "SharedRow",
    "SheetLine",
    "ToldRow",
    "WayRow",
    "WorksheetRow",
    "asked_of_us",
    "at_the_edge",
    "bundle",
    "bundle_changes",
    "bundle_of",
    "bundles",
    "bundles_of",
    "compared",
    "count",
    "counted",
    "history",
    "hits",
    "is_closed",
    "is_large",
    "judgement",
    "keys_outward",
    "last_steps",
    "near",
    "open_questions",
    "reasons_naming",
    "region_hits",
    "running_numbers",
    "sheltered",
    "signals_keyed",
    "still_looking",
    "tied",
    "worksheet",
]

"""The exchange format of signals: read from JSON, CSV and XLSX in one place, judged on its form, and given back.

Every fault names its line, its field or column, the reason and the mend, in Dutch; `Fault.said(gettext)` translates it.
"""

from schakel.engines.exchange.files import MOST_LINES, ReadFile, ReadRow, kind_of, read_file
from schakel.engines.exchange.form import form_faults
from schakel.engines.exchange.lines import read_json
from schakel.engines.exchange.objects import Exchanged, read_object
from schakel.engines.exchange.returned import Returned, give_back
from schakel.engines.exchange.shape import Fault, Incoming, IncomingMention, IncomingObservation, fault
from schakel.engines.exchange.tables import FileRefused
from schakel.engines.exchange.written import write_object

__all__ = [
    "MOST_LINES",
    "Exchanged",
    "Fault",
    "FileRefused",
    "Incoming",
    "IncomingMention",
    "IncomingObservation",
    "ReadFile",
    "ReadRow",
    "Returned",
    "fault",
    "form_faults",
    "give_back",
    "kind_of",
    "read_file",
    "read_json",
    "read_object",
    "write_object",
]

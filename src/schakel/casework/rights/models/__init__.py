"""What people asked about their own data, what was found and decided, whether people were told, and the ledger."""

from schakel.casework.rights.models.finding import Finding, FindingWords
from schakel.casework.rights.models.ledger import LedgerLine
from schakel.casework.rights.models.notice import Notice
from schakel.casework.rights.models.request import Request, RequestStep

__all__ = ["Finding", "FindingWords", "LedgerLine", "Notice", "Request", "RequestStep"]

"""The clearing ledger as a file, and which of its lines this database knows."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import NAMESPACE_OID, UUID, uuid5

from schakel.casework.rights.models import LedgerLine
from schakel.casework.rights.rules import LedgerTrouble, Line, parsed
from schakel.ground.vault.actions import secret


def ledger_path() -> Path:
    """SCHAKEL_LEDGER_FILE, else a file beside the key file. LedgerTrouble when neither is named."""
    named = os.environ.get("SCHAKEL_LEDGER_FILE", "").strip()
    if named:
        return Path(named)
    if key := os.environ.get("SCHAKEL_KEY_FILE", "").strip():
        return Path(key).with_suffix(".ledger")
    raise LedgerTrouble(
        "SCHAKEL_LEDGER_FILE is missing: name the file that keeps the clearing ledger, beside the keys."
    )


def ledger_ready() -> None:
    """LedgerTrouble, in one sentence, when the next line could not be written: nothing could be destroyed any more."""
    path = ledger_path()
    held = path if path.exists() else path.parent
    if not os.access(held, os.W_OK):
        raise LedgerTrouble(f"The clearing ledger {path} cannot be written: name another place in SCHAKEL_LEDGER_FILE.")


def ledger_lines() -> list[Line]:
    """Every line of the file, in order. LedgerTrouble when one is not as it was written."""
    try:
        text = ledger_path().read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as trouble:
        raise LedgerTrouble(f"The clearing ledger {ledger_path()} cannot be read.") from trouble
    whole = text[: text.rfind("\n") + 1]  # a last line that was never finished was never done
    return parsed(whole.splitlines(), ledger_key)


def ledger_key(organisation: UUID) -> bytes:
    """Always under the first root: a backup of before another one knows no later root, and must read these lines."""
    return secret("rights.ledger", organisation, generation=1)


def carried_out() -> frozenset[UUID]:
    """Numbers of the lines that were carried out on this database."""
    return frozenset(LedgerLine.objects.values_list("id", flat=True))


def line_id(do: str, organisation: UUID, signal: UUID | None, request: UUID | None) -> UUID:
    """The same for the same thing done again, so that a line written just before a crash is not two things."""
    return uuid5(NAMESPACE_OID, f"schakel.ledger {do} {organisation} {signal} {request}")

"""Which lines of the clearing ledger were carried out on this database."""

from __future__ import annotations

from django.db import models

from schakel.ground.database.keeps import Keeps


class LedgerLine(models.Model):
    """A line of the file by its number; a copy of the database that is put back misses those of after it was made."""

    keeps = Keeps(
        purpose="Shows whether a database that was put back still has to do again what was done since.",
        until="clearing_ledger",
        personal=False,
    )

    id = models.UUIDField(primary_key=True, editable=False)
    at = models.DateTimeField()

    class Meta:
        db_table = "rights_ledger_line"

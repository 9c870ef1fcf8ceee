"""Sessions of which the database holds no key: a copy of it, or a look into it, lets nobody in as somebody else.

The cookie holds the key, the table its hash, as with links and keys of systems.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Store
from django.utils import timezone


def kept_as(key: str) -> str:
    """Of 160 bits, which is what the column holds and more than anybody guesses."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


class SessionStore(Store):
    def _get_session_from_db(self) -> Any:
        try:
            return self.model.objects.get(session_key=kept_as(self.session_key or ""), expire_date__gt=timezone.now())
        except self.model.DoesNotExist:
            self._session_key = None
            return None

    def exists(self, session_key: str | None) -> bool:
        return bool(session_key) and self.model.objects.filter(session_key=kept_as(str(session_key))).exists()

    def create_model_instance(self, data: Any) -> Any:
        row = super().create_model_instance(data)
        row.session_key = kept_as(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            self.model.objects.filter(session_key=kept_as(key)).delete()

"""Uploaded files stay in memory and are never written to disk; what is too large is let go while it comes in."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_TOGETHER: Final = 4  # files of the largest size, with one page


class InMemoryOnly(FileUploadHandler):
    """Takes every file, so that no other handler and no temporary file comes into it.

    One above the limit arrives empty and says how large it was (`size`): the page can name it, and the rest of what was
    typed and chosen arrives too.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.together = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.held: BytesIO | None = BytesIO()
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.seen += len(raw_data)
        self.together += len(raw_data) if self.held else 0
        most = settings.LARGEST_FILE_BYTES
        if self.seen > most or self.together > MOST_TOGETHER * most:
            self.together -= self.seen if self.held else 0
            self.held = None
        if self.held is not None:
            self.held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        held = self.held or BytesIO()
        held.seek(0)
        return InMemoryUploadedFile(
            file=held,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

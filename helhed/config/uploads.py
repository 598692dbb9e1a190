"""How much of a file is taken in at all, settled before any view or form looks at it."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from helhed.policy.reading.sandbox.parent import MOST_BYTES


class NoMoreThanCanBeRead(FileUploadHandler):
    """The files of one request are kept until they are larger than what is read, and no further.

    What is left of one that is cut off is still larger than a form lets through, so that it is told and never read.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """None keeps the piece from the handlers behind this one."""
        if self.taken > MOST_BYTES:
            return None
        self.taken += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        return None

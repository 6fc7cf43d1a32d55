"""Files while they come in. Nothing is written to the disk, and a file that grows too large is not kept while the rest
of it passes by: the form is there whole, and can say so."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from files import limits


class Upload(UploadedFile):
    """What came in. One that is not whole was too large: it has its true `size`, and no content."""

    def __init__(self, content: BytesIO, **about: Any) -> None:
        super().__init__(file=content, **about)
        self.is_whole = content.getbuffer().nbytes == self.size


class LimitedUploadHandler(FileUploadHandler):
    """Keeps in memory at most limits.FILE bytes of a request, however many files they are in."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._left = limits.FILE
        self._content = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > self._left:
            self._content = BytesIO()
        elif self._content.tell() == start:
            self._content.write(raw_data)

    def file_complete(self, file_size: int) -> Upload:
        self._left -= self._content.tell()
        self._content.seek(0)
        return Upload(
            self._content,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

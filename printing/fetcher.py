"""What a printed document may load: our own assets, by name. Everything else is refused before it is opened."""

import mimetypes
from collections.abc import Mapping
from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "asset:"


class Refused(ValueError):
    """The document asked for something that is not ours."""


class AssetFetcher(URLFetcher):
    """Answers `asset:name` with that file and nothing else. Give it to every HTML() and CSS() there is."""

    def __init__(self, assets: Mapping[str, Path]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._assets = assets

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        path = self._assets.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        if path is None:
            raise Refused
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

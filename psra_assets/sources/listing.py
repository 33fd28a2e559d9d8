"""Publishers without a stable public address: an operator sets one, of a file or of a web server's folder listing."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote, urljoin

_FORMS = (".xml", ".xlsx", ".zip", ".gz", ".gzip", ".csv", ".json", ".tar", ".tgz")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.extend(value for name, value in attrs if name == "href" and value)


def links(page: bytes, base: str) -> list[str]:
    """Addresses of data files on a listing, below the listing's own folder and on its host only."""
    parser = _Links()
    parser.feed(page.decode("utf-8", errors="replace"))
    folder = base.partition("?")[0].rpartition("/")[0] + "/"
    absolute = (_absolute(base, link) for link in parser.found)
    wanted = [url for url in absolute if url.startswith(folder) and file_name(url).lower().endswith(_FORMS)]
    return sorted(dict.fromkeys(wanted))


def _absolute(base: str, link: str) -> str:
    try:
        return urljoin(base, link).partition("#")[0]
    except ValueError:  # no address at all
        return ""


def file_name(url: str) -> str:
    """The file's name in an address."""
    path = url.partition("#")[0].partition("?")[0].partition("://")[2]
    return unquote(path.partition("/")[2].rpartition("/")[2])

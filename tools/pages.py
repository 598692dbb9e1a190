"""Every page of a running site, found by following its links as a reader would."""

from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from playwright.sync_api import APIRequestContext

MOST_PAGES = 1000


class Targets(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href") if tag == "a" else None
        if target:
            self.found.append(target)


def links(html: str, address: str, base: str) -> list[str]:
    """The addresses that a page links to on this site, without fragment and query."""
    targets = Targets()
    targets.feed(html)
    found = [urldefrag(urljoin(address, target)).url.partition("?")[0] for target in targets.found]
    return [target for target in found if target.startswith(f"{base}/")]


def crawl(reader: APIRequestContext, base: str) -> list[str]:
    """The addresses of all pages that can be reached from the front page, in the order they are met.

    `reader` is the `request` of a page, and so signed in as the page is; a link to a file is not a page.
    """
    waiting = dict.fromkeys([f"{base}/"])
    met = set(waiting)
    pages: list[str] = []
    while waiting and len(met) < MOST_PAGES:
        address = next(iter(waiting))
        del waiting[address]
        answer = reader.get(address)
        if answer.status == 200 and "text/html" in answer.headers.get("content-type", ""):
            pages.append(address)
            new = [link for link in links(answer.text(), address, base) if link not in met]
            met.update(new)
            waiting |= dict.fromkeys(new)
    return pages


def file_name(address: str) -> str:
    path = unquote(urlsplit(address).path).strip("/")
    return path.replace("/", "--") or "front-page"

"""Every page of a running site, found by following its links as a reader would."""

from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from playwright.sync_api import Page

MOST_PAGES = 400


def links(page: Page, base: str) -> Iterator[str]:
    """The addresses that the page links to on this site, without fragment and query."""
    for target in page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))"):
        address = urldefrag(urljoin(page.url, target)).url.partition("?")[0]
        if address.startswith(f"{base}/"):
            yield address


def crawl(page: Page, base: str, known: set[str] | None = None) -> Iterator[str]:
    """Open each page that can be reached from the front page, and yield its address while it is open.

    Addresses in `known` are left alone, and those found are added to it; a link to a file is not a page.
    """
    seen = known if known is not None else set()
    waiting = [f"{base}/"]
    entered = {f"{base}/"}
    while waiting and len(entered) < MOST_PAGES:
        address = waiting.pop(0)
        if not is_page(page, address):
            continue
        page.goto(address)
        new = [link for link in links(page, base) if link not in entered]
        entered.update(new)
        waiting += dict.fromkeys(new)
        if address not in seen:
            seen.add(address)
            yield address


def is_page(page: Page, address: str) -> bool:
    answer = page.request.get(address)
    return answer.status == 200 and "text/html" in answer.headers.get("content-type", "")


def file_name(address: str) -> str:
    path = unquote(urlsplit(address).path).strip("/")
    return path.replace("/", "--") or "front-page"

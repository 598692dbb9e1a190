"""The demo municipality served for real on a free port, and a browser to look at it with."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from tools.postgres import free_port

TOP = Path(__file__).resolve().parent.parent
HELHED = str(Path(sys.executable).parent / "helhed")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
# A button of a form on the sign-in page that asks for no password signs in a demo persona.
PERSONA_BUTTONS = "main form:not(:has(input[type=password])) button[type=submit]"
SIGN_IN_LINK = ".account a"


def make_demo(data: Path) -> None:
    """Make the demo's data in the folder `data`, without serving it."""
    command = [HELHED, "demo", "--prepare-only", "--data", str(data)]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{done.stdout}\n{done.stderr}")


@contextmanager
def fresh_demo() -> Iterator[Path]:
    """A folder of demo data that is removed again."""
    folder = Path(tempfile.mkdtemp(prefix="helhed-demo-"))
    try:
        make_demo(folder / "data")
        yield folder / "data"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The address of the product's own server over the demo in `data`; it is stopped whatever happens inside."""
    port = free_port()
    log = data.parent / f"server-{port}.log"
    command = [HELHED, "demo", "--data", str(data), "--port", str(port)]
    with log.open("wb") as output:
        # In our own process group, so that whoever stops the tests stops the server too.
        server = subprocess.Popen(command, cwd=TOP, stdout=output, stderr=output)
    try:
        await_answer(f"http://127.0.0.1:{port}/", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(server)


def stop(server: "subprocess.Popen[bytes]") -> None:
    """Its workers end when it does, however that comes about."""
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def await_answer(address: str, server: "subprocess.Popen[bytes]", log: Path, seconds: int = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(address, timeout=5):  # noqa: S310
                return
        except URLError as problem:
            if hasattr(problem, "code"):
                break
        time.sleep(0.05)
    raise RuntimeError(f"{address} does not answer:\n{log.read_text('utf-8', errors='replace')}")


@contextmanager
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        raise FileNotFoundError("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def transferred(browser: Browser, address: str) -> dict[str, int]:
    """The bytes that came over the line for each address when the page is met for the first time."""
    context = browser.new_context(locale="da-DK")
    page = context.new_page()
    line = context.new_cdp_session(page)
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}
    line.on("Network.requestWillBeSent", lambda sent: addresses.update({sent["requestId"]: sent["request"]["url"]}))
    line.on("Network.loadingFinished", lambda done: sizes.update({done["requestId"]: int(done["encodedDataLength"])}))
    line.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    context.close()
    parts: dict[str, int] = {}
    for request, size in sizes.items():
        parts[addresses[request]] = parts.get(addresses[request], 0) + size
    return parts


def open_sign_in(page: Page, base: str) -> None:
    page.goto(base)
    page.goto(base + (page.locator(SIGN_IN_LINK).first.get_attribute("href") or ""))


def personas(page: Page, base: str) -> list[str]:
    """The names on the demo's sign-in buttons."""
    open_sign_in(page, base)
    return [text.strip() for text in page.locator(PERSONA_BUTTONS).all_inner_texts()]


def sign_in(page: Page, base: str, persona: str) -> None:
    """Sign in by the first demo button that carries the words `persona`."""
    open_sign_in(page, base)
    page.locator(PERSONA_BUTTONS).filter(has_text=persona).first.click()
    page.wait_for_load_state()

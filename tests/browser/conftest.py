"""A real Chromium, without a window and with a new profile, that may load nothing but the file it is given."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

_HERE = Path(__file__).parent
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def chromium() -> str | None:
    """$CHROMIUM, else Debian's, else one on the PATH."""
    named = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    return named if Path(named).exists() else shutil.which("chromium") or shutil.which("chromium-browser")


def why_not() -> str:
    """What is missing to run these tests; "" where nothing is."""
    lacking = [name for name in ("playwright", "axe_playwright_python") if find_spec(name) is None]
    if lacking:
        return f"no {' and '.join(lacking)} here: make test-browser installs them"
    return "" if chromium() else "no Chromium here: apt-get install chromium, or name one by $CHROMIUM"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = why_not()
    if reason:
        for item in items:
            if _HERE in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=f"browser tests not run: {reason}"))


@pytest.fixture(scope="session")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    from playwright.sync_api import sync_playwright

    profile = tmp_path_factory.mktemp("profile")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch_persistent_context(
            str(profile), executable_path=chromium(), args=list(_FLAGS), headless=True
        )
        yield opened
        opened.close()


class Watched:
    """A page of which everything is noted that a safe one never does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.loaded: list[str] = []
        self.odd: list[str] = []
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("requestfinished", lambda r: self.loaded.append(r.url))
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda e: self.odd.append(f"error: {e}"))
        page.on("console", lambda m: self.odd.append(f"console: {m.text}"))
        page.on("popup", lambda p: self.odd.append(f"popup: {p.url}"))

    def _dialog(self, dialog: Any) -> None:
        self.odd.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, path: Path, at: str = "") -> Page:
        self.page.goto(path.as_uri() + at)
        self.page.wait_for_selector("main")
        return self.page


@pytest.fixture
def watched(context: BrowserContext) -> Iterator[Watched]:
    """A new page; at the end it has asked for nothing but files it was given, and done nothing odd."""
    page = context.new_page()
    page.set_viewport_size({"width": 1200, "height": 900})
    page.emulate_media(color_scheme="light")
    seen = Watched(page)
    yield seen
    page.close()
    assert seen.odd == []
    assert [u for u in seen.requests if not u.startswith("file://") or not u.partition("#")[0].endswith(".html")] == []

"""MHTML: a page and what belongs to it in one file, as browsers save it."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import Message

from cleaner.document import Document
from cleaner.io.base import Opened, failed, whole_content


def read(opened: Opened) -> Iterator[Document]:
    """The first page in the file; its url is where it was saved from."""
    content, error = whole_content(opened)
    if error is not None:
        yield failed(opened.id, error)
        return
    message = email.message_from_bytes(content.lstrip(), policy=email.policy.compat32)
    page = next(
        (part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")), None
    )
    if page is None:
        yield failed(opened.id, f"{opened.name}: no page in the MHTML file")
        return
    body = page.get_payload(decode=True)
    yield Document(
        id=opened.id,
        content=body if isinstance(body, bytes) else b"",
        kind="page",
        url=_address(page) or _address(message),
        charset=page.get_content_charset(),
    )


def _address(part: Message) -> str | None:
    for name in ("Content-Location", "Snapshot-Content-Location"):
        said = str(part.get(name) or "").strip()
        if said.lower().startswith(("http://", "https://")):
            return said
    return None

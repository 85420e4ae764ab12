"""WARC and ARC: the pages of a crawl, and the texts of one that others took them from (WET)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document, DocumentKind
from cleaner.io import http_body
from cleaner.io.base import Opened, failed, leave_out
from cleaner.io.http_body import Answer, charset, media_type
from cleaner.io.sniff import looks_like_page
from cleaner.io.warc_records import Damage, Record, records

_PAGES = ("text/html", "application/xhtml+xml")
# What servers and crawlers call a page that they don't know: its content tells.
_ANYTHING = ("", "application/octet-stream", "text/plain", "unknown/unknown", "application/x-unknown-content-type")
_ARC_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")


def read(opened: Opened) -> Iterator[Document]:
    """A document a page: a response of status 2xx or a resource that is HTML by its type or its content; a text a conversion (WET).

    Its url is WARC-Target-URI, its id WARC-Record-ID, its charset the HTTP header's; ``record["warc_date"]`` is WARC-Date, when
    it was fetched. All other records are counted in ``opened.left_out`` by what they are. Damage is a failed document that names
    the file and the byte, and the next record is read.
    """
    for record in records(opened.stream, opened.bounds.max_bytes):
        if isinstance(record, Damage):
            yield failed(opened.id, f"{opened.name}: cannot read on after byte {record.at:,}: {record.reason}")
            continue
        found = _document(record, opened)
        if isinstance(found, Document):
            yield found
        elif record.error is not None:
            yield failed(opened.id, f"{opened.name}: cannot read on after byte {record.at:,}: {record.error}")
        else:
            leave_out(opened, found)


def _document(record: Record, opened: Opened) -> Document | str:
    """The record's document, or what it is where it is none."""
    kind = record.headers.get("warc-type", "").lower()
    said = record.headers.get("content-type", "")
    if kind == "response":
        answer = http_body.answer(record.block)
        if answer.status is None:
            answer = Answer(
                200, {"content-type": "" if said.lower().startswith("application/http") else said}, answer.body
            )
        if not 200 <= (answer.status or 0) < 300:
            return f"of status {answer.status}"
    elif kind in ("resource", "conversion"):
        answer = Answer(200, {"content-type": said}, record.block)
    else:
        return f"{kind if re.fullmatch('[a-z]{1,20}', kind) else 'unknown'} records"
    type = media_type(answer.headers.get("content-type", ""))
    if kind == "conversion" and type == "text/plain":
        return _made(record, opened, answer, "text")
    if type not in _PAGES and type not in _ANYTHING:
        return type
    found = _made(record, opened, answer, "page")
    shown = found.content if isinstance(found.content, bytes) and found.content else answer.body
    return found if type in _PAGES or looks_like_page(shown) else type or "without a type"


def _made(record: Record, opened: Opened, answer: Answer, kind: DocumentKind) -> Document:
    url = record.headers.get("warc-target-uri", "").strip("<>") or None
    id = record.headers.get("warc-record-id", "").strip("<>") or url or f"{opened.name}:{record.at}"
    content, error = b"", None
    if record.error is not None:
        error = f"{opened.name}: cannot read on after byte {record.at:,}: {record.error}"
    elif record.large:
        error = opened.bounds.too_large()
    else:
        try:
            content = http_body.decoded(answer, opened.bounds)
        except http_body.TooLargeError:
            error = opened.bounds.too_large()
        except http_body.UndecodableError as e:
            error = f"{opened.name}: the record at byte {record.at:,} cannot be decoded: {e}"
    date = _date(record.headers.get("warc-date", ""))
    return Document(
        id=id,
        content=content,
        kind=kind,
        url=url,
        charset=charset(answer.headers.get("content-type", "")),
        record={"warc_date": date} if date else {},
        error=error,
    )


def _date(said: str) -> str:
    """ISO 8601, also of the fourteen digits of an ARC archive."""
    found = _ARC_DATE.fullmatch(said)
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else said

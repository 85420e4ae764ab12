"""What other tools wrote, as rows to compare: records with a text in a field that the caller names.

trafilatura's JSON, newspaper4k's, or anybody's, in each format that ``clean`` reads. Such a row has no removals and no flags;
a record whose text is empty is a failed row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from cleaner.addons.report.rows import Row
from cleaner.article import Status
from cleaner.errors import InputError
from cleaner.io import sources
from cleaner.io.base import Fields
from cleaner.pipeline import field

# No record has a field of this name: all fields but the text's stay in the record.
_NONE = "\0"
_EMPTY = "empty: "
# A field of trafilatura's: its address is the one that the page gives as its own, where there is one.
_TRAFILATURA = "hostname"
_CANONICAL = "canonical_url"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison. ``text_field``: of a record that isn't ours, "" for rows of ours; ``id_field``: what rows are
    joined by, "" for the usual. ``option`` is how the command calls the side: "old" or "new".
    """

    name: str
    option: str
    text_field: str = ""
    id_field: str = ""


def foreign_rows(side: Side) -> Iterator[Row]:
    """The records as rows, in order. Raises InputError, with file and line, for one without a text."""
    fields = Fields(text=side.text_field, html=_NONE, url=_NONE, id=_NONE)
    for source in sources.find([side.name]).sources:
        for document in sources.read(source, fields):
            error = (document.error or "").replace(
                f"neither {side.text_field!r} nor {_NONE!r}", f"no field {side.text_field!r}"
            )
            if document.kind == "page":
                error = "a page, and no text"
            if error and not error.startswith(_EMPTY):
                place = "" if error.startswith(document.id) else f"{document.id}: "
                raise InputError(f"{place}{error}; --{side.option}-text-field names the field that holds the text")
            yield _row(document.record, document.id, document.content, side)


def _row(record: Mapping[str, Any], place: str, content: str | bytes, side: Side) -> Row:
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    url = next((v for v in map(record.get, ("url", "source")) if isinstance(v, str) and v.startswith("http")), None)
    row: Row = {
        "id": _named(record.get("id")), "url": url, "text": text, "status": str(Status.OK if text.strip() else Status.FAILED),
        "flags": [], "removed": [], "place": place, "record": record if side.id_field else {},
        "address": _CANONICAL if _TRAFILATURA in record else "url",
    }  # fmt: skip
    if "title" in record:
        row["title"] = record["title"]
    if isinstance(record.get("authors"), list):
        row["authors"] = record["authors"]
    elif isinstance(record.get("author"), str):
        row["authors"] = [name for name in map(str.strip, record["author"].split(";")) if name]
    return row


def joinable(old: Iterable[Row], new: Iterable[Row], sides: tuple[Side, Side]) -> tuple[Iterator[Row], Iterator[Row]]:
    """Both sides' rows with the ids that they are joined by, and their texts with a line a block, as other tools write them.

    Where another tool's first row has no id, rows are joined by their addresses, unless a field is named.
    """
    rows = [iter(old), iter(new)]
    address = ""
    for at, side in enumerate(sides):
        first = next(rows[at], None)
        if first is None:
            continue
        rows[at] = chain([first], rows[at])
        if side.text_field and not side.id_field and not first["id"]:
            address = first["address"]
    return _keyed(rows[0], sides[0], address), _keyed(rows[1], sides[1], address)


def _keyed(rows: Iterator[Row], side: Side, address: str) -> Iterator[Row]:
    """``address``: the field of ours that rows are joined by; "" where they are by id."""
    for row in rows:
        place = row.pop("place", "")
        held = row.pop("record", None) or row
        if side.id_field:
            id = _named(field(held, side.id_field))
            if not id:
                raise InputError(
                    f"{place or row['id']}: the field {side.id_field!r} holds nothing; "
                    f"--{side.option}-id-field names the field that rows are joined by"
                )
        else:
            url = (address and row.get(address)) or row.get("url") or row.get(_CANONICAL) or ""
            id = (address and url) or row["id"] or url or place
        yield {**row, "id": id, "text": _a_line_a_block(row["text"])}


def _named(value: Any) -> str:
    return "" if value is None else str(value)


def _a_line_a_block(text: str) -> str:
    return "\n\n".join(line for line in map(str.strip, text.splitlines()) if line)

"""Imported rules as YAML, and the report of an import."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

from cleaner.addons.importing.draft import Draft, Import
from cleaner.rules.model import Example

# What YAML doesn't take as it is, and what would end a line: a comment's rest, or a text's, would be read as something else.
_ESCAPE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
# Half a pair is no character, and no escape makes it one; a file's name may hold it.
_HALF = re.compile("[\ud800-\udfff]")
_WIDTH = 60


def yaml_of(drafts: tuple[Draft, ...]) -> str:
    """A rule file's text."""
    return "\n".join("\n".join(_rule_lines(d)) + "\n" for d in drafts)


def _rule_lines(draft: Draft) -> Iterator[str]:
    for source in draft.sources:
        value = source.value if source.kind.startswith("#") else f"{source.kind}: {source.value}"
        yield _ESCAPE.sub("?", f"# {source.where}: {value}")
    yield f"- id: {draft.id}"
    yield f"  why: {text(draft.why)}"
    yield f"  stage: {draft.stage}"
    if draft.field:
        yield f"  field: {draft.field}"
    key, values = ("css", draft.css) if draft.css else ("xpath", draft.xpath)
    listed = ", ".join(map(text, values))
    if len(listed) <= _WIDTH or len(values) == 1:
        yield f"  find: {{{key}: [{listed}]}}"
    else:
        yield "  find:"
        yield f"    {key}:"
        yield from (f"      - {text(v)}" for v in values)
    scope = [
        f"{k}: [{', '.join(map(text, v))}]" for k, v in (("sites", draft.sites), ("not_sites", draft.not_sites)) if v
    ]
    if scope:
        yield f"  scope: {{{', '.join(scope)}}}"
    for name, example in (("match", draft.match), ("keep", draft.keep)):
        if example:
            yield f"  {name}:"
            yield f"    - {_example(example)}"


def _example(example: Example) -> str:
    url = f", url: {text(example.url)}" if example.url else ""
    return f"{{html: {text(example.text)}, left: {text(example.left)}{url}}}"


def text(value: str) -> str:
    """A YAML scalar that is this text, whatever it holds: JSON's texts are YAML's."""
    whole = json.dumps(_HALF.sub("\ufffd", value), ensure_ascii=False)
    return _ESCAPE.sub(lambda m: f"\\u{ord(m.group()):04x}", whole)


def summary(found: Import) -> Iterator[str]:
    """What was taken and what not, by kind and by reason, for the terminal."""
    taken, all_ = sum(found.taken.values()), sum(found.directives.values())
    drafts = list(found.drafts)
    proved = sum(d.match is not None for d in drafts)
    select = sum(d.stage == "select" for d in drafts)
    yield f"{found.read} files, {all_} directives: {taken} taken, {len(found.not_taken)} not"
    yield f"{len(drafts)} rules in {len(found.files)} files: {proved} with an example that proves them, {select} select rules"
    for kind, count in Counter(found.directives).most_common():
        yield f"  {kind:24} {found.taken[kind]:6} of {count}"
    if found.not_taken:
        yield "not taken:"
    for reason, count in Counter(n.reason for n in found.not_taken).most_common():
        yield f"  {count:6} {reason}"


def report(found: Import) -> str:
    """The summary, then every directive that was not taken, with its place and the reason."""
    lines = [*summary(found), "", *map(str, found.not_taken)]
    return "\n".join(_ESCAPE.sub("?", line) for line in lines) + "\n"

"""Site files of ftr-site-config (``example.org.txt``): where a site keeps its fields, and what to strip.

A line is ``directive: value`` or ``directive(parameter): value``; ``#`` starts a comment. The file's name is the site's;
``.example.org.txt`` is meant for what is below it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from cleaner.addons.importing.draft import Draft, NotTaken, Source, distinct, lines_of
from cleaner.addons.importing.element import SILENT
from cleaner.addons.importing.example import GONE, KEPT, PROSE, NoExampleError, pages_for
from cleaner.addons.importing.xpath import Binary, Call, Expression, Path, Step, gives
from cleaner.addons.importing.xpath_parser import XPathError, parse
from cleaner.rules.load import NOT_XML, check_xpath

KINDS = ("strip", "body", "title", "author", "date")
FIELDS = {"title": "title", "author": "authors", "date": "published_at", "body": "body"}
_LINE = re.compile(r"([A-Za-z_]+)\s*(?:\((.*?)\))?\s*:(.*)", re.S)
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+")
_SHORTEST_NAME = 3
_PAGE = "it names the whole page"
_NO_TEXT = "what it strips holds no text"
_REASONS = {
    "about fetching pages": "http_header single_page_link next_page_link single_page_link_in_feed if_page_contains https "
    "autodetect_next_page src_lazy_load_attr",
    "about logging in": "requires_login login_uri login_username_field login_password_field login_extra_fields "
    "not_logged_in_xpath",
    "replaces text of the page's source before it is parsed": "find_string replace_string",
    "changes the page's elements instead of taking them": "wrap_in move_into dissolve convert_double_br_tags "
    "unwrap strip_attr post_strip_attr insert_detected_image footnotes",
    "about pictures: an article is text": "strip_image_src",
    "a setting of another program": "tidy prune parser autodetect_on_failure skip_json_ld strip_comments native_ad_clue "
    "skip_id_or_class",
    "an address or text to test with": "test_url test_contains",
}
_WHY_NOT = {kind: reason for reason, kinds in _REASONS.items() for kind in kinds.split()}
_WHOLE = frozenset(("html", "body"))
_NEVER = frozenset(("html", "body", "main", "h1"))


@dataclass(frozen=True, slots=True)
class Site:
    """Whom a file is for. ``below``: for the sites below ``host`` alone; no host: for all."""

    host: str | None
    below: bool = False

    @property
    def name(self) -> str:
        return "all-sites" if self.host is None else self.host + (".below" if self.below else "")


def site_of_file(name: str) -> Site | None:
    """The site that ``example.org.txt`` is for; None for a file of something else."""
    stem = name.removesuffix(".txt").lower()
    if stem == "global":
        return Site(None)
    host = stem.removeprefix(".")
    if not _HOST.fullmatch(host) or host.startswith(("fingerprint.", "_")):
        return None
    return Site(host, stem.startswith("."))


def scopes(sites: Iterable[Site]) -> dict[Site, tuple[str, ...]]:
    """For each site the hosts below it that have a file of their own: there its rules don't count."""
    known = set(sites)
    hosts = {s.host for s in known if s.host}
    below: dict[str, set[str]] = {}
    for host in hosts:
        labels = host.split(".")
        for at in range(1, len(labels)):
            below.setdefault(".".join(labels[at:]), set()).add(host)
    found = {}
    for site in known:
        own = below.get(site.host or "", set())
        if site.below and Site(site.host) in known:
            own = own | {f"www.{site.host}"}
        found[site] = tuple(sorted(own))
    return found


def directives(file: str, text: str) -> Iterator[tuple[Source, str] | NotTaken]:
    """Each directive of a file with the comment right above it; a line that is none comes as NotTaken."""
    comment = ""
    for number, raw in enumerate(lines_of(text), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            comment = line.strip("# \t")
            continue
        found = _LINE.fullmatch(line)
        if not found:
            yield NotTaken(Source(file, number, "?", line), "not a directive")
        else:
            kind, parameter, value = found.group(1).lower(), found.group(2), found.group(3).strip()
            yield Source(file, number, kind, value if parameter is None else f"({parameter}) {value}"), comment
        comment = comment if found and kind in ("strip", "strip_id_or_class") else ""


def read(
    file: str,
    text: str,
    site: Site | None,
    not_sites: Mapping[Site, tuple[str, ...]],
    only: frozenset[str] = frozenset(KINDS),
) -> tuple[list[Draft], list[NotTaken], Counter[str]]:
    """The drafts that a site's file gives, what it holds besides, and its directives counted by kind."""
    drafts: list[Draft] = []
    refused: list[NotTaken] = []
    names: list[tuple[Source, str]] = []
    counts: Counter[str] = Counter()
    for found in directives(file, text):
        source, comment = (found.source, "") if isinstance(found, NotTaken) else found
        counts[source.kind] += 1
        if isinstance(found, NotTaken):
            refused.append(found)
            continue
        why_not = _why_not(source, site, only)
        if why_not:
            refused.append(NotTaken(source, *why_not))
        elif source.kind == "strip_id_or_class":
            names.append((source, comment))
        else:
            made = _select(source, comment) if source.kind in FIELDS else _strip(source, comment)
            (drafts if isinstance(made, Draft) else refused).append(made)  # type: ignore[arg-type]
    if names:
        drafts.append(_names(names))
    if site is None:
        return [], refused, counts
    return _scoped(drafts, site, not_sites.get(site, ())), refused, counts


def _scoped(drafts: list[Draft], site: Site, not_sites: tuple[str, ...]) -> list[Draft]:
    keys = [("ftr", site.name, f"{d.sources[0].kind}-{d.sources[0].line}") for d in drafts]
    ids = distinct(keys)
    sites = (site.host,) if site.host else ()
    return [replace(d, id=ids[k], sites=sites, not_sites=not_sites) for d, k in zip(drafts, keys, strict=True)]


def _why_not(source: Source, site: Site | None, only: frozenset[str]) -> tuple[str, str] | None:
    """The reason for which a directive is not even looked at."""
    kind = source.kind
    if kind in _WHY_NOT:
        return _WHY_NOT[kind], ""
    if kind not in FIELDS and kind not in ("strip", "strip_id_or_class"):
        return "no directive that is known", ""
    if ("strip" if kind == "strip_id_or_class" else kind) not in only:
        return "not asked for", ""
    if site is None:
        return "the file is not one site's", "its name says no host"
    if site.host is None and kind in FIELDS:
        return "for all sites, where the general way serves", ""
    if not source.value or "\ufffd" in source.value:
        return ("not UTF-8", "") if source.value else ("no value", "")
    if NOT_XML.search(source.value):
        return "it holds a control character", ""
    if kind == "strip_id_or_class" and len(_plain_name(source.value)) < _SHORTEST_NAME:
        return "part of too many names", f"fewer than {_SHORTEST_NAME} letters"
    return None


def _names(found: list[tuple[Source, str]]) -> Draft:
    """All ``strip_id_or_class`` of a file as one rule: parts of classes and ids."""
    values = list(dict.fromkeys(_plain_name(s.value) for s, _ in found))
    css = tuple(f'[{a}*="{_css_text(v)}"]' for v in values for a in ("class", "id"))
    html = "".join(f'<div class="{escape(v)}">{GONE}</div>' for v in values)
    file = found[0][0].file
    kept = f"<p>{KEPT} {PROSE}</p>"
    return Draft(
        id="",
        why=f"{file} strips elements whose class or id holds one of these.",
        stage="prune",
        sources=tuple(s for s, _ in found),
        css=css,
        pages=(html + kept, kept + html),
    )


def _plain_name(value: str) -> str:
    return value.replace("'", "").replace('"', "").strip()


def _css_text(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def _why(source: Source, comment: str) -> str:
    words = " ".join(comment.split())
    does = "strips it" if source.kind == "strip" else f"says where the {source.kind} is"
    return f"{source.where} {does}" + (f": {words[:160]}" if words else ".")


def _parsed(source: Source) -> Expression | NotTaken:
    try:
        tree = parse(source.value)
        check_xpath(source.value)
    except XPathError as e:
        return NotTaken(source, "the XPath cannot be run", str(e))
    except Exception as e:  # lxml's own, which is not imported here
        return NotTaken(source, "the XPath cannot be run", str(e))
    if not _starts_at_root(tree):
        return NotTaken(source, "the XPath does not start at the page's root")
    return tree


def _starts_at_root(tree: Expression) -> bool:
    match tree:
        case Binary(_, left, right):
            return _starts_at_root(left) and _starts_at_root(right)
        case Call(_, arguments):
            return all(map(_starts_at_root, arguments))
        case Path(_, _, start) if start is not None:
            return _starts_at_root(start)
        case Path(steps, False):
            return steps[0].axis == "self"
    return True


def _select(source: Source, comment: str) -> Draft | NotTaken:
    tree = _parsed(source)
    if isinstance(tree, NotTaken):
        return tree
    value, kind = source.value, gives(tree)
    if kind in ("number", "truth", "comments"):
        return NotTaken(source, "the XPath gives no text", f"a {kind}")
    if source.kind == "body":
        if kind == "texts" and isinstance(tree, Path) and re.search(r"/text\(\)\s*$", value):
            # The element that holds the text holds the body.
            value = re.sub(r"/+text\(\)\s*$", "", value)
            kind = gives(parse(value)) if value else ""
        if kind != "elements" and kind != "mixed":
            return NotTaken(source, "a body must be elements", f"the XPath gives {kind}")
        if _is_page(parse(value)):
            return NotTaken(source, _PAGE)
    return Draft("", _why(source, comment), "select", (source,), xpath=(value,), field=FIELDS[source.kind])


def _is_page(tree: Expression) -> bool:
    match tree:
        case Binary("|", left, right):
            return _is_page(left) or _is_page(right)
        case Path(steps, _, start, predicates):
            named = _named(steps)
            if not named:
                return start is None or bool(_ends_in(start) & _WHOLE) or (not predicates and _is_page(start))
            last = named[-1]
            anything = len(named) == 1 and start is None and last.test in ("*", "node()")
            return last.test.lower() in _WHOLE or (anything and not last.predicates)
    return False


def _named(steps: tuple[Step, ...]) -> list[Step]:
    """The steps that lead on; the others leave one where one is, or below."""
    return [s for s in steps if s.test != "node()" or s.axis not in ("self", "descendant-or-self")]


def _strip(source: Source, comment: str) -> Draft | NotTaken:
    tree = _parsed(source)
    if isinstance(tree, NotTaken):
        return tree
    kind = gives(tree)
    if kind != "elements":
        return NotTaken(source, "a page rule takes elements", f"the XPath gives {kind}")
    if _is_page(tree):
        return NotTaken(source, _PAGE)
    ends = _ends_in(tree)
    if ends & _NEVER:
        return NotTaken(source, "no page rule takes html, body, main or h1", "titles are told from bodies otherwise")
    if ends and ends <= SILENT:
        return NotTaken(source, _NO_TEXT, ", ".join(sorted(ends)))
    try:
        pages = pages_for(tree)
    except NoExampleError as e:
        return NotTaken(source, "no example could be built to prove it", str(e))
    return Draft("", _why(source, comment), "prune", (source,), xpath=(source.value,), pages=pages)


def _ends_in(tree: Expression) -> frozenset[str]:
    """The tags of the elements that an expression ends in."""
    match tree:
        case Binary("|", left, right):
            return _ends_in(left) | _ends_in(right)
        case Path(steps, _, start):
            named = _named(steps)
            return frozenset((named[-1].test.lower(),)) if named else _ends_in(start) if start else frozenset()
    return frozenset()

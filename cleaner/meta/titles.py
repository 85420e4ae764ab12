"""One title from what a page offers: outlet names cut off, then the wording that most places agree on."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from cleaner.rules.fold import fold

# Scripts without spaces write none around a dash either.
_SEPARATOR = re.compile(
    r"\s+[-–—|•·»›:~]+\s+|\s*[|｜]\s*|\s+::\s+|\s+//\s+|\s*[_＿]\s*|\s*--\s*|(?<=[\u2e80-\u9fff])[-–—](?=[\u2e80-\u9fff])"
)
# Weaker signs count where a line of the page gives what stands between them: "Lakes:Feature:Old mill opens again".
_WEAK_SEPARATOR = re.compile(_SEPARATOR.pattern + r"|\s*[:：]\s*")
# How much a place's word counts. JSON-LD and OpenGraph are written for machines to quote, an h1 for readers.
_WEIGHT = {
    "json-ld": 1.0, "og:title": 1.0, "h1": 1.6, "microdata": 0.5, "twitter:title": 0.3, "title element": 0.3,
    "parsely-title": 0.9, "sailthru.title": 0.9, "headline": 0.5, "text line": 2.0, "record": 3.0, "rule": 4.0,
}  # fmt: skip
_OTHER_WEIGHT = 0.4
# An h1 that shares fewer words than these with what other places give is a logo or a section's name.
_SHARED = 0.4
_LEAST_SHARED = 2
# A text that is part of another counts as the same story if it has this share of its letters.
_LEAST_PART = 0.25
_AFTER_LEAD = re.compile(r"[|｜>»›]\s*")
_MAX_LENGTH = 400
_OUTLET_WORDS = 6
# What is cut from a title without a name to go by: pieces of a few words, beside what is long enough for a headline.
_CUT_WORDS = 3
_HEADLINE_WORDS = 3
_LEADING_WORDS = 2
_BAR = re.compile(r"[|｜_＿»›]|::|//|--")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,100}>")
_DOMAIN = re.compile(r"\w\.(?:com|net|org|info|[a-z]{2})\b", re.I)
_MOST_PIECES = 8


def choose_title(
    offered: Sequence[tuple[str, str]],
    outlets: Iterable[str],
    domain: str | None,
    sections: Iterable[str] = (),
    lines: Callable[[], Iterable[str]] = tuple,
) -> tuple[str | None, str]:
    """The title, and the places that agree on it.

    ``offered`` holds (where, title) in the order of trust, ``outlets`` the names that the page gives its outlet, ``sections``
    those of its sections and of the folders in its URL; ``lines`` gives the lines over the article, and is asked only where
    nothing but the title element speaks.
    """
    candidates = [(where, plain) for where, text in offered if text and len(plain := _plain(text)) <= _MAX_LENGTH]
    outlet_keys = _outlet_keys(outlets, domain, candidates)
    outlet_keys |= _outlet_headings(candidates, outlet_keys)
    section_keys = {key_of(s) for s in sections} - {""}
    given_elsewhere = {key_of(text) for where, text in candidates if where != "title element"} - {""}
    titles = [
        (
            where,
            without_outlet(
                _end_that_another_place_gives(text, given_elsewhere) if where == "title element" else text,
                outlet_keys,
                given_elsewhere,
                section_keys,
            ),
        )
        for where, text in candidates
    ]
    titles = [(where, title) for where, title in titles if key_of(title) and key_of(title) not in outlet_keys]
    titles = _without_leads(titles)
    others = [title for where, title in titles if where != "h1"]
    of_story = [(where, title) for where, title in titles if where != "h1" or _is_same_story(title, others)]
    if {where for where, _ in of_story} == {"title element"}:
        title = of_story[0][1]
        headline = _headline_of_title_element(title, lines, outlet_keys)
        headings = [heading for where, heading in titles if where == "h1"]
        # The title element of some pages only says the outlet's name.
        longest = max(map(_length, _SEPARATOR.split(title)))
        if headline in (title, _shortened(title)) and headings and max(map(_length, headings)) > longest:
            return _most_agreed(titles)
        return headline, "title element"
    agreed, places = _most_agreed(of_story or titles)
    return (_shortened(agreed) if agreed and not outlet_keys else agreed), places


def _most_agreed(titles: Sequence[tuple[str, str]]) -> tuple[str | None, str]:
    """The wording with most votes. Each place votes once; of several h1 each has half a vote."""
    votes: dict[str, float] = {}
    wording: dict[str, str] = {}
    places: dict[str, list[str]] = {}
    seen: set[str] = set()
    several_h1 = sum(where == "h1" for where, _ in titles) > 1
    for where, title in titles:
        if where in seen and where != "h1":
            continue
        seen.add(where)
        weight = _WEIGHT.get(where, _OTHER_WEIGHT)
        key = key_of(title)
        votes[key] = votes.get(key, 0.0) + (weight * 0.5 if where == "h1" and several_h1 else weight)
        wording.setdefault(key, title)
        places.setdefault(key, []).append(where)
    if not votes:
        return None, ""
    best = max(votes, key=lambda k: votes[k])
    return wording[best], ", ".join(dict.fromkeys(places[best]))


def _plain(text: str) -> str:
    """A title without tags and entities, which some systems escape twice."""
    if "&" in text or "<" in text:
        text = " ".join(_MARKUP.sub(" ", html.unescape(html.unescape(text))).split())
    return text


def _without_leads(titles: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The titles without what stands before an arrow or a bar, where another place gives just the rest: "Home > Lakes > "."""
    headlines = {key_of(title) for _, title in titles if _length(title) >= _HEADLINE_WORDS}

    def rest(title: str) -> str:
        ends = (title[sign.end() :].strip() for sign in _AFTER_LEAD.finditer(title))
        return next((end for end in ends if key_of(end) in headlines), title)

    return [(where, rest(title)) for where, title in titles]


def _is_same_story(heading: str, others: Sequence[str]) -> bool:
    """Whether another place tells the same story: one title holds the other, or they share enough words.

    The outlet's name behind a headline doesn't count, else its logo would.
    """
    mine = set(_words(heading))
    for other in others:
        story = max(_SEPARATOR.split(other), key=len)
        a, b, words = key_of(heading), key_of(story), set(_words(story))
        # A section's name may be a word of the headline, too.
        if b in a or (a in b and len(a) >= _LEAST_PART * len(b)):
            return True
        if len(mine & words) >= max(_LEAST_SHARED, _SHARED * min(len(mine), len(words))):
            return True
    return not others


def _words(text: str) -> Iterator[str]:
    """The words; of scripts without spaces the pairs of signs."""
    for word in re.findall(r"\w+", fold(text)):
        if word < "\u0e00":
            yield word
        else:
            yield from (word[i : i + 2] for i in range(max(1, len(word) - 1)))


def _headline_of_title_element(title: str, lines: Callable[[], Iterable[str]], outlet_keys: set[str]) -> str:
    """The headline in a title element that no other place gives: the part that stands as a line over the article, else the
    title without short pieces at its ends.
    """
    if not _WEAK_SEPARATOR.search(title):
        return title
    line_keys = {key_of(line) for line in lines()} - outlet_keys
    parts = [part for part in _parts(title) if _length(part) >= _LEADING_WORDS and key_of(part) in line_keys]
    return max(parts, key=len, default="") or _shortened(title)


def _parts(title: str) -> Iterator[str]:
    """All that stands between two separators, or one and an end."""
    cuts = [m.span() for m in _WEAK_SEPARATOR.finditer(title)][:_MOST_PIECES]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(title)]
    for i, start in enumerate(starts):
        yield from (title[start:end].strip() for end in ends[i:])


def _shortened(title: str) -> str:
    """Without the short pieces that bars part from a headline, and without what names a site by its address."""
    while True:
        signs = list(_SEPARATOR.finditer(title))
        if not signs:
            return title
        head, sign, tail = title[: signs[-1].start()], signs[-1].group(), title[signs[-1].end() :]
        long_enough = any(_length(piece) >= _HEADLINE_WORDS for piece in _SEPARATOR.split(head))
        if not _is_cut_off(tail, sign) or not long_enough:
            break
        title = head.strip()
    lead, rest = title[: signs[0].start()], title[signs[0].end() :]
    if _BAR.search(signs[0].group()) and _length(lead) <= _LEADING_WORDS and _length(rest) >= _HEADLINE_WORDS:
        return rest.strip()
    return title


def _is_cut_off(tail: str, sign: str) -> bool:
    barred = _BAR.search(sign) is not None or not (sign[0].isspace() or sign[-1].isspace())
    return _DOMAIN.search(tail) is not None or (barred and _length(tail) <= _CUT_WORDS)


def _length(text: str) -> int:
    """How many words it has; in scripts without spaces, signs but one."""
    return sum(1 for _ in _words(text))


def _outlet_headings(candidates: Sequence[tuple[str, str]], outlet_keys: set[str]) -> set[str]:
    """The h1 that are the outlet's name: the title element is that name and the og:title or JSON-LD title together."""
    elements = {key_of(text) for where, text in candidates if where == "title element"}
    titles = {key_of(text) for where, text in candidates if where in ("og:title", "json-ld")} - outlet_keys
    headings = {key_of(text) for where, text in candidates if where == "h1"} - titles
    return {h for h in headings for t in titles if h and len(t) >= len(h) and elements & {h + t, t + h}}


def _end_that_another_place_gives(title: str, given_elsewhere: set[str]) -> str:
    """The end of a title element, behind sections, that another place gives as the title; the title itself where there is none.

    It must be most of the title, else it is the outlet's name.
    """
    ends = (title[cut.end() :] for cut in _SEPARATOR.finditer(title) if len(title) - cut.end() > cut.start())
    return next((end for end in ends if key_of(end) in given_elsewhere), title)


def without_outlet(title: str, outlet_keys: set[str], given_elsewhere: set[str], section_keys: set[str]) -> str:
    """If another place gives the beginning of the title, that beginning. Else the title without outlet and section names at its
    end and the outlet's name at its start.
    """
    pieces = _SEPARATOR.split(title)
    heads = (title[: _end_of(title, count)] for count in range(len(pieces) - 1, 0, -1))
    beginning = next((head for head in heads if key_of(head) in given_elsewhere), None)
    if beginning:
        return beginning.strip()
    while len(pieces) > 1 and (_is_outlet(pieces[-1], outlet_keys) or key_of(pieces[-1]) in section_keys):
        title = title[: _end_of(title, len(pieces) - 1)].strip()
        pieces = _SEPARATOR.split(title)
    if len(pieces) > 1 and key_of(pieces[0]) in outlet_keys:
        title = title[_SEPARATOR.search(title).end() :].strip()  # type: ignore[union-attr]
    return title


def without_name_on_own_line(title: str, lines: Iterable[str]) -> tuple[str, str]:
    """(headline, name). Cuts the outlet's or section's name off a text's headline if that name also stands alone on a line;
    ``name`` is "" if nothing was cut.
    """
    if len(title) > _MAX_LENGTH:
        return title, ""
    pieces = _SEPARATOR.split(title)
    ends = {key_of(piece): piece.strip() for piece in (pieces[0], pieces[-1]) if len(piece.split()) <= _OUTLET_WORDS}
    alone = {key for line in lines if len(line) < len(title) and (key := key_of(line)) in ends}
    if len(pieces) < 2 or not alone or len(alone) == len(ends) > 1:
        return title, ""
    return without_outlet(title, alone, set(), set()), ends[next(iter(alone))]


def _end_of(title: str, count: int) -> int:
    """Where the first ``count`` pieces of a title end."""
    matches = list(_SEPARATOR.finditer(title))
    return matches[count - 1].start()


def _is_outlet(piece: str, outlet_keys: set[str]) -> bool:
    key = key_of(piece)
    if key in outlet_keys:
        return True
    return len(piece.split()) <= _OUTLET_WORDS and any(
        len(n) > 3 and (n in key or key in n) for n in outlet_keys if key
    )


def _outlet_keys(outlets: Iterable[str], domain: str | None, candidates: Sequence[tuple[str, str]]) -> set[str]:
    """The keys of the outlet's names. Some pages name the headline as their outlet: what is long enough for a headline, and is the
    title in an h1 and in another place, is left out.
    """
    headings = {key_of(t) for w, t in candidates if w == "h1" and _length(t) > _HEADLINE_WORDS}
    headlines = headings & {key_of(t) for w, t in candidates if w != "h1"}
    keys = {key_of(o) for o in outlets} - headlines
    if domain:
        keys |= {key_of(domain), key_of(domain.split(".")[0])}
    return keys - {""}


def pieces_of(title: str) -> list[str]:
    """What stands between a title's separators."""
    return [piece.strip() for piece in _SEPARATOR.split(title)]


def key_of(text: str) -> str:
    """Letters and digits alone, folded: what two writings of one name share."""
    return "".join(filter(str.isalnum, fold(text)))

"""Authors as a clean list: no "By", no e-mail, no handle, no outlet, no role."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from cleaner.page.invisible import without_invisible
from cleaner.rules.fold import fold

_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÞА-Я])"
BY = re.compile(
    r"^by(?=" + _CAPITAL + r")"
    r"|^\s*(?:authors?|written by|posted by)\s*[:：]?\s+(?:posted by\s+)?(?=" + _CAPITAL + r")"
    r"|^\s*(?:(?:written|reported|story|text|words|posted|published|submitted|created|compiled|reviewed|analysis|review|"
    r"opinion|essay|by)\s+)*by\b[:\s]+"
    r"|^\s*(?:von|vom|por|par|pubblicato da|di|da|door|av|af|przez|autor(?:in|a|en|es)?|authors?|autorin/autor|auteurs?|autori|"
    r"contributors?|text|texte|texto|testo|tekst|автор|від|"
    r"oleh|penulis|kirjoittaja|teksti|szerző|írta|συντάκτης|piše|autorė|autors|höfundur|"
    r"بقلم|نویسنده|מאת|tác giả|yazan|記者|文|作者|记者|撰文|责编|责任编辑)\s*[:：]\s*"
    r"|^\s*(?:autorin/autor|autor/in|autor:in|autor\*in)\s+(?=" + _CAPITAL + r")"
    r"|^\s*(?:von|por|par|door|av|af)\s+(?=" + _CAPITAL + r")",
    re.I,
)  # fmt: skip
_SPLIT = re.compile(
    r"\s*(?:;|\||/|·|•|\n|\s&\s|&amp;|,?\s(?:and|und|et|y|e|en|och|og|ve|dan|и|та|i|with|mit|con|avec)\s+(?=[A-ZÀ-ÖØ-ÞА-Я])|、|，)\s*"
)
_COMMA = re.compile(r"\s*,\s*")
_EMAIL = re.compile(r"\(?\s*[\w.+-]{1,64}@[\w-]+\.[\w.-]+\s*\)?")
_HANDLE = re.compile(r"\(?\s*@\w+\s*\)?")
_URL = re.compile(r"https?://\S+|www\.\S+|facebook\.com/\S+")
_TAIL = re.compile(
    r"\s*(?:\(.*\)|\[.*\])\s*$|\s+(?:for|in|aus|à|en|in)\s+(?:the\s+)?[A-Z][\w.]*(?:\s[A-Z][\w.]*)*$"
    r"|\s*[-–—|,]\s+(?:[A-Z]\w+\s+){0,3}(?:writer|reporter|editor|correspondent|staff|contributor|columnist|author|redakteur\w*|"
    r"journalist\w*|korrespondent\w*|redaktion|chief|director|manager|specialist|analyst|correspondante?|journaliste|"
    r"rédact(?:eur|rice)|corresponsal|redactora?|periodista|giornalista|inviat[oa]|jornalista|repórter)\b.*$",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|writer|journalist\w*|redakteur\w*|columnist|contributor|ph\.?d|m\.d|jr|sr|iii?|"
    r"correspondante?|journaliste|rédact(?:eur|rice)|corresponsal|redactora?|periodista|giornalista|inviat[oa]|jornalista|repórter|"
    r"rd|mba|cpa|founder|co-founder|ceo|cto|cfo|coo|president|professor|coordinator|manager|analyst|engineer|"
    r"strategist|consultant|reviewer|educators?|expert|content marketing|producer|"
    r"photographer|director|specialist|freelance\w*|staff|senior|chief|bureau|updated|published|min read)\b",
    re.I,
)
_NOBODY = frozenset((
    "admin", "administrator", "root", "editor", "user", "guest", "unknown", "none", "null", "undefined", "author", "staff",
    "webmaster", "wordpress", "by", "autor", "autorin", "autorin/autor", "auteur", "autore", "datum", "date", "quelle",
    "source", "fuente", "published", "veröffentlicht",
))  # fmt: skip
# Who mended, checked or pictured the article didn't write it; "Quelle: xyz" is whence it comes.
_OTHER_HAND = re.compile(
    r"^\s*(?:(?:last |medically |fact[- ])?(?:updated|edited|checked|photographed|illustrated|photos?|photography|illustrations?|"
    r"translated) by\b|(?:quelle|source|fuente|fonte|bron|kilde|källa|foto|fotos|photos?|bild|design|code|content|image)\s*:)",
    re.I,
)
_DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.?-?){1,3}[®™]?")
_PARTICLE = frozenset((
    "de", "da", "do", "dos", "das", "di", "del", "della", "der", "den", "des", "du", "la", "le", "van", "von", "zu", "zur",
    "af", "av", "bin", "ibn", "bint", "al", "el", "ben", "ter", "ten", "y", "e", "i", "and", "und", "et", "och", "og", "en",
    "&",
))  # fmt: skip
# Some of the expressions take the square of a text's length. Beyond so many characters no list of authors is read, as no page
# has one: its last name may be cut off, and isn't taken.
_LONGEST_TEXT = 2_000
_MAX_LENGTH = 70
_MAX_WORDS = 7
_MAX_SIGNATURE = 90
_MAX_UNCASED = 30
_FULL_NAME = 2
# "Marketing team", "Redaktion heise online" are desks.
_SHORT_DESK = 3
_FUNCTION_WORDS = frozenset((
    "to", "is", "was", "has", "by", "for", "from", "für", "aus", "von", "vom", "par", "pour", "para", "por", "per", "un",
    "una", "une", "auf",
))  # fmt: skip


def clean_authors(raw: Iterable[str], outlets: Iterable[str], domain: str | None) -> tuple[str, ...]:
    """The people (or the desk or agency) named in ``raw``, in order, each once."""
    names: list[str] = []
    for text in raw:
        if not _OTHER_HAND.match(text):
            parts = _split(without_invisible(text[:_LONGEST_TEXT]))
            names.extend(parts if len(text) <= _LONGEST_TEXT else parts[:-1])
    found: dict[str, str] = {}
    for name in names:
        clean = _clean(name)
        if clean:
            found.setdefault(fold(clean), clean)
    outlet_keys = {fold(o) for o in outlets} | ({fold(domain), fold(domain.split(".")[0])} if domain else set())
    people = [v for k, v in found.items() if k not in outlet_keys]
    # "Jane Doe" beside "Lead Reviewer" is one person.
    return tuple([p for p in people if not is_role(p)] or people)


def is_role(text: str) -> bool:
    """Whether it names what somebody is: "Senior Writer", "Founder"."""
    return _ROLE.search(text) is not None


def is_signature(text: str) -> bool:
    """Whether it can be nothing but names: capitalised words, a few of them, with "and" or a comma between."""
    if not 2 <= len(text) <= _MAX_SIGNATURE or re.search(r"[\d!?:;()<>|]|\.\s*$", text) or is_role(text):
        return False
    names = [n.split() for n in _SPLIT.split(text.replace(", ", ";"))]
    return all(
        0 < len(words) <= _MAX_WORDS and all(map(_is_name_word, words)) and words[0][0].isupper() for words in names
    )


def is_uncased_name(text: str) -> bool:
    """Whether it can be a name, or a few, in a script without capitals: a few short words of letters alone."""
    words = _SPLIT.sub(" ", text).split()
    return 0 < len(words) <= _MAX_WORDS and len(text) <= _MAX_UNCASED and all(map(_is_uncased, words))


def _is_uncased(word: str) -> bool:
    return word.upper() == word.lower() and all(
        c.isalpha() or unicodedata.category(c) in ("Mn", "Mc", "Cf") for c in word
    )


def up_to_text(name: str) -> str:
    """The name before running text ("Jane Doe is a writer"); "" where it is running text at once."""
    words = BY.sub("", name).split()
    if words and words[-1] in _PARTICLE:
        return ""
    plain = [i for i, w in enumerate(words) if w.isalpha() and w[0].islower() and w not in _PARTICLE]
    if not plain or len(words) == len(plain):
        return name
    if plain[0] >= _FULL_NAME:
        # "Jane Doe, Lake ranger": the text begins after the comma.
        return re.sub(r",[^,]*$", "", " ".join(words[: plain[0]]))
    return "" if len(words) > _SHORT_DESK or not _FUNCTION_WORDS.isdisjoint(words) else name


def _is_name_word(word: str) -> bool:
    return word[0].isupper() or word in _PARTICLE or word.startswith(("d'", "d’", "al-", "el-"))


def is_weak(names: Iterable[str]) -> bool:
    """Whether no name has two words, in scripts that part them: a login, a section or a house rather than somebody."""
    return all(" " not in name and name < "\u0e00" for name in names)


def _split(text: str) -> list[str]:
    text = _URL.sub(" ", _EMAIL.sub(" ", text))
    text = _HANDLE.sub(" ", text)
    parts: list[str] = []
    for part in _SPLIT.split(BY.sub("", text)):
        pieces = _COMMA.split(part)
        if " " in pieces[0].strip():
            pieces = [pieces[0], *(p for p in pieces[1:] if not _is_degree(p))]
        # "Doe, Jane" is one person, "Jane Doe, Richard Roe" two, "Jane Doe, Staff Writer" one with a role.
        if len(pieces) > 1 and all(" " in p.strip() or _ROLE.search(p) for p in pieces if p):
            parts.extend(p for p in pieces if not _ROLE.search(p) or p is pieces[0])
        elif len(pieces) > 1 and _ROLE.search(pieces[-1]):
            parts.append(pieces[0])
        elif len(pieces) > 2 or " " in pieces[0].strip():
            parts.extend(pieces)
        else:
            parts.append(", ".join(pieces))
    return parts


def _is_degree(piece: str) -> bool:
    """``PhD``, ``CFP®``, ``RDN``: letters after a name, more than one of them a capital."""
    return _DEGREE.fullmatch(piece.strip()) is not None and sum(map(str.isupper, piece)) > 1


def _clean(name: str) -> str | None:
    name = " ".join(BY.sub("", name).split())
    for _ in range(2):
        name = _TAIL.sub("", name).strip(" ,.;:|-–—*•(\"'“”")
    if not 2 <= len(name) <= _MAX_LENGTH or len(name.split()) > _MAX_WORDS:
        return None
    if fold(name) in _NOBODY or not any(map(str.isalpha, name)) or re.search(r"\d{2}|[<>{}=]", name):
        return None
    if name.isupper() and " " in name and name.isascii():
        name = name.title()
    return name

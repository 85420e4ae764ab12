"""Authors as a clean list: no "By", no e-mail, no handle, no outlet, no role."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from cleaner.meta.titles import key_of
from cleaner.page.invisible import without_invisible
from cleaner.rules.fold import fold
from cleaner.rules.words import author_words

_BETWEEN = re.compile(r"\s*(?:;|\||/|·|•|●|\n|&amp;|、|，)\s*")
_COMMA = re.compile(r"\s*,\s*")
_EMAIL = re.compile(r"\(?\s*[\w.+-]{1,64}@[\w-]+\.[\w.-]+\s*\)?")
_HANDLE = re.compile(r"\(?\s*@\w+\s*\)?")
_URL = re.compile(r"https?://\S+|www\.\S+|facebook\.com/\S+")
_ARROW = re.compile(r"\s+[»›]+$")
_DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.?-?){1,3}[®™]?")
# Some of the expressions take the square of a text's length. Beyond so many characters no list of authors is read, as no page
# has one: its last name may be cut off, and isn't taken.
_LONGEST_TEXT = 2_000
_AROUND = " ,.;:|-–—*•(\"'“”[]【】"
_POSSESSIVE = re.compile(r"^[\w .]{2,40}['’]s?\s+(?=[^\W\d_a-z][^\W\d_]+\s+[^\W\d_a-z])")
_MAX_LENGTH = 70
_MAX_WORDS = 7
_MAX_SIGNATURE = 90
_MAX_UNCASED = 30
_FULL_NAME = 2
_LONGEST_FULL = 3
# "e", "y", "i": in these languages also a part of one person's name.
_SMALL_JOIN = re.compile(r"\s[^\W\d_A-Z]\s")
# "Marketing team", "Redaktion heise online" are desks.
_SHORT_DESK = 3
# Chinese writes a name in two to four signs; two such beside each other are two people where both begin with a surname.
_CHINESE_NAME = re.compile("[\u3400-\u9fff]{2,4}")
_CAPITALS = re.compile(r"[^\W\d_]+")
_PARTICLE_END = re.compile("[-'’]")
_NUMERAL = re.compile(r"[IVX]+")


def clean_authors(
    raw: Iterable[str], outlets: Iterable[str], domain: str | None, *, whole: bool = False
) -> tuple[str, ...]:
    """The people (or the desk or agency) named in ``raw``, in order, each once.

    ``whole``: each text is given as the name of one; it is parted only where it can be nothing but several people's.
    """
    names: list[str] = []
    for text in raw:
        if text.isupper():
            text = author_words().and_in_capitals.sub(lambda found: found.group().lower(), text)
        if not author_words().other_hand.match(text) and not author_words().maker.search(text):
            short = author_words().other_hand_after.sub("", without_invisible(text[:_LONGEST_TEXT]))
            parts = _of_one(short) if whole else _split(short)
            names.extend(parts if len(text) <= _LONGEST_TEXT else parts[:-1])
    found: dict[str, str] = {}
    # "Deutsche Welle (www.dw.com)" is the house that signs as "Deutsche Welle", "cap-news" as "CAP News".
    told = [*outlets, *([domain, domain.split(".")[0]] if domain else [])]
    houses = {key_of(name) for house in told for name in (house, author_words().tail.sub("", house))}
    for name in names:
        clean = _clean(name, whole)
        if clean:
            clean = clean if whole else _without_house(clean, houses)
            found.setdefault(fold(clean), clean)
    people = [v for v in found.values() if key_of(v) not in houses]
    # "Jane Doe" beside "Lead Reviewer" is one person, and beside "physician" or "news.example".
    full = any(" " in p for p in people)
    return tuple([p for p in people if not is_role(p) and not (full and p.islower() and not _may_sign(p))] or people)


def is_nobody(name: str) -> bool:
    """Whether it stands where a name should, and is none: "admin", "Published", "Email the author"."""
    words = author_words()
    if name.casefold() in words.nobody or "?" in name or name.startswith("©"):
        return True
    # "Published on", "for the Herald"
    parts = name.split()
    return len(parts) > 1 and not {parts[0], parts[-1]}.isdisjoint(words.function_words - words.particles)


def is_role(text: str) -> bool:
    """Whether it names what somebody is: "Senior Writer", "Founder"."""
    return author_words().role.search(text) is not None


def is_signature(text: str) -> bool:
    """Whether it can be nothing but names: capitalised words, a few of them, with "and" or a comma between."""
    if not 2 <= len(text) <= _MAX_SIGNATURE or re.search(r"[\d!?:;()<>|]|\.\s*$", text) or is_role(text):
        return False
    names = [n.split() for n in _parted(text.replace(", ", ";"))]
    return all(
        0 < len(words) <= _MAX_WORDS and all(map(_is_name_word, words)) and words[0][0].isupper() for words in names
    )


def is_uncased_name(text: str) -> bool:
    """Whether it can be a name, or a few, in a script without capitals: a few short words of letters alone."""
    words = " ".join(_parted(text)).split()
    return 0 < len(words) <= _MAX_WORDS and len(text) <= _MAX_UNCASED and all(map(_is_uncased, words))


def _is_uncased(word: str) -> bool:
    return word.upper() == word.lower() and all(
        c.isalpha() or unicodedata.category(c) in ("Mn", "Mc", "Cf") for c in word
    )


def up_to_text(name: str) -> str:
    """The name before running text ("Jane Doe is a writer"); "" where it is running text at once."""
    words = without_by(name).split()
    if words and words[-1] in author_words().particles:
        return ""
    plain = [i for i, w in enumerate(words) if w.isalpha() and w[0].islower() and w not in author_words().particles]
    if not plain or len(words) == len(plain):
        return name
    if plain[0] >= _FULL_NAME:
        # "Jane Doe, Lake ranger": the text begins after the comma.
        return re.sub(r",[^,]*$", "", " ".join(words[: plain[0]]))
    return "" if len(words) > _SHORT_DESK or not author_words().function_words.isdisjoint(words) else name


def _is_name_word(word: str) -> bool:
    # "d'", "al-"
    return word[0].isupper() or _PARTICLE_END.split(word)[0] in author_words().particles


def is_weak(names: Iterable[str]) -> bool:
    """Whether no name has two words, in scripts that part them: a login, a section or a house rather than somebody."""
    return all(" " not in name and name < "\u0e00" for name in names)


def without_by(text: str) -> str:
    """A line without what stands before its names: "By", "Von", "Text:"."""
    return author_words().by.sub("", text, count=1)


def _bare(text: str) -> str:
    return _ARROW.sub("", _HANDLE.sub(" ", _URL.sub(" ", _EMAIL.sub(" ", text))))


def _parted(text: str) -> list[str]:
    """The pieces between signs and words that join names. "Rui Costa e Silva" and "Johnson & Johnson" are one: a join with a
    single word beside it, in scripts with capitals, joins no two people.
    """
    words = author_words()
    parts: list[str] = []
    for piece in _BETWEEN.split(text):
        joined = [part for part in words.joins.split(piece) if part]
        single = any(" " not in part.strip(" ,") and part < "\u0590" for part in joined)
        parts.extend([piece] if single else joined)
    return parts


def without_place(name: str, most: int = _MAX_WORDS) -> str:
    """A full name without where it is, or for whom it writes, in so many words: "Jane Doe in Marnham"."""
    found = author_words().place.search(name)
    rest = name[: found.start()] if found else name
    return rest if found and " " in rest.strip() and len(found.group().split()) <= most + 1 else name


def _without_house(name: str, houses: Collection[str]) -> str:
    """A full name without the house or agency behind it: "Jane Doe CNN", "Jane Doe The Associated Press"."""
    words = name.split()
    for at in range(_FULL_NAME, len(words)):
        house = " ".join(words[at:])
        known = key_of(house) in houses or fold(house).removeprefix("the ") in author_words().agencies
        # A surname may be written as an agency: "Anne Hina".
        if known and (house.isupper() or at + 1 < len(words)):
            return " ".join(words[:at])
    return name


def _split(text: str) -> list[str]:
    parts: list[str] = []
    text = without_by(_bare(text))
    # "in" joins names in some languages; behind it a town is one word, and a name two.
    for part in _parted(without_place(text, most=1)):
        part = author_words().behind.sub("", part.strip())
        pieces = part.split() if _are_chinese(part) else _COMMA.split(part)
        if " " in pieces[0].strip():
            # "Jane Doe, London": one word behind a full name is a place, unless it is an agency.
            pieces = [pieces[0], *(p for p in pieces[1:] if not _is_degree(p) and _may_sign(p.strip()))]
        # "Doe, Jane" is one person, "Jane Doe, Richard Roe" two, "Jane Doe, Staff Writer" one with a role.
        if len(pieces) > 1 and all(" " in p.strip() or is_role(p) for p in pieces if p):
            parts.extend(p for p in pieces if not is_role(p) or p is pieces[0])
        elif len(pieces) > 1 and is_role(pieces[-1]):
            parts.append(pieces[0])
        elif len(pieces) > 2 or " " in pieces[0].strip() or (pieces[0] >= "\u0590" and len(pieces) > 1):
            parts.extend(pieces)
        elif len(pieces) == 2 and all(p.strip()[:1].isupper() for p in pieces):
            parts.append(f"{pieces[1]} {pieces[0]}")
        else:
            parts.append(", ".join(pieces))
    return parts


def _of_one(text: str) -> list[str]:
    """The parts of what is given as one name, if each of them is a full name: "Jane Doe and Richard Roe", but neither
    "Department of Health and Human Services" nor "Maria Souza e Silva Santos".
    """
    names: list[str] = []
    for piece in _BETWEEN.split(_bare(text)):
        parts = _split(piece)
        people = all(_is_full(p.strip()) for p in parts)
        names.extend(parts if people and not _SMALL_JOIN.search(piece) else [piece])
    return names


def _may_sign(name: str) -> bool:
    return " " in name or name >= "\u0590" or name in author_words().agencies


def _is_full(name: str) -> bool:
    """Whether it is a person's full name, or an agency."""
    if name in author_words().agencies:
        return True
    return _FULL_NAME <= len(name.split()) <= _LONGEST_FULL and is_signature(name)


def _are_chinese(text: str) -> bool:
    """Whether a space parts two people: each name begins with a Chinese surname. "山田 太郎" is one."""
    names = text.split()
    surnames = author_words().surnames
    return len(names) > 1 and all(_CHINESE_NAME.fullmatch(n) and n[0] in surnames for n in names)


def _is_degree(piece: str) -> bool:
    """``PhD``, ``CFP®``, ``RDN``: letters after a name, more than one of them a capital."""
    return _DEGREE.fullmatch(piece.strip()) is not None and sum(map(str.isupper, piece)) > 1


def _clean(name: str, whole: bool) -> str | None:
    words = author_words()
    name = words.behind.sub("", " ".join(without_by(name.strip(_AROUND)).split()))
    for _ in range(2):
        name = words.tail.sub("", name if whole else without_place(name)).strip(_AROUND)
    if not whole:
        # "Harbour News' Jane Doe", "Staff Writer Jane Doe", "Jane Doe BBC correspondent"
        name = words.house_role.sub("", words.before.sub("", _POSSESSIVE.sub("", name)))
    if not 2 <= len(name) <= _MAX_LENGTH or len(name.split()) > _MAX_WORDS:
        return None
    if is_nobody(name) or not any(map(str.isalpha, name)) or re.search(r"\d{2}|[<>{}=]", name):
        return None
    return _small(name, words.particles) if name.isupper() and " " in name else name


def _small(name: str, particles: Collection[str]) -> str:
    """A name in capitals as one writes it: "ANGUS MCDONALD DE LA CRUZ" is "Angus McDonald de la Cruz"."""

    def word(found: re.Match[str]) -> str:
        text = found.group()
        if _NUMERAL.fullmatch(text) and found.start():
            return text
        if found.start() and len(text) > 1 and text.lower() in particles:
            return text.lower()
        return "Mc" + text[2:].capitalize() if text.startswith("MC") and len(text) > 3 else text.capitalize()

    return _CAPITALS.sub(word, name)

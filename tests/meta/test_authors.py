"""Authors come out as people's names."""

from __future__ import annotations

import pytest

from cleaner.meta.authors import clean_authors, is_signature, is_uncased_name, is_weak, up_to_text


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (["Ana Cruz"], ["Ana Cruz"]),
        (["By Ana Cruz"], ["Ana Cruz"]),
        (["by: Ana Cruz"], ["Ana Cruz"]),
        (["Von Ana Cruz"], ["Ana Cruz"]),
        (["Par Ana Cruz"], ["Ana Cruz"]),
        (["Ana Cruz and Ben Okoro"], ["Ana Cruz", "Ben Okoro"]),
        (["Ana Cruz, Ben Okoro"], ["Ana Cruz", "Ben Okoro"]),
        (["Ana Cruz & Ben Okoro"], ["Ana Cruz", "Ben Okoro"]),
        (["Ana Cruz; Ben Okoro | Cy Dee"], ["Ana Cruz", "Ben Okoro", "Cy Dee"]),
        (["Ana Cruz", "Ana Cruz", "ANA CRUZ"], ["Ana Cruz"]),
        (["Ana Cruz, Staff Writer"], ["Ana Cruz"]),
        (["Ana Cruz (ana.cruz@a.example)"], ["Ana Cruz"]),
        (["Ana Cruz @anacruz"], ["Ana Cruz"]),
        (["https://a.example/authors/ana"], []),
        (["ANA CRUZ"], ["Ana Cruz"]),
        (["admin"], []),
        (["", " ", "-", "2024-05-03"], []),
        (["x" * 200], []),
        (["Ana Cruz, PhD, RDN"], ["Ana Cruz"]),
        (["Ana Cruz, CFP®"], ["Ana Cruz"]),
        (["Md Ana Cruz"], ["Md Ana Cruz"]),
        (["Authors: Ana Cruz and Ben Okoro"], ["Ana Cruz", "Ben Okoro"]),
        (["Ana Cruz", "Lead Reviewer"], ["Ana Cruz"]),
        (["Staff Reporter"], ["Staff Reporter"]),
        (["Ana Cruz", "Updated by Ben Okoro"], ["Ana Cruz"]),
        (["Quelle: xyz"], []),
        (["design: Ana Cruz"], []),
        (["The Lakeside (www.lakeside.example)"], ["The Lakeside"]),
        (["Datum", "Autor"], []),
    ],
)
def test_names_are_split_and_freed_of_what_is_no_name(written: list[str], names: list[str]) -> None:
    assert list(clean_authors(written, [], None)) == names


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Center for Drug Evaluation and Research", ["Center for Drug Evaluation and Research"]),
        ("Department of Health and Human Services", ["Department of Health and Human Services"]),
        ("Cruz & Okoro", ["Cruz & Okoro"]),
        ("Rui Costa e Silva", ["Rui Costa e Silva"]),
        ("Rui Costa e Silva Prado", ["Rui Costa e Silva Prado"]),
        ("Ana Cruz and Ben Okoro", ["Ana Cruz", "Ben Okoro"]),
        ("Ana Cruz, Ben Okoro", ["Ana Cruz", "Ben Okoro"]),
        ("Ana Cruz | Sponsored", ["Ana Cruz"]),
        ("Ana Cruz und Ben Okoro, dpa", ["Ana Cruz", "Ben Okoro", "dpa"]),
        ("Ana Cruz, PhD", ["Ana Cruz"]),
    ],
)
def test_what_is_given_as_one_name_is_parted_only_where_it_can_be_nothing_but_several(
    written: str, names: list[str]
) -> None:
    assert list(clean_authors([written], [], None, whole=True)) == names


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Von Ana Cruz und Ben Okoro", ["Ana Cruz", "Ben Okoro"]),
        ("Von Ana Cruz, Berlin", ["Ana Cruz"]),
        ("Ein Beitrag von Ana Cruz", ["Ana Cruz"]),
        ("Par Ana Cruz et Ben Okoro", ["Ana Cruz", "Ben Okoro"]),
        ("Por Ana Cruz y Ben Okoro", ["Ana Cruz", "Ben Okoro"]),
        ("por Ana de Souza e Silva", ["Ana de Souza e Silva"]),
        ("di Ana Cruz", ["Ana Cruz"]),
        ("Di Marco Bianchi", ["Di Marco Bianchi"]),
        ("a cura di Ana Cruz", ["Ana Cruz"]),
        ("Door Ana Cruz en Ben Okoro", ["Ana Cruz", "Ben Okoro"]),
        ("Av Ana Cruz och Ben Okoro", ["Ana Cruz", "Ben Okoro"]),
        ("Tekst: Ana Cruz og Ben Okoro", ["Ana Cruz", "Ben Okoro"]),
        ("Teksti: Ana Cruz ja Ben Okoro", ["Ana Cruz", "Ben Okoro"]),
        ("Autor: Ana Cruz oraz Ben Okoro", ["Ana Cruz", "Ben Okoro"]),
        ("Szerző: Ana Cruz és Ben Okoro", ["Ana Cruz", "Ben Okoro"]),
        ("Autor: Ana Cruz și Ben Okoro", ["Ana Cruz", "Ben Okoro"]),
        ("Piše: Ana Cruz", ["Ana Cruz"]),
        ("Ana Cruz ve Ben Okoro", ["Ana Cruz", "Ben Okoro"]),
        ("Автор: Анна Круз и Иван Окоро", ["Анна Круз", "Иван Окоро"]),
        ("Автор: Анна Круз та Іван Окоро", ["Анна Круз", "Іван Окоро"]),
        ("Συντάκτης: Άννα Κρουζ και Νίκος Οκόρο", ["Άννα Κρουζ", "Νίκος Οκόρο"]),
        ("כתב: אנה כהן", ["אנה כהן"]),
        ("كتب: أحمد حسن ومحمد علي", ["أحمد حسن", "محمد علي"]),
        ("نویسنده: احمد حسنی", ["احمد حسنی"]),
        ("Oleh Ana Cruz dan Ben Okoro", ["Ana Cruz", "Ben Okoro"]),
        ("Tác giả: Ana Cruz", ["Ana Cruz"]),
        ("โดย สมชาย ใจดี", ["สมชาย ใจดี"]),
        ("文・山田太郎", ["山田太郎"]),
        ("山田 太郎", ["山田 太郎"]),
        ("记者 王小明 北京报道", ["王小明"]),
        ("王小明 李红", ["王小明", "李红"]),
        ("김민수 기자 minsu@a.example", ["김민수"]),
        ("Cruz, Ana", ["Ana Cruz"]),
        ("By Ana Cruz, DVM. Reviewed by Ben Okoro", ["Ana Cruz"]),
        ("Written by Ana Cruz • Edited by Ben Okoro", ["Ana Cruz"]),
        ("ANGUS MCDONALD and SEAN O’BRIEN", ["Angus McDonald", "Sean O’Brien"]),
        ("ANA DE LA CRUZ", ["Ana de la Cruz"]),
        ("About the author", []),
        ("View All", []),
        ("Social Sharing", []),
        ("Folgen", []),
        ("dpa", ["dpa"]),
    ],
)
def test_names_are_read_in_the_words_of_many_languages(written: str, names: list[str]) -> None:
    assert list(clean_authors([written], [], None)) == names


def test_the_outlet_is_no_author() -> None:
    assert clean_authors(["The Lakeside", "Ana Cruz"], ["The Lakeside"], "lakeside.example") == ("Ana Cruz",)
    assert clean_authors(["lakeside.example"], [], "lakeside.example") == ()


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Ana Cruz", True),
        ("Ana de la Cruz, Ben Okoro and Cy Dee", True),
        ("Ana Cruz.", False),
        ("The mill opened", False),
        ("Staff Reporter", False),
        ("May 3, 2024", False),
        ("", False),
        ("x" * 99, False),
    ],
)
def test_a_signature_is_nothing_but_names(text: str, holds: bool) -> None:
    assert is_signature(text) is holds


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Cruz", "Ana Cruz"),
        ("Ana Cruz is a writer by the lake", "Ana Cruz"),
        ("Ana Cruz, Lake ranger and cook", "Ana Cruz"),
        ("Marketing team", "Marketing team"),
        ("Skip to content", ""),
        ("Petition signed by a thousand", ""),
        ("Artikel von", ""),
    ],
)
def test_a_name_ends_where_running_text_begins(text: str, name: str) -> None:
    assert up_to_text(text) == name


def test_one_word_is_weak_where_a_script_parts_words() -> None:
    assert is_weak(["acruz7"])
    assert not is_weak(["Ana Cruz"])
    assert not is_weak(["田中"])


@pytest.mark.parametrize("name", ["王小明", "أحمد حسن", "김민수", "ماه\u200cنسا رودکناری", "สมชาย ใจดี"])
def test_a_few_words_without_capitals_can_be_a_name(name: str) -> None:
    assert is_uncased_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe",
        "jane doe",
        "",
        "王小明 2024",
        "河流管理处周一表示下游的渡轮将于十月停运自一九三四年春天以来它每天都在运行",
    ],
)
def test_other_words_cannot(text: str) -> None:
    assert not is_uncased_name(text)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ana Cruz And Ben Okoro", ["Ana Cruz", "Ben Okoro"]),
        ("ANA CRUZ AND BEN OKORO", ["Ana Cruz", "Ben Okoro"]),
        ("Ana Cruz with Ben Okoro in Marnham", ["Ana Cruz", "Ben Okoro"]),
        ("Livio Di Matteo", ["Livio Di Matteo"]),
        ("Ana Cruz in Arts & Culture", ["Ana Cruz"]),
        ("Ana Cruz, Special to Harbour News", ["Ana Cruz"]),
        ("Ana Cruz, for Harbour News", ["Ana Cruz"]),
        ("Ana Cruz Harbour News", ["Ana Cruz"]),
        ("Ana Cruz The Associated Press", ["Ana Cruz"]),
        ("Ana Hina", ["Ana Hina"]),
        ("Harbour News Online's Ana Cruz", ["Ana Cruz"]),
        ("HNN Correspondent Ana Cruz", ["Ana Cruz"]),
        ("Ana Cruz HNN Lakes correspondent", ["Ana Cruz"]),
        ("Ana Cruz/physician", ["Ana Cruz"]),
        ("Ana Cruz; Email the author", ["Ana Cruz"]),
        ("Ana Cruz »", ["Ana Cruz"]),
        ("【作者：王建】", ["王建"]),
    ],
)
def test_what_stands_by_a_name_is_no_part_of_it(written: str, names: list[str]) -> None:
    assert list(clean_authors([written], ["Harbour News"], None)) == names


@pytest.mark.parametrize(
    "written",
    [
        "Published on", "Our readers", "© Lakeside", "Who stole the ferry?", "Monday", "Google",
        "Lakesoft sp. z o.o.", "Web architecture: Ana Cruz", "Designed by Lakesoft", "Harbour Web Solutions",
    ],
)  # fmt: skip
def test_labels_questions_and_makers_of_sites_are_nobody(written: str) -> None:
    assert clean_authors([written], [], None) == ()


def test_the_house_is_known_by_its_letters() -> None:
    assert clean_authors(["CAP News"], [], "cap-news.example") == ()
    assert clean_authors(["Lake Wave"], ["Lake Wave (www.lake.example)"], None) == ()

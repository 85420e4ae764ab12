"""Languages that letters tell, where langdetect takes the text for a neighbour's."""

from __future__ import annotations

import pytest

from cleaner.text.scripts import by_script, corrected
from tests.stages.work import article

TRADITIONAL = (
    "河務局星期二宣布，舊船閘將於三月關閉九週進行維修，潛水員在兩扇閘門上都發現了裂縫。居民表示，他們太晚才得知消息。"
)
SIMPLIFIED = (
    "河务局星期二宣布，旧船闸将于三月关闭九周进行维修，潜水员在两扇闸门上都发现了裂缝。居民表示，他们太晚才得知消息。"
)
JAPANESE = "河川事務所は火曜日、古い水門を三月に九週間閉鎖すると発表した。潜水士が両方の扉に亀裂を見つけたためだ。"
KOREAN = "하천 사무소는 화요일 낡은 수문을 삼월에 구 주 동안 닫는다고 발표했다. 잠수부들이 양쪽 문에서 균열을 발견했다."
ICELANDIC = (
    "Gamla lokan við ána verður lokuð í níu vikur í mars, sagði forstjórinn á þriðjudag, eftir að "
    "kafarar fundu sprungur í báðum hliðum."
)
SERBIAN = (
    "Стара брана на реци биће затворена девет недеља, рекла је директорка у уторак, пошто су "
    "рониоци наишли на пукотине. Грађани кажу да им нико ништа није рекао, а ђаци ће до школе ићи "
    "пешке."
)
GEORGIAN = "ძველი რაბი მდინარეზე მარტში ცხრა კვირით დაიხურება, განაცხადა დირექტორმა სამშაბათს."
KAZAKH = (
    "Өзендегі ескі шлюз наурызда тоғыз аптаға жабылады, деді директор сейсенбіде, сүңгуірлер қақпадан жарықшақ тапты."
)
SERBIAN_LATIN = (
    "Stara brana na reci biće zatvorena devet nedelja, rekla je direktorka u utorak, pošto su "
    "ronioci naišli na pukotine."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TRADITIONAL, "zh"), (SIMPLIFIED, "zh"), (JAPANESE, "ja"), (KOREAN, "ko"), (ICELANDIC, "is"), (SERBIAN, "sr"),
        (GEORGIAN, "ka"),
    ],
)  # fmt: skip
def test_a_text_without_a_page_is_known_by_its_letters(text: str, language: str) -> None:
    assert article(text).language == language


def test_a_language_that_is_not_known_is_none_and_not_a_neighbours() -> None:
    assert article(KAZAKH).language is None


@pytest.mark.parametrize(("text", "declared"), [(KAZAKH, "kk"), (SERBIAN_LATIN, "sr-Latn"), (ICELANDIC, "is")])
def test_of_a_language_that_is_not_known_the_page_is_believed(text: str, declared: str) -> None:
    row = article(f"<html lang='{declared}'><body><p>{text}</p></body></html>")
    assert (row.language, row.language_score) == (declared[:2], None)


def test_a_page_that_declares_what_the_text_cannot_be_is_not_believed() -> None:
    assert article(f"<html lang='sr'><body><p>{ICELANDIC}</p></body></html>").language == "is"
    assert article(f"<html lang='ja'><body><p>{TRADITIONAL}</p></body></html>").language == "zh"


def test_a_chinese_text_may_name_a_japanese_song_and_quote_a_line_of_korean() -> None:
    assert by_script(f"{TRADITIONAL}《さくら》{TRADITIONAL}") == "zh"
    assert by_script(f"{SIMPLIFIED}한국") == "zh"


def test_a_foreign_name_changes_nothing() -> None:
    text = "Die alte Schleuse bleibt neun Wochen zu, sagte Þóra Jónsdóttir am Dienstag, nachdem Taucher Risse fanden. "
    assert corrected("de", text * 3, None) == "de"
    assert (
        corrected(
            "no", "Den gamle slusen er stengt i ni uker, sa direktøren Þóra. " + "Hun ventet lenge på svar. " * 12, None
        )
        == "no"
    )

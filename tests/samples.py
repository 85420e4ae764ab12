"""Small invented texts that several tests use."""

from __future__ import annotations

TITLE = "Old mill on the upper lake opens again"
PROSE = "The mill on the upper lake has been standing still since the flood took away its weir, the owners said."
MORE = "Three brothers who ran it went to work in the town, and came back in autumn with a plan and a loan."
LAST = "The council will vote on the new road in March, and the first flour is promised for the summer after it."

ARTICLE = f"{TITLE}\n\n{PROSE}\n\nDON'T MISS\n\nFerry to close for the winter [REPORT]\n\n{MORE}\n\n{LAST}\n"
PAGE = (
    f"<html lang='en'><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{PROSE}</p><p>{MORE}</p>"
    f"<aside class='related'>Ferry to close for the winter</aside><p>{LAST}</p></article></body></html>"
)

# The same news in several languages.
BY_LANGUAGE = {
    "en": PROSE,
    "de": "Die Mühle am oberen See steht still, seit das Hochwasser das Wehr fortgerissen hat, sagten die Besitzer.",
    "fr": "Le moulin du lac est à l'arrêt depuis que la crue a emporté son barrage, ont dit les propriétaires.",
    "es": "El molino del lago está parado desde que la riada se llevó la presa, dijeron los propietarios.",
    "ru": "Мельница на верхнем озере стоит с тех пор, как наводнение снесло плотину, сказали её владельцы.",
    "ja": "湖の上の水車は洪水で堰が流されてからずっと止まっていると持ち主たちは話した。",
}

# Loading asks for examples; whether they hold is the business of ``rules check``.
EXAMPLES = "\n  match: [{text: 'a', left: 'b'}]\n  keep: ['c']\n"

SMALL_RULES = r"""
- id: promo.dont-miss
  why: "DON'T MISS heading and the tagged teasers under it."
  stage: strip
  find: {equals: ["don't miss"]}
  then: {regex: '\[[a-z][a-z ]+\]$'}
  match:
    - {text: "He resigned.\nDON'T MISS\nFury as EU hits back [INFO]\nA vote follows.", left: "He resigned.\nA vote follows."}
  keep:
    - "Don't miss the last ferry, they said.\nIt sails on Saturday [INFO]"

- id: footer.source
  why: "Syndicated copies end with a Source line."
  stage: strip
  where: {tail: 1}
  find: {regex: '^source: (?P<attribution>[^.:]{2,60})$'}
  match:
    - {text: "Body ends.\nSource: Reuters", left: "Body ends.", captured: {attribution: "Reuters"}}
  keep:
    - "Source: Reuters\nBody ends."

- id: related.box
  why: "Links to other stories."
  stage: prune
  find: {css: [aside.related]}
  match:
    - {html: "<div><p>It opened.</p><aside class='related'>Ferry to close</aside></div>", left: "It opened."}
  keep:
    - {html: "<div><p class='related'>It is cool.</p></div>", left: "It is cool."}
"""


def rule(body: str, stage: str = "strip", id: str = "test.rule") -> str:
    """The YAML of one rule with this body, and examples that are there to be there."""
    return f"- id: {id}\n  why: 'A test.'\n  stage: {stage}\n  {body.strip()}{EXAMPLES}"

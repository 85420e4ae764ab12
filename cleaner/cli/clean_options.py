"""The options of ``cleaner clean``, each with its help; the order and the defaults are those of the command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from cleaner.cli.shared import ENGINE, READING, RULES, RUN, WRITING, option

_Text = Optional[str]  # noqa: UP045
_Texts = Optional[list[str]]  # noqa: UP045
_Number = Optional[int]  # noqa: UP045
_Flag = Optional[bool]  # noqa: UP045
_File = Optional[Path]  # noqa: UP045


def _reading(*names: str, **said: Any) -> Any:
    return option(*names, rich_help_panel=READING, **said)


def _writing(*names: str, **said: Any) -> Any:
    return option(*names, rich_help_panel=WRITING, **said)


def _run(*names: str, **said: Any) -> Any:
    return option(*names, rich_help_panel=RUN, **said)


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, globs, URLs; @FILE names a list of them, a line each; - is standard input.",
    ),
]
Out = Annotated[
    _Text,
    _writing(
        "-o", "--out", metavar="OUT", help="File or URL, for md, html and txt also a folder; - is standard output."
    ),
]
Format = Annotated[
    _Text,
    _writing(
        "--format",
        metavar="FORMAT",
        help="jsonl, parquet, csv, md, html or txt. Default: by the ending of OUT, else jsonl.",
    ),
]
Fields = Annotated[
    _Text,
    _writing("--fields", metavar="A,B,...", help="Write only these fields, in this order: id,title,text ..."),
]
Schema = Annotated[
    _Text,
    _writing(
        "--schema",
        metavar="NAME",
        help="Write the field names of trafilatura, newspaper4k, news-please or cc_news instead of ours.",
    ),
]
Standfirst = Annotated[
    _Text,
    _writing(
        "--standfirst",
        metavar="text|field",
        help="Whether the sentences under the headline stay in the text or only in the field standfirst. Default: text.",
    ),
]
Links = Annotated[_Flag, _writing("--links/--no-links", help="The links of the text. Default: only in md and html.")]
Images = Annotated[
    _Flag,
    _writing("--images/--no-images", help="The article's pictures, with captions. Default: only in md and html."),
]
Tables = Annotated[
    _Flag, _writing("--tables/--no-tables", help="Whether the rows of tables stay in the text. Default: they do.")
]
Comments = Annotated[
    _Flag, _writing("--comments/--no-comments", help="What readers wrote under the article. Default: left out.")
]
Html = Annotated[
    _Flag,
    _writing(
        "--html/--no-html",
        help="Each block also as HTML, with emphasis. Default: only in md and html, whose links and pictures need it.",
    ),
]
Blocks = Annotated[
    _Flag,
    _writing(
        "--blocks/--no-blocks", help="The text's structure, which doubles a row; --html needs it. Default: written."
    ),
]
Errors = Annotated[
    _File,
    _writing("--errors", metavar="FILE", help="Failed rows, with what it takes to run them again."),
]
Stats = Annotated[_File, _writing("--stats", metavar="FILE", help="Counts by status, flag and rule, as JSON.")]
Diff = Annotated[bool, _writing("--diff", help="Show what went, in red, with its rule id.")]
DryRun = Annotated[bool, _writing("--dry-run", help="Write nothing; only count.")]
Include = Annotated[
    _Texts,
    _reading(
        "--include",
        metavar="GLOB",
        help="Read only files whose path below INPUT, or an end of it, is this: '*.html', 'news/**'; repeatable.",
    ),
]
Exclude = Annotated[
    _Texts, _reading("--exclude", metavar="GLOB", help="Don't read these, also of those included; repeatable.")
]
InputFormat = Annotated[
    _Text,
    _reading(
        "--input-format",
        metavar="FORMAT",
        help="Read all files as html, txt, jsonl, csv, tsv, parquet or warc, whatever they are called.",
    ),
]
Limit = Annotated[_Number, _reading("--limit", min=0, metavar="N", help="Only the first N documents.")]
Sample = Annotated[
    _Number,
    _reading(
        "--sample",
        min=0,
        metavar="N",
        help="Only N documents (of the first --limit), drawn at random; the input is read twice.",
    ),
]
Seed = Annotated[
    _Number, _reading("--seed", metavar="S", help="Draw another sample: the same S draws the same. Default: 0.")
]
TextField = Annotated[_Text, _reading(help="Name of a record's text field.")]
HtmlField = Annotated[_Text, _reading(help="Name of a record's HTML field.")]
UrlField = Annotated[_Text, _reading(help="Name of a record's URL field.")]
IdField = Annotated[_Text, _reading(help="Name of a record's id field.")]
Encoding = Annotated[
    _Text, _reading(metavar="NAME", help="Of CSV, JSON and texts that are no UTF-8: gb18030, cp1252, utf-16 ...")
]
Learn = Annotated[
    bool,
    option(
        "--learn",
        help="Read the input twice; what repeats across an outlet's documents goes too.",
        rich_help_panel=RULES,
    ),
]
Timeout = Annotated[
    Optional[float],  # noqa: UP045
    _run(
        min=0.01,
        metavar="S",
        help="Seconds, by the clock, after which a document is ended: more on a busy machine. Default with workers: 30.",
    ),
]
MaxMemory = Annotated[
    _Number,
    _run(min=16, metavar="MB", help="Memory a document may take in a worker. Default with workers: 1024."),
]
MaxBytes = Annotated[
    _Number,
    _run(min=1, metavar="BYTES", help="A longer document becomes a failed row. Default: 20971520."),
]
MaxErrors = Annotated[_Number, _run(min=0, metavar="N", help="End with 1 if more inputs than this fail. Default: 0.")]
Resume = Annotated[bool, _run("--resume", help="Finish the run that was begun; see OUT.ledger.")]
Restart = Annotated[bool, _run("--restart", help="Begin anew what can't or shan't be resumed.")]
Verbose = Annotated[bool, _run("-v", "--verbose", help="Say every few seconds how far it is.")]
LogLevel = Annotated[
    _Text,
    _run(
        "--log-level",
        metavar="LEVEL",
        help="Write the log to standard error: debug (fallbacks, refused removals, flags), info, warning, error.",
    ),
]
Quiet = Annotated[bool, _run("-q", "--quiet", help="Say nothing but why the run ends, if it can't go on.")]
Engine = Annotated[
    _Text,
    option(
        "--engine",
        metavar="ENGINE",
        help="ray: clean on Ray, with -j N actors (default: one a CPU); OUT is a folder of part files, parquet or jsonl.",
        rich_help_panel=ENGINE,
    ),
]
Address = Annotated[
    _Text,
    option(
        "--address",
        metavar="ADDR",
        help="Of a Ray cluster. Default: RAY_ADDRESS, else this machine.",
        rich_help_panel=ENGINE,
    ),
]

"""``cleaner clean`` as a user meets it: what comes out where, with which exit code, and never a traceback."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Said
from tests.samples import ARTICLE, LAST, MORE, PAGE, PROSE, TITLE, rule

Cleaner = Callable[..., Said]
ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "tests.cli.run"]
BODY = f"{PROSE}\n\n{MORE}\n\n{LAST}"


def rows(said: Said) -> list[dict[str, Any]]:
    """Standard output, every line of which must be a row."""
    return [json.loads(line) for line in said.out.splitlines()]


def records(path: Path, *found: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in found))
    return path


def test_rows_go_to_standard_output_and_the_tally_to_standard_error(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.html").write_text(PAGE)
    said = cleaner("clean", "a.txt", "b.html")
    one, two = rows(said)
    assert (one["id"], one["title"], one["text"]) == ("a", TITLE, BODY)
    assert (two["id"], two["title"], two["text"]) == ("b", TITLE, BODY)
    assert said.err == "2 in = 2 ok + 0 flagged + 0 failed; 4 removals by 3 rules\n"
    assert said.code == 0


def test_a_dash_is_standard_output_and_no_file(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    said = cleaner("clean", "a.txt", "-o", "-")
    assert [r["id"] for r in rows(said)] == ["a"]
    assert not (tmp_path / "-").exists()


def test_every_removal_names_its_rule(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (row,) = rows(cleaner("clean", "a.txt"))
    assert [(r["rule_id"], r["text"]) for r in row["removed"]] == [
        ("promo.dont-miss", "DON'T MISS"),
        ("promo.dont-miss", "Ferry to close for the winter [REPORT]"),
        ("title.first-line", TITLE),
    ]


def test_folders_globs_gz_and_jsonl_are_all_inputs(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "sub" / "a.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "in" / "b.txt").write_text(ARTICLE)
    (tmp_path / "in" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    records(tmp_path / "c.jsonl", {"id": "r", "text": ARTICLE})
    said = cleaner("clean", "in", "*.jsonl")
    assert [r["id"] for r in rows(said)] == ["b", "sub/a", "r"]
    assert "left out: 1 x .jpg" in said.err


@pytest.mark.parametrize("content", [ARTICLE, PAGE])
def test_standard_input_is_a_page_or_a_text_as_its_content_tells(cleaner: Cleaner, content: str) -> None:
    (row,) = rows(cleaner("clean", "-", stdin=content.encode()))
    assert (row["id"], row["title"], row["text"]) == ("stdin", TITLE, BODY)


def test_standard_input_of_records_gives_a_row_a_record(cleaner: Cleaner) -> None:
    lines = json.dumps({"id": "a", "text": ARTICLE}) + "\n" + json.dumps({"id": "b", "html": PAGE}) + "\n{broken\n"
    said = cleaner("clean", "-", stdin=lines.encode())
    assert [(r["id"], r["status"]) for r in rows(said)] == [("a", "ok"), ("b", "ok"), ("stdin:3", "failed")]
    assert said.code == 1


def test_empty_standard_input_is_one_failed_row(cleaner: Cleaner) -> None:
    said = cleaner("clean", "-")
    assert [r["error"] for r in rows(said)] == ["empty: there is no text in it"]
    assert said.code == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty: there is no text in it"),
        ("empty.html", b" \n", "empty: there is no text in it"),
        ("binary.txt", bytes(range(256)) * 9, "not text: it is full of control characters"),
        ("paper.html", b"%PDF-1.7\n", "not text: it looks like a PDF file"),
        ("cut.txt.gz", gzip.compress(ARTICLE.encode(), mtime=0)[:30], "cannot be read: "),
        ("none.html.gz", PAGE.encode(), "cannot be read: Not a gzipped file"),
    ],
)
def test_a_bad_file_is_one_failed_row_among_good_ones(
    cleaner: Cleaner, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(content)
    (tmp_path / "in" / "good.txt").write_text(ARTICLE)
    said = cleaner("clean", "in")
    found = {r["id"]: r for r in rows(said)}
    bad = found[name.split(".")[0]]
    assert (found["good"]["status"], bad["status"], bad["text"]) == ("ok", "failed", "")
    assert reason in bad["error"]
    assert f"failed: {bad['id']}: {bad['error']}\n" in said.err
    assert "2 in = 1 ok + 0 flagged + 1 failed" in said.err
    assert "Traceback" not in said.err
    assert said.code == 1


def test_an_unreadable_file_is_a_failed_row_that_names_it(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "loop.html").symlink_to("loop.html")
    said = cleaner("clean", "gone.txt", "loop.html")
    assert [r["error"].split(": ")[0] for r in rows(said)] == ["gone.txt", "loop.html"]
    assert said.code == 1


def test_text_of_wrong_and_mixed_encodings_is_read(cleaner: Cleaner, tmp_path: Path) -> None:
    german = "Die Mühle steht still, „seit das Hochwasser kam“, sagten die Brüder am Abend größtenteils leise."
    (tmp_path / "a.txt").write_bytes(german.encode("cp1252"))
    (tmp_path / "b.txt").write_bytes(german.encode("utf-16"))
    (tmp_path / "c.txt").write_bytes(german.encode() + "\nSie sagten „nein“.".encode("cp1252"))
    one, two, three = rows(cleaner("clean", "a.txt", "b.txt", "c.txt"))
    assert one["text"] == two["text"] == german
    assert three["text"] == f"{german}\n\nSie sagten „nein“."


def test_a_page_nested_a_hundred_thousand_deep_is_a_row_with_its_text(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "deep.html").write_text(f"<body>{'<div>' * 100_000}<p>{PROSE}</p>")
    said = cleaner("clean", "deep.html")
    assert [r["text"] for r in rows(said)] == [PROSE]
    assert said.code == 0


def test_a_broken_jsonl_line_is_a_failed_row_that_names_file_and_line(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(json.dumps({"id": "a", "text": ARTICLE}) + '\n{"id": "b", "te\n')
    said = cleaner("clean", "r.jsonl")
    assert [(r["id"], r["status"]) for r in rows(said)] == [("a", "ok"), ("r.jsonl:2", "failed")]
    assert "failed: r.jsonl:2: r.jsonl:2: not a JSON record: " in said.err


@pytest.mark.parametrize(("allowed", "code"), [(0, 1), (1, 1), (2, 0), (9, 0)])
def test_more_failed_rows_than_max_errors_allows_end_with_1(
    cleaner: Cleaner, tmp_path: Path, allowed: int, code: int
) -> None:
    (tmp_path / "r.jsonl").write_text("{\n{\n")
    assert cleaner("clean", "r.jsonl", "--max-errors", allowed).code == code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["clean"], "Missing argument"),
        (["clean", "missing.txt"], "cleaner: missing.txt: there is no such file or folder"),
        (["clean", "no*.txt"], "cleaner: no*.txt: there is no such file or folder, and nothing matches"),
        (["clean", ""], "cleaner: an input's name is empty"),
        (["clean", "a.txt", "--format", "pdf"], "cleaner: --format pdf: known are jsonl, csv, md, html, txt, parquet"),
        (["clean", "a.txt", "-o", "x.pdf"], "cleaner: x.pdf: the ending .pdf is no known format"),
        (["clean", "a.txt", "-o", "."], "cleaner: . is a folder; name a file for jsonl"),
        (["clean", "a.txt", "-o", "a.txt/x.md"], "cleaner: -o a.txt/x.md: "),
        (["clean", "a.txt", "--max-errors", "few"], "--max-errors"),
        (["clean", "a.txt", "--max-errors", "-1"], "--max-errors"),
        (["clean", "a.txt", "--no-such-option"], "No such option"),
        (["clean", "a.txt", "--rules", "nowhere"], "cleaner: nowhere: there is no such rules folder"),
        (["clean", "a.txt", "--disable", "promo.dont-mis"], "did you mean 'promo.dont-miss'?"),
        (["no-such-command"], "No such command"),
    ],
)
def test_a_mistake_in_usage_is_a_clear_message_and_exit_code_2(
    cleaner: Cleaner, tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    answer = cleaner(*arguments)
    assert said in answer.err
    assert answer.out == ""
    assert answer.code == 2
    assert "Traceback" not in answer.err


def test_a_mistake_in_a_rule_file_is_one_line_with_file_line_and_column(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "x.yaml").write_text("- id: my.rule\n  why: x\n  stage: strip\n  fnid: {has: [a]}\n")
    answer = cleaner("clean", "a.txt", "--rules", "mine")
    assert answer.err.startswith("cleaner: mine/x.yaml:4:3: unknown key 'fnid'; known here: id, why")
    assert answer.err.count("\n") == 1
    assert (answer.out, answer.code) == ("", 2)


def test_a_folder_of_rules_lies_over_the_shipped_ones(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE + "\nZebra!\n")
    (tmp_path / "mine.yaml").write_text(rule("find: {equals: [zebra]}"))
    (row,) = rows(cleaner("clean", "a.txt", "--rules", "mine.yaml"))
    assert row["text"] == BODY
    assert "test.rule" in [r["rule_id"] for r in row["removed"]]


def test_disable_leaves_the_text_and_says_so_in_the_row(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    said = cleaner("clean", "a.txt", "--disable", "promo.dont-miss")
    (row,) = rows(said)
    assert "DON'T MISS" in row["text"]
    assert [r["refused"] for r in row["removed"] if r["stage"] == "strip"] == ["override: asked for by --disable"]
    assert "warning" not in said.err


def test_an_override_that_never_applied_is_a_warning(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "overrides.yaml").write_text(
        "- override: footer.source\n  reason: 'r'\n  disable: true\n- override: promo.dont-miss\n  reason: 'r'\n  disable: true\n"
    )
    said = cleaner("clean", "a.txt", "--rules", "mine")
    assert "warning: the override of footer.source (mine/overrides.yaml:1:3) never applied\n" in said.err
    assert "override of promo.dont-miss" not in said.err
    assert said.code == 0


def test_an_override_that_changes_nothing_is_a_warning(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    said = cleaner("clean", "a.txt", "--disable", "promo.dont-miss", "--disable", "promo.dont-miss")
    assert "warning: --disable: the override of promo.dont-miss changes nothing\n" in said.err


def test_dry_run_writes_nothing_and_counts(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    before = sorted(p.name for p in tmp_path.iterdir())
    for out in ("out.jsonl", "new/out.md", "folder"):
        said = cleaner("clean", "a.txt", "--dry-run", "-o", out)
        assert (said.out, said.code) == ("", 0)
        assert said.err == "1 in = 1 ok + 0 flagged + 0 failed; 3 removals by 2 rules\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == before


def test_diff_shows_what_went_with_its_rule(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    said = cleaner("clean", "a.txt", "--diff")
    assert said.out.splitlines() == [
        "=== a  ok",
        f"> {TITLE}  [title.first-line]",
        f"  {PROSE}",
        "- DON'T MISS  [promo.dont-miss]",
        "- Ferry to close for the winter [REPORT]  [promo.dont-miss]",
        f"  {MORE}",
        f"  {LAST}",
    ]


def test_diff_is_red_where_colour_is_wanted_and_plain_under_no_color(
    cleaner: Cleaner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[31m- DON'T MISS\x1b[0m" in cleaner("clean", "a.txt", "--diff").out
    monkeypatch.setenv("NO_COLOR", "1")
    said = cleaner("clean", "a.txt", "--diff")
    assert "\x1b" not in said.out + said.err


def test_a_page_cannot_steer_the_terminal_through_diff(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{PROSE} \x1b[2J\x9b2J\x07\x7f")
    said = cleaner("clean", "a.txt", "--diff")
    assert not set(said.out) & set("\x1b\x9b\x07\x7f")
    assert "␛[2J" in said.out


def test_diff_with_out_writes_too(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    assert "- DON'T MISS" in cleaner("clean", "a.txt", "--diff", "-o", "out.txt").out
    assert (tmp_path / "out.txt").read_text() == f"{TITLE}\n\n{BODY}\n"


def test_diff_of_a_failed_row_says_why(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    assert cleaner("clean", "a.txt", "--diff").out == "=== a  failed\n    empty: there is no text in it\n"


@pytest.mark.parametrize(
    ("out", "start"), [("out.md", "---\nid: a\n"), ("out.txt", f"{TITLE}\n\n{PROSE}"), ("out.jsonl", '{"id": "a"')]
)
def test_the_ending_of_out_says_the_format(cleaner: Cleaner, tmp_path: Path, out: str, start: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    said = cleaner("clean", "a.txt", "-o", out)
    assert said.out == ""
    assert (tmp_path / out).read_text().startswith(start)


def test_a_folder_of_markdown_mirrors_the_inputs(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "sub" / "a.txt").write_text(ARTICLE)
    (tmp_path / "in" / "a.html").write_text(PAGE)
    assert cleaner("clean", "in", "-o", "out", "--format", "md").code == 0
    files = sorted(p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*") if p.is_file())
    assert files == ["a.md", "sub/a.md"]
    assert f"# {TITLE}\n" in (tmp_path / "out" / "sub" / "a.md").read_text()


def test_no_id_leaves_the_folder_of_outputs(cleaner: Cleaner, tmp_path: Path) -> None:
    ids = ["../../up", "/etc/x", "..", "https://a.example/../x", "a\0b", "C:\\x", "é" * 300, "a.txt/b", "a"]
    records(tmp_path / "r.jsonl", *({"id": i, "text": ARTICLE} for i in ids))
    before = sorted(p.name for p in tmp_path.iterdir())
    assert cleaner("clean", "r.jsonl", "-o", "out", "--format", "txt").code == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*before, "out"])
    assert sum(p.is_file() for p in (tmp_path / "out").rglob("*")) == len(ids)


def test_the_output_in_a_folder_that_is_read_is_no_input_of_the_next_run(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(ARTICLE)
    for _ in range(2):
        assert "1 in = 1 ok" in cleaner("clean", "in", "-o", "in/out.jsonl").err


def test_fields_of_records_can_be_named_by_options(cleaner: Cleaner, tmp_path: Path) -> None:
    records(
        tmp_path / "r.jsonl", {"key": "k", "body": ARTICLE, "link": "https://a.example/x"}, {"key": "p", "raw": PAGE}
    )
    names = ["--text-field", "body", "--html-field", "raw", "--url-field", "link", "--id-field", "key"]
    one, two = rows(cleaner("clean", "r.jsonl", *names))
    assert (one["id"], one["url"], one["domain"], one["text"]) == ("k", "https://a.example/x", "a.example", BODY)
    assert (two["id"], two["text"]) == ("p", BODY)


@pytest.mark.parametrize("file", ["pyproject.toml", "cleaner.toml"])
def test_settings_stand_in_a_file_of_the_folder_or_above_it(
    cleaner: Cleaner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    head = "[tool.cleaner]\n" if file == "pyproject.toml" else ""
    settings = 'text_field = "body"\nrules = ["mine.yaml"]\ndisable = ["footer.source"]\nmax_errors = 5\n'
    (tmp_path / file).write_text(head + settings)
    (tmp_path / "mine.yaml").write_text(rule("find: {equals: [zebra]}"))
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    records(tmp_path / "below" / "r.jsonl", {"id": "a", "body": f"{PROSE}\nZebra\nSource: Lakeside"}, {"id": "b"})
    said = cleaner("clean", "r.jsonl")
    one, two = rows(said)
    assert one["text"] == f"{PROSE}\n\nSource: Lakeside"
    assert two["error"] == "the record has neither 'body' nor 'html'; its fields: id"
    assert said.code == 0


def test_an_option_goes_before_a_setting(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text('format = "md"\nmax_errors = 5\n')
    (tmp_path / "r.jsonl").write_text("{\n")
    said = cleaner("clean", "r.jsonl", "--format", "jsonl", "--max-errors", 0)
    assert [r["status"] for r in rows(said)] == ["failed"]
    assert said.code == 1


def test_a_closed_pipe_ends_the_run_quietly(tmp_path: Path) -> None:
    path = records(tmp_path / "r.jsonl", *({"id": str(i), "text": ARTICLE} for i in range(200)))
    process = subprocess.Popen([*COMMAND, "clean", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    assert process.stderr is not None
    assert json.loads(process.stdout.readline())["id"] == "0"
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


def test_ctrl_c_ends_with_130_and_leaves_no_half_written_file(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = subprocess.Popen(
        [*COMMAND, "clean", "-", "-o", out], stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    try:
        # It waits for standard input to go on, and is in the middle of its work once it has begun to write.
        while not out.with_name("out.jsonl.part").exists() and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    finally:
        process.kill()
    assert err == b"cleaner: stopped\n"
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_a_clear_message_and_exit_code_2(tmp_path: Path) -> None:
    path = records(tmp_path / "r.jsonl", *({"id": str(i), "text": ARTICLE} for i in range(50)))
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*COMMAND, "clean", path], stdout=full, stderr=subprocess.PIPE, check=False, cwd=ROOT)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == "cleaner: No space left on device"
    assert b"Traceback" not in done.stderr


def test_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    path = records(tmp_path / "r.jsonl", {"id": "ü", "text": f"{PROSE} “Größe”"})
    done = subprocess.run(
        [*COMMAND, "clean", path], capture_output=True, check=False, cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert json.loads(done.stdout.decode("utf-8"))["text"].endswith("“Größe”")


def test_a_document_above_max_bytes_is_a_failed_row_and_an_option_goes_before_the_setting(
    cleaner: Cleaner, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "cleaner.toml").write_text("max_bytes = 100")
    assert "failed: a: too large: 403 bytes, --max-bytes allows 100" in cleaner("clean", "a.txt").err
    assert cleaner("clean", "a.txt", "--max-bytes", "5000").code == 0


def test_help_and_a_plain_run_import_nothing_that_is_extra(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    code = (
        "import sys; from cleaner.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & {'pyarrow','brotli','duckdb','zstandard','s3fs','fsspec'}))"
    )
    for arguments in (["--help"], ["clean", "--help"], ["clean", "a.txt"]):
        ran = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=True,
            timeout=60,
        )
        assert ran.stdout.splitlines()[-1] == "[]"


SAID = "After eleven dry years there is water on the wheel again, and bread from it by summer."
TOPPED = PAGE.replace("</h1>", f"</h1><p class='standfirst'>{SAID}</p>")


@pytest.mark.parametrize("given", [["--standfirst", "text"], []])
def test_the_standfirst_stays_in_the_text_unless_asked(cleaner: Cleaner, tmp_path: Path, given: list[str]) -> None:
    (tmp_path / "a.html").write_text(TOPPED)
    (row,) = rows(cleaner("clean", "a.html", *given))
    assert (row["standfirst"], row["text"]) == (SAID, f"{SAID}\n\n{BODY}")


def test_the_standfirst_can_be_a_field_alone(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(TOPPED)
    (row,) = rows(cleaner("clean", "a.html", "--standfirst", "field"))
    assert (row["standfirst"], row["text"]) == (SAID, BODY)
    assert [r["text"] for r in row["removed"] if r["rule_id"] == "standfirst.field"] == [SAID]


def test_the_settings_can_say_where_the_standfirst_goes_and_the_option_is_over_them(
    cleaner: Cleaner, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text(TOPPED)
    (tmp_path / "cleaner.toml").write_text('standfirst = "field"\n')
    assert [r["text"] for r in rows(cleaner("clean", "a.html"))] == [BODY]
    assert [r["text"] for r in rows(cleaner("clean", "a.html", "--standfirst", "text"))] == [f"{SAID}\n\n{BODY}"]


def test_an_unknown_place_for_the_standfirst_is_a_usage_error(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(TOPPED)
    said = cleaner("clean", "a.html", "--standfirst", "sideways")
    assert said.err.startswith("cleaner: the standfirst goes to 'text' or 'field'")
    assert (said.out, said.code) == ("", 2)


def test_what_a_run_favors_decides_what_goes(cleaner: Cleaner, tmp_path: Path) -> None:
    long = f"{PROSE} {MORE} {LAST}"
    text = f"{long}\n\nOld mill\n\nTown news\n\n{long.replace('mill', 'weir')}"
    (tmp_path / "a.txt").write_text(text)
    assert rows(cleaner("clean", "a.txt"))[0]["text"] == text
    (row,) = rows(cleaner("clean", "a.txt", "--favor", "precision"))
    assert row["text"] == text.replace("\n\nOld mill\n\nTown news", "")
    said = cleaner("clean", "a.txt", "--favor", "speed")
    assert (said.err, said.code) == ("cleaner: --favor speed: a run favors balanced, precision, recall\n", 2)

"""No run writes over an input, over another output, or in the place of a device; what can't be written is said first."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Said
from tests.samples import ARTICLE

Cleaner = Callable[..., Said]
LINUX = pytest.mark.skipif(not Path("/proc/self").exists(), reason="no folder that nobody can write")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """An input, and other names for it."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": ARTICLE}) + "\n")
    (tmp_path / "link.jsonl").symlink_to("in.jsonl")
    (tmp_path / "hard.jsonl").hardlink_to(tmp_path / "in.jsonl")
    return tmp_path


@pytest.mark.parametrize("option", ["-o", "--errors", "--stats"])
@pytest.mark.parametrize("name", ["in.jsonl", "./in.jsonl", "sub/../in.jsonl", "link.jsonl", "hard.jsonl", "ABSOLUTE"])
def test_an_input_is_no_output_by_any_of_its_names(cleaner: Cleaner, given: Path, option: str, name: str) -> None:
    before = (given / "in.jsonl").read_bytes()
    name = str(given / "in.jsonl") if name == "ABSOLUTE" else name
    said = cleaner("clean", "in.jsonl", option, name, *(["-o", "out.jsonl"] if option != "-o" else []))
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"cleaner: {option} would write over in.jsonl, which is an input; name another file")
    assert (given / "in.jsonl").read_bytes() == before
    assert not (given / "out.jsonl").exists()


def test_what_stands_beside_an_output_while_it_is_written_is_no_input_either(cleaner: Cleaner, given: Path) -> None:
    (given / "in.jsonl").rename(given / "o.jsonl.part")
    said = cleaner("clean", "o.jsonl.part", "-o", "o.jsonl")
    assert (said.code, "would write over o.jsonl.part" in said.err) == (2, True)
    assert (given / "o.jsonl.part").stat().st_size > 0


@pytest.mark.parametrize("way", ["folder", "pattern"])
def test_a_users_file_in_a_folder_that_is_read_is_not_written_over(cleaner: Cleaner, given: Path, way: str) -> None:
    before = (given / "in.jsonl").read_bytes()
    said = cleaner("clean", "." if way == "folder" else "*.jsonl", "-o", "in.jsonl")
    assert said.code == 2
    assert "which is an input" in said.err
    assert (given / "in.jsonl").read_bytes() == before


@pytest.mark.parametrize("out", ["in/o.jsonl", "in/o.csv", "in/o.jsonl.gz", "in/o.parquet"])
def test_an_earlier_output_of_ours_in_a_folder_that_is_read_is_written_again(
    cleaner: Cleaner, tmp_path: Path, out: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(ARTICLE)
    (tmp_path / "in" / "b.txt").write_text("")
    for _ in range(2):
        said = cleaner(
            "clean", "in", "-o", out, "--errors", "in/failed.jsonl", "--stats", "in/s.json", "--max-errors", 1
        )
        assert (said.code, said.err.splitlines()[-1][:5]) == (0, "2 in ")


@pytest.mark.parametrize("named", ["pages", "pages/sub", "pages/sub/a.txt"])
def test_a_folder_of_outputs_holds_no_input(cleaner: Cleaner, tmp_path: Path, named: str) -> None:
    (tmp_path / "pages" / "sub").mkdir(parents=True)
    (tmp_path / "pages" / "sub" / "a.txt").write_text(ARTICLE)
    said = cleaner("clean", named, "-o", "pages", "--format", "txt")
    assert said.code == 2
    assert "write" in said.err
    assert (tmp_path / "pages" / "sub" / "a.txt").read_text() == ARTICLE


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", "x.jsonl", "--errors", "./x.jsonl"], "-o and --errors would write one file"),
        (["-o", "x.jsonl", "--stats", "X.jsonl"], "-o and --stats would write one file"),
        (["--errors", "x.jsonl", "--stats", "sub/../x.jsonl"], "--errors and --stats would write one file"),
        (["-o", "x.jsonl", "--errors", "x.jsonl.part"], "-o and --errors would write one file"),
        (["-o", "x.jsonl", "--stats", "x.jsonl.ledger"], "-o and --stats would write one file"),
        (["--stats", "-"], "the rows and --stats both go to standard output"),
        (["-o", "x.jsonl", "--errors", "-", "--stats", "-"], "--errors and --stats both go to standard output"),
    ],
)
def test_two_outputs_of_one_name_are_refused(cleaner: Cleaner, given: Path, options: list[str], said: str) -> None:
    answer = cleaner("clean", "in.jsonl", *options)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert not (given / "x.jsonl").exists()


def test_two_outputs_that_are_links_to_one_file_are_refused(cleaner: Cleaner, given: Path) -> None:
    (given / "o.jsonl").write_text("")
    (given / "e.jsonl").hardlink_to(given / "o.jsonl")
    assert "would write one file" in cleaner("clean", "in.jsonl", "-o", "o.jsonl", "--errors", "e.jsonl").err


def test_a_dash_is_standard_output_for_the_counts_too(cleaner: Cleaner, given: Path) -> None:
    said = cleaner("clean", "in.jsonl", "-o", "o.jsonl", "--stats", "-")
    assert json.loads(said.out)["rows"] == 1
    assert not (given / "-").exists()


@pytest.mark.parametrize("option", ["-o", "--errors", "--stats"])
def test_a_link_is_written_through(cleaner: Cleaner, given: Path, option: str) -> None:
    (given / "real.jsonl").write_text("old")
    (given / "real.jsonl").chmod(0o600)
    (given / "to.jsonl").symlink_to("real.jsonl")
    assert cleaner("clean", "in.jsonl", option, "to.jsonl").code == 0
    assert (given / "to.jsonl").is_symlink()
    assert (given / "real.jsonl").read_text() != "old"
    assert stat.S_IMODE((given / "real.jsonl").stat().st_mode) == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes devices")
@pytest.mark.parametrize("option", ["-o", "--errors", "--stats"])
@pytest.mark.parametrize("linked", [False, True])
def test_a_device_is_written_to_and_stays(cleaner: Cleaner, given: Path, option: str, linked: bool) -> None:
    try:
        os.mknod(given / "null", stat.S_IFCHR | 0o666, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("no devices can be made here")
    (given / "link").symlink_to("null")
    said = cleaner("clean", "in.jsonl", option, "link" if linked else "null", "--format", "jsonl")
    assert said.code == 0, said.err
    assert stat.S_ISCHR((given / "null").lstat().st_mode)
    assert (given / "link").is_symlink()
    assert not list(given.glob("*.part"))


@pytest.mark.parametrize("option", ["-o", "--errors", "--stats"])
def test_a_named_pipe_is_written_to_and_stays(given: Path, option: str) -> None:
    os.mkfifo(given / "pipe")
    reader = subprocess.Popen(["cat", "pipe"], cwd=given, stdout=subprocess.PIPE)
    run(given, "in.jsonl", "-o", "o.jsonl", "--format", "jsonl", option, "pipe")
    out, _ = reader.communicate(timeout=30)
    assert stat.S_ISFIFO((given / "pipe").stat().st_mode)
    assert bool(out) is (option != "--errors")


def run(folder: Path, *arguments: str, code: int = 0, **more: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli.run", "clean", *arguments], cwd=folder, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, **{"stderr": subprocess.PIPE, **more},
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    return done


@pytest.mark.parametrize("way", ["descriptor", "link"])
def test_a_stream_that_is_led_to_a_file_is_written_on_and_not_replaced(given: Path, way: str) -> None:
    # As /dev/stderr is a link to /proc/self/fd/2; the link stands here in a folder of its own.
    (given / "err").symlink_to("/proc/self/fd/2")
    with (given / "log").open("w") as log:
        log.write("before\n")
        log.flush()
        run(given, "in.jsonl", "-o", "o.jsonl", "--stats", "err" if way == "link" else "/dev/fd/2", stderr=log)
    before, tally, stats = (given / "log").read_text().split("\n", 2)
    assert (before, tally.split(";")[0]) == ("before", "1 in = 1 ok + 0 flagged + 0 failed")
    assert json.loads(stats)["rows"] == 1
    assert (given / "err").is_symlink()


@pytest.mark.parametrize(
    ("option", "name", "said"),
    [
        ("-o", "in.jsonl/o.jsonl", "in.jsonl is no folder"),
        ("--stats", "in.jsonl/s.json", "in.jsonl is no folder"),
        ("--errors", "sub", "that is a folder; name a file"),
        ("--stats", "sub", "that is a folder; name a file"),
        ("-o", "x" * 245 + ".jsonl", "the name is too long"),
        ("--stats", "x" * 248 + ".json", "the name is too long"),
        pytest.param("--stats", "/proc/s.json", "can't be written", marks=LINUX),
        pytest.param("--errors", "/proc/self/s.json", "can't be written", marks=LINUX),
    ],
)
def test_a_place_that_is_none_is_said_before_the_run(
    cleaner: Cleaner, given: Path, option: str, name: str, said: str
) -> None:
    answer = cleaner("clean", "in.jsonl", option, name)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"cleaner: {option} {name}: ")
    assert said in answer.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
@pytest.mark.parametrize("option", ["-o", "--errors", "--stats"])
def test_a_place_that_cannot_be_written_is_said_before_the_run(cleaner: Cleaner, given: Path, option: str) -> None:
    (given / "sub").chmod(0o500)
    answer = cleaner("clean", "in.jsonl", option, "sub/x.jsonl")
    assert (answer.code, answer.out) == (2, "")
    assert "can't be written" in answer.err
    (given / "kept.jsonl").write_text("kept")
    (given / "kept.jsonl").chmod(0o400)
    assert "write-protected" in cleaner("clean", "in.jsonl", option, "kept.jsonl").err


def begun(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A run that waits for the end of its input, with its output open."""
    os.mkfifo(folder / "wait.txt")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.cli.run", "clean", *arguments], cwd=folder, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, stdin=subprocess.PIPE,
    )  # fmt: skip
    for _ in range(300):
        if list(folder.glob("*.part")):
            return process
        time.sleep(0.1)
    raise AssertionError("the run never began")


def test_a_restart_beside_a_run_that_goes_on_leaves_it_alone(given: Path) -> None:
    from cleaner.batch.ledger import Key, Ledger

    held = Ledger(given / "o.jsonl.ledger")
    held.start(Key({}, [("in.jsonl", "x")]))
    done = run(given, "in.jsonl", "-o", "o.jsonl", "--restart", code=2)
    assert "another run is writing it" in done.stderr
    assert (given / "o.jsonl.ledger").exists()
    assert not (given / "o.jsonl").exists()
    held.close()
    run(given, "in.jsonl", "-o", "o.jsonl", "--restart")
    assert (given / "o.jsonl").exists()


def test_two_runs_of_standard_input_do_not_write_one_file(given: Path) -> None:
    first = begun(given, "-", "-o", "o.jsonl")
    done = run(given, "in.jsonl", "-o", "o.jsonl", code=2)
    assert "another run is writing it" in done.stderr
    first.communicate(ARTICLE, timeout=60)
    assert first.returncode == 0
    assert len((given / "o.jsonl").read_text().splitlines()) == 1


def test_a_file_of_the_ledgers_name_that_is_none_is_not_removed(cleaner: Cleaner, given: Path) -> None:
    (given / "o.jsonl.ledger").write_text("my notes of the year")
    for option in ("--restart", "--resume"):
        assert cleaner("clean", "in.jsonl", "-o", "o.jsonl", option).code == 2
        assert (given / "o.jsonl.ledger").read_text() == "my notes of the year"

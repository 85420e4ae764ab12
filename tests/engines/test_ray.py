"""On Ray a run gives the rows of the plain command, whatever dies in the middle."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaner.article import Article
from cleaner.batch.job import Job, run_job
from cleaner.batch.work import MIB
from cleaner.engines.ray_job import run_ray_job
from cleaner.errors import BatchError
from cleaner.pipeline import Stage
from cleaner.rules.compile import Rules
from tests.batch.stages import HOSTILE
from tests.conftest import Said
from tests.engines.ray_stages import OUTAGES
from tests.engines.records import options, records
from tests.samples import ARTICLE, PAGE

Cleaner = Callable[..., Said]
ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.filterwarnings("ignore")  # Ray's own, on its own ways


@pytest.fixture(scope="module")
def s3() -> Iterator[None]:
    """An S3 server on loopback, which Ray's processes learn of as they start."""
    moto = pytest.importorskip("moto.server")
    started = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    started.start()
    host, port = started.get_host_and_port()
    with pytest.MonkeyPatch.context() as patched:
        for name, value in {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true",
        }.items():  # fmt: skip
            patched.setenv(name, value)
        yield
    started.stop()


@pytest.fixture(scope="module")
def cluster(s3: None) -> Iterator[str]:
    """A Ray of two CPUs on loopback; its address."""
    pytest.importorskip("ray", reason="ray is not installed: pip install 'newsroom-cleaner[ray]'")
    from cleaner.engines.ray import connected

    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", str(ROOT))
        patched.delenv("RAY_ADDRESS", raising=False)
        with connected(None, 2):
            import ray

            yield ray.get_runtime_context().gcs_address


def write(path: Path, found: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in found))
    return path


def lines(out: Path) -> list[str]:
    """The rows of all part files, sorted."""
    return sorted(line for part in out.glob("part-*.jsonl") for line in part.read_text().splitlines())


def names(out: Path) -> list[str]:
    return sorted(p.name for p in out.iterdir() if not p.name.startswith("part-"))


def plain(rules: Rules, tmp_path: Path, *inputs: object, stages: tuple[Stage, ...], **more: Any) -> list[str]:
    """The rows of the plain command, sorted."""
    out = tmp_path / "plain.jsonl"
    job = Job(tuple(map(str, inputs)), out, stages=stages, processes=2, max_memory=256 * MIB, **more)
    run_job(job, rules, io.StringIO(), io.StringIO())
    return sorted(out.read_text().splitlines())


def on_ray(
    rules: Rules, out: Path, *inputs: object, stages: tuple[Stage, ...], part_rows: int = 500, **more: Any
) -> str:
    """Run it; what was said on standard error."""
    said = io.StringIO()
    job = Job(tuple(map(str, inputs)), out, "jsonl", stages=stages, max_memory=256 * MIB, **more)
    run_ray_job(job, rules, said, part_rows=part_rows)
    return said.getvalue()


def outages(count: int, at: int, first_line: str) -> list[dict[str, Any]]:
    """Records of which one has a stage do something."""
    found = records(count, 0)
    return [r | {"text": f"{first_line}\n{ARTICLE}", "html": None} if i == at else r for i, r in enumerate(found)]


def test_two_thousand_records_that_hang_crash_and_eat_memory_give_the_rows_of_the_plain_command(
    cluster: str, shipped: Rules, tmp_path: Path
) -> None:
    given = write(tmp_path / "r.jsonl", records())
    expected = plain(shipped, tmp_path, given, stages=HOSTILE, timeout=3.0)
    said = on_ray(shipped, tmp_path / "out", given, stages=HOSTILE, timeout=3.0)
    assert lines(tmp_path / "out") == expected
    assert len(expected) == 2000
    assert names(tmp_path / "out") == ["_SUCCESS"]
    for word in ("timeout: ", "crash: ", "memory: ", "2000 in = "):
        assert word in said


def test_an_actor_that_is_killed_changes_nothing(cluster: str, shipped: Rules, tmp_path: Path) -> None:
    marker = tmp_path / "killed"
    given = write(tmp_path / "r.jsonl", outages(900, 450, f"kill-actor {marker}"))
    on_ray(shipped, tmp_path / "out", given, stages=OUTAGES, part_rows=100)
    assert "ray::" in marker.read_text()
    assert lines(tmp_path / "out") == plain(shipped, tmp_path, given, stages=OUTAGES)


def test_a_batch_that_ends_each_actor_ends_the_run_and_not_the_rows_that_were_done(
    cluster: str, shipped: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleaner.engines.ray._RESTARTS", 1)
    marker = tmp_path / "killed"
    given = write(tmp_path / "r.jsonl", outages(900, 890, f"always-kill-actor {marker}"))
    with pytest.raises(BatchError, match=r"--resume to finish it"):
        on_ray(shipped, tmp_path / "out", given, stages=OUTAGES, part_rows=100)
    assert marker.read_text().count("ray::") == 2
    before = len(lines(tmp_path / "out"))
    assert f"resumed: {before} rows were done" in on_ray(
        shipped, tmp_path / "out", given, stages=HOSTILE, part_rows=100, resume=True
    )
    assert lines(tmp_path / "out") == plain(shipped, tmp_path, given, stages=HOSTILE)


def command(address: str, *more: str) -> list[str]:
    return [sys.executable, "-m", "tests.engines.ray_run", "clean", *more, "--engine", "ray", "--address", address]


def test_a_driver_that_is_killed_and_resumed_gives_each_row_once_also_where_ids_are_the_same(
    cluster: str, shipped: Rules, tmp_path: Path
) -> None:
    go = tmp_path / "go"
    found = outages(1000, 990, f"wait {go}")
    given = write(tmp_path / "r.jsonl", [r | {"id": f"r{i % 7}", "url": None} for i, r in enumerate(found)])
    told = command(cluster, "r.jsonl", "-o", "out", "--format", "jsonl", "--timeout", "100")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    driver = subprocess.Popen(told, cwd=tmp_path, env=environment, stderr=subprocess.PIPE)
    while not lines(tmp_path / "out"):
        assert driver.poll() is None, driver.communicate()
        time.sleep(0.05)
    driver.kill()
    driver.communicate()
    go.touch()
    assert not (tmp_path / "out" / "_SUCCESS").exists()

    refused = subprocess.run(told, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert refused.returncode == 2
    assert b"--resume to finish it, --restart to begin anew" in refused.stderr

    done = subprocess.run([*told, "--resume"], cwd=tmp_path, env=environment, capture_output=True, check=False)
    said = done.stderr.decode()
    assert done.returncode == 0, said
    assert int(said.split("resumed: ")[1].split()[0]) >= 50
    assert "1000 in = " in said
    assert lines(tmp_path / "out") == plain(shipped, tmp_path, given, stages=OUTAGES)
    assert names(tmp_path / "out") == ["_SUCCESS"]


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder of all that can be read, and of what can't."""
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "page.html").write_bytes(PAGE.replace("</p>", " \u201equoted\u201c</p>").encode("cp1252"))
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "empty.txt").write_text("")
    (folder / "b.csv").write_text('id,text,author\n1,"A line, and more",Jane Doe\n2,"broken\n')
    (folder / "c.jsonl").write_text(
        json.dumps({"id": 7, "text": f"{ARTICLE} \ud83d", "tags": ["x"], "date": "2024-05-01"}) + "\n{broken\n"
    )
    packed = gzip.compress("".join(json.dumps({"text": f"{ARTICLE} {i}"}) + "\n" for i in range(2000)).encode())
    (folder / "cut.jsonl.gz").write_bytes(packed[: len(packed) * 2 // 3])
    (folder / "not.parquet").write_bytes(b"PAR1 nothing")
    (folder / "d.warc.gz").write_bytes(b"\x1f\x8bnothing")
    return folder


def test_all_formats_and_damaged_files_give_the_rows_of_the_plain_command(
    cluster: str, cleaner: Cleaner, mixed: Path, tmp_path: Path
) -> None:
    expected = cleaner("clean", "in", "-o", "plain.jsonl")
    said = cleaner("clean", "in", "-o", "out", "--format", "jsonl", "--engine", "ray", "-j", "1")
    assert said.code == expected.code == 1
    assert lines(tmp_path / "out") == sorted((tmp_path / "plain.jsonl").read_text().splitlines())
    assert said.err.splitlines()[-1] == expected.err.splitlines()[-1]
    assert sorted(said.err.splitlines()) == sorted(expected.err.splitlines())
    allowed = cleaner(
        "clean", "in", "-o", "out", "--format", "jsonl", "--engine", "ray", "--max-errors", "9", "--resume"
    )
    assert allowed.code == 0
    assert "finished already" in allowed.err
    assert allowed.err.splitlines()[-1] == expected.err.splitlines()[-1]


def test_from_bucket_to_bucket_as_parquet(cluster: str, cleaner: Cleaner, tmp_path: Path) -> None:
    import fsspec
    import pyarrow.parquet as pq

    fs = fsspec.filesystem("s3", skip_instance_cache=True, use_listings_cache=False)
    fs.mkdir("news")
    given = write(tmp_path / "r.jsonl", records(300, 20, seed=3))
    fs.put(str(given), "news/in/r.jsonl")
    assert cleaner("clean", "s3://news/in", "-o", "s3://news/out", "--engine", "ray", "--max-memory", "256").code == 1
    assert cleaner("clean", "s3://news/in/r.jsonl", "-o", "plain.parquet", "--max-memory", "256").code == 1
    found = sorted(fs.find("news/out"))
    assert [f.rpartition("/")[2][:5] for f in found] == ["_SUCC", "part-"]
    with fs.open(found[1]) as part:
        assert pq.read_table(part).to_pylist() == pq.read_table(tmp_path / "plain.parquet").to_pylist()


def test_a_dataset_of_ones_own_keeps_its_columns_and_gets_the_rows(cluster: str, shipped: Rules) -> None:
    import pyarrow as pa
    import ray.data

    from cleaner.engines.arrow import clean_batches
    from cleaner.engines.ray import clean_dataset

    given = pa.Table.from_pylist(records(300, 25))
    told = options(shipped, timeout=2.0)
    found = clean_dataset(ray.data.from_arrow(given), told, actors=2).take_all()
    expected = [row for batch in clean_batches(given.to_batches(), told) for row in batch.to_pylist()]
    assert sorted(found, key=lambda r: r["id"]) == sorted(expected, key=lambda r: r["id"])
    assert {"batch", *Article.__dataclass_fields__} == set(found[0])


def test_a_ray_of_its_own_listens_on_loopback_only_and_goes_with_the_run(
    cluster: str, tmp_path: Path, shipped: Rules
) -> None:
    go = tmp_path / "go"
    write(tmp_path / "r.jsonl", outages(20, 3, f"wait {go}"))
    told = [
        sys.executable,
        "-m",
        "tests.engines.ray_run",
        "clean",
        "r.jsonl",
        "-o",
        "out",
        "--engine",
        "ray",
        "-j",
        "2",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PROBE": str(go)}
    run = subprocess.Popen([*told, "--timeout", "100"], cwd=tmp_path, env=environment, stderr=subprocess.PIPE)
    while not (processes := having(f"PROBE={go}")) or not any("ray::" in name for name in processes.values()):
        assert run.poll() is None, run.communicate()
        time.sleep(0.1)
    assert any_listening(set(processes))
    assert {address for pid in processes for address in listening(pid)} <= {"127.0.0.1"}
    go.touch()
    _, said = run.communicate()
    assert (run.returncode, said.decode().count("\n")) == (0, 1), said
    until = time.monotonic() + 30
    while having(f"PROBE={go}"):
        assert time.monotonic() < until
        time.sleep(0.1)


def having(setting: str) -> dict[int, str]:
    """The processes that have this in their environment: pid and name."""
    found = {}
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and setting.encode() in (folder / "environ").read_bytes().split(b"\0"):
                found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ").strip()
        except OSError:
            continue
    return {pid: name for pid, name in found.items() if name}


def any_listening(pids: set[int]) -> bool:
    return any(listening(pid) for pid in pids)


def listening(pid: int) -> set[str]:
    """The addresses at which a process's sockets listen."""
    import socket

    try:
        ours = {str(d.readlink()) for d in Path(f"/proc/{pid}/fd").iterdir()}
    except OSError:
        return set()
    found = set()
    for table, family in (("tcp", socket.AF_INET), ("tcp6", socket.AF_INET6)):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            _, local, _, state, *rest = line.split()
            if state == "0A" and f"socket:[{rest[5]}]" in ours:
                words = bytes.fromhex(local.split(":")[0])
                packed = b"".join(words[i : i + 4][::-1] for i in range(0, len(words), 4))
                found.add(socket.inet_ntop(family, packed).removeprefix("::ffff:"))
    return found


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([], "name it with -o OUT"),
        (["-o", "out", "--diff"], "--diff doesn't go with --engine ray"),
        (["-o", "out", "--dry-run"], "--dry-run doesn't go with --engine ray"),
        (["-o", "out", "--errors", "e.jsonl"], "failed rows stand in OUT"),
        (["-o", "out", "--format", "md"], "a folder of parquet or jsonl files, not md"),
        (["-o", "out.csv"], "a folder of parquet or jsonl files, not csv"),
        (["-", "-o", "out"], "standard input doesn't go with --engine ray"),
        (["-o", "a.txt"], "a.txt is a file"),
        (["-o", "other"], "there are files in it that are of no run"),
    ],
)
def test_what_makes_no_sense_is_said_and_ends_with_2(
    cleaner: Cleaner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str], said: str
) -> None:
    monkeypatch.setattr("cleaner.engines.ray_job.need", lambda *_: None)
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("mine")
    answer = cleaner("clean", "a.txt", "--engine", "ray", *more)
    assert (answer.code, said in answer.err) == (2, True), answer.err
    assert (tmp_path / "a.txt").read_text() == ARTICLE
    assert not (tmp_path / "out").exists()


def test_without_ray_it_says_what_to_install(cleaner: Cleaner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.io.extras.find_spec", lambda name: None)
    (tmp_path / "a.txt").write_text(ARTICLE)
    answer = cleaner("clean", "a.txt", "-o", "out", "--engine", "ray")
    assert answer.code == 2
    assert answer.err == "cleaner: --engine ray needs ray: pip install 'newsroom-cleaner[ray]'\n"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--engine", "storm"], "--engine storm: known are ray"),
        (["--address", "x:1"], "--address is the one of an engine's cluster; say --engine too"),
    ],
)
def test_engines_that_are_unknown_or_not_said(cleaner: Cleaner, tmp_path: Path, more: list[str], said: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    answer = cleaner("clean", "a.txt", "-o", "out", *more)
    assert (answer.code, answer.err) == (2, f"cleaner: {said}\n")

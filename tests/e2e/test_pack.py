"""`hansel pack`, and --pack where images are explained."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.e2e import world
from tests.e2e.conftest import Command
from tests.e2e.test_rerun import MODEL, NET


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of two activation calls, images to learn from, and others to explain."""
    home = tmp_path_factory.mktemp("pack")
    (home / "nets.py").write_text(NET)
    (home / "model.toml").write_text(MODEL)
    world.write_images(home / "images", 3)
    world.write_images(home / "own", 2)
    return home


def learn(hansel: Command, home: Path, out: Path, *more: object) -> Any:
    ran = hansel(
        "pack", home / "model.toml", "--folder", home / "own", "--trust-code", "--steps", 4, "--out", out, *more
    )
    assert ran.code == 0, ran.err
    return ran


@pytest.fixture
def pack(hansel: Command, home: Path, tmp_path: Path) -> Path:
    learn(hansel, home, tmp_path / "p.pack")
    return tmp_path / "p.pack"


def audit(hansel: Command, home: Path, project: Path, *more: object) -> Any:
    return hansel(
        "audit", home / "images", "--model", home / "model.toml", "--project", project, "--trust-code", "--steps", 2,
        "--json", *more,
    )  # fmt: skip


def parameters(project: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(f"file:{project / 'audit.sqlite'}?mode=ro", uri=True)) as db:
        return [json.loads(row[0]) for row in db.execute("SELECT parameters FROM runs ORDER BY id")]


def test_a_pack_is_learned_from_images_drawn_by_their_names(hansel: Command, home: Path, tmp_path: Path) -> None:
    ran = learn(hansel, home, tmp_path / "a.pack", "--images", 4)
    content = json.loads((tmp_path / "a.pack").read_text("utf-8"))
    assert "Learned from 4 images" in ran.out
    assert "the gates of 2 activation calls of deeper 1" in ran.out
    assert content["sha256"] in ran.out
    assert [call["name"] for call in content["calls"]] == ["relu", "silu"]
    assert all(0 < gate < 1 for call in content["calls"] for gate in call["gates"])
    assert (len(content["images"]), content["settings"]["steps"]) == (4, 4)
    learn(hansel, home, tmp_path / "b.pack", "--images", 4)
    assert (tmp_path / "a.pack").read_bytes() == (tmp_path / "b.pack").read_bytes()
    learn(hansel, home, tmp_path / "c.pack", "--images", 4, "--seed", 1)
    other = json.loads((tmp_path / "c.pack").read_text("utf-8"))
    assert set(other["images"]) != set(content["images"])


def test_images_that_cannot_be_read_are_told_and_the_next_are_drawn(
    hansel: Command, home: Path, tmp_path: Path
) -> None:
    images = Path(shutil.copytree(home / "own", tmp_path / "own"))
    for n in range(4):
        (images / "red" / f"broken-{n}.png").write_text("no picture")
    rest = ("--folder", images, "--trust-code", "--steps", 1, "--out", tmp_path / "p.pack")
    ran = hansel("pack", home / "model.toml", *rest, "--images", 6)
    assert ran.code == 0
    assert "Learned from 6 images" in ran.out
    told = [line for line in ran.err.splitlines() if "broken-" in line]
    assert told
    assert all("was left out" in line for line in told)


def test_what_pack_refuses(hansel: Command, home: Path, pack: Path, tmp_path: Path) -> None:
    before = pack.read_bytes()
    rest = ("--folder", home / "own", "--trust-code")
    for arguments, words in (
        ((*rest, "--out", pack), "is there already"),
        ((*rest, "--out", tmp_path / "none" / "p.pack"), "There is no folder"),
        ((*rest, "--steps", -1, "--out", tmp_path / "q.pack"), "Steps must be"),
        ((*rest, "--images", 0, "--out", tmp_path / "q.pack"), "0 is not in the range"),
        (("--folder", tmp_path / "gone", "--out", tmp_path / "q.pack"), "does not exist"),
    ):
        ran = hansel("pack", home / "model.toml", *arguments)
        assert (ran.code, ran.out) == (2, ""), arguments
        assert words in ran.err
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.png").write_text("no picture")
    ran = hansel(
        "pack", home / "model.toml", "--folder", tmp_path / "texts", "--trust-code", "--out", tmp_path / "q.pack"
    )
    assert (ran.code, ran.out) == (2, "")
    assert "no image to learn a rule pack from" in ran.err
    assert not (tmp_path / "q.pack").exists()
    assert pack.read_bytes() == before
    learn(hansel, home, pack, "--force", "--images", 2)
    assert pack.read_bytes() != before


def test_a_run_with_a_pack_is_made_again_without_the_file(
    hansel: Command, home: Path, pack: Path, tmp_path: Path
) -> None:
    project = tmp_path / "p.hansel"
    ran = audit(hansel, home, project, "--pack", pack)
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["explained"] == 9
    content = json.loads(pack.read_text("utf-8"))
    (kept,) = parameters(project)
    assert kept["pack"] == {
        "sha256": content["sha256"],
        "calls": [[call["name"], call["gates"]] for call in content["calls"]],
    }
    assert json.loads(audit(hansel, home, project, "--pack", pack).out)["state"] == "nothing to do"
    pack.unlink()
    for number in (1, 9):
        again = hansel("rerun", project, "--explanation", number, "--trust-code", "--json")
        found = json.loads(again.out)
        assert (again.code, found["finding"], found["map"]["same_bytes"]) == (0, "same", True)
        assert found["other_parameters"] == {}
    words = hansel("rerun", project, "--explanation", 1, "--trust-code").out
    assert f"learned, rule pack {content['sha256'][:12]}…, class" in words
    lost = next((project / "maps").rglob("*.npy"))
    was = lost.read_bytes()
    lost.unlink()
    assert hansel("rerun", project, "--missing", "--trust-code").code == 0
    assert lost.read_bytes() == was
    report = tmp_path / "report.html"
    assert hansel("report", project, "--out", report).code == 0
    assert f"pack = {content['sha256']}" in report.read_text("utf-8")


def test_a_run_without_a_pack_is_another_run_and_knows_of_none(
    hansel: Command, home: Path, pack: Path, tmp_path: Path
) -> None:
    project = tmp_path / "p.hansel"
    for more in ((), ("--pack", pack), ()):
        assert audit(hansel, home, project, *more).code == 0
    plain, packed = parameters(project)
    assert "pack" not in plain
    assert plain == {name: value for name, value in packed.items() if name != "pack"}
    with closing(sqlite3.connect(project / "audit.sqlite")) as db:
        maps = [row[0] for row in db.execute("SELECT map_sha256 FROM explanations ORDER BY id")]
    assert len(maps) == 18
    assert not set(maps[:9]) & set(maps[9:])


def rehashed(pack: Path, out: Path, **changes: Any) -> Path:
    """Another pack, as some program might write it: its hash is right."""
    content = {**json.loads(pack.read_text("utf-8")), **changes}
    del content["sha256"]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    out.write_text(json.dumps({**content, "sha256": hashlib.sha256(text.encode()).hexdigest()}), encoding="utf-8")
    return out


def test_packs_that_cannot_be_used_are_refused_in_plain_words(
    hansel: Command, home: Path, model: Path, pack: Path, tmp_path: Path
) -> None:
    content = json.loads(pack.read_text("utf-8"))
    altered = tmp_path / "altered.pack"
    altered.write_text(pack.read_text("utf-8").replace('"seed":0', '"seed":7'), encoding="utf-8")
    fewer = rehashed(pack, tmp_path / "fewer.pack", calls=content["calls"][:1])
    swapped = rehashed(pack, tmp_path / "swapped.pack", calls=content["calls"][::-1])
    newer = rehashed(pack, tmp_path / "newer.pack", version=2)
    image = home / "images" / "red" / "red-00.png"
    for file, toml, more, words in (
        (pack, model, (), "is of the model deeper 1 (fingerprint"),
        (pack, model, (), "the model given is colours 1 ("),
        (pack, home / "model.toml", ("--method", "guided"), "guided does not learn"),
        (altered, home / "model.toml", (), "damaged or was altered"),
        (newer, home / "model.toml", (), "of a newer Hansel (format 2"),
        (fewer, home / "model.toml", (), "holds 1 activation calls and the model made 2"),
        (swapped, home / "model.toml", (), "call 1 is relu here and silu in the pack"),
        (tmp_path / "none.pack", home / "model.toml", (), "cannot be read"),
        (home / "model.toml", home / "model.toml", (), "not a rule pack"),
    ):
        rest = ("--model", toml, "--trust-code", "--pack", file, *more)
        for ran in (
            hansel("explain", image, *rest, "--out", tmp_path / "out"),
            hansel("audit", home / "images", *rest, "--project", tmp_path / "p.hansel"),
        ):
            assert (ran.code, ran.out) == (2, ""), (words, ran)
            assert words in ran.err
            assert "Nothing was explained" in ran.err


def test_explain_begins_from_the_pack_and_writes_it_down(
    hansel: Command, home: Path, pack: Path, tmp_path: Path
) -> None:
    image = home / "images" / "blue" / "blue-01.png"
    rest = ("--model", home / "model.toml", "--trust-code", "--steps", 2)
    assert hansel("explain", image, *rest, "--pack", pack, "--out", tmp_path / "with").code == 0
    assert hansel("explain", image, *rest, "--out", tmp_path / "without").code == 0
    packed, plain = (json.loads((tmp_path / name / "blue-01.json").read_text()) for name in ("with", "without"))
    assert packed["method"]["parameters"]["pack"]["sha256"] == json.loads(pack.read_text("utf-8"))["sha256"]
    assert "pack" not in plain["method"]["parameters"]
    maps = [np.load(tmp_path / name / "blue-01.npy") for name in ("with", "without")]
    assert not np.array_equal(*maps)

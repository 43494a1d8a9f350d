"""`hansel patterns`: a project with made-up maps of real images, in which one class looks at a corner."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from db.store import Store
from engine import images
from engine.records import Evidence, Explanation, Geometry, ImageRef, RunSpec
from tests.e2e.conftest import Command

LABELS = ("cat", "dog", "owl", "hen")
CUED = 14
EACH = {"cat": 30, "dog": 24, "owl": 24, "hen": 3}


def hill(place: tuple[float, float], dice: np.random.Generator, jitter: float) -> np.ndarray:
    y, x = np.mgrid[:24, :24]
    top, left = np.array(place) + dice.normal(0, jitter, 2)
    return np.exp(-((y - top) ** 2 + (x - left) ** 2) / 10).astype(np.float32)


def make(home: Path, empty: tuple[str, ...] = ()) -> Path:
    """The project; cat/00 to cat/13 look at a corner, every other map at the middle, but those that are empty: zero
    all over, or negative."""
    dice = np.random.default_rng(0)
    folder = home / "photos"
    refs, maps = [], {}
    for label, number in EACH.items():
        (folder / label).mkdir(parents=True)
        for n in range(number):
            file = folder / label / f"{n:02d}.png"
            Image.fromarray(dice.integers(0, 255, (30, 40, 3), dtype=np.uint8)).save(file)
            refs.append(ImageRef(f"{label}/{n:02d}.png", file.stat().st_size, file.stat().st_mtime_ns, label))
            cued = label == "cat" and n < CUED
            place = ((20, 4) if n % 3 == 0 else (20, 19)) if cued else (11, 12)
            maps[f"{label}/{n:02d}.png"] = (LABELS.index(label), hill(place, dice, 0.7 if cued else 2))
    spec = RunSpec(str(folder), "toy", "3", "nets.py:build", "a1" * 32, "model.toml", "", LABELS, "learned")
    with Store.create(home / "toy.hansel") as store:
        plan = store.begin_run(spec, refs)
        found = []
        for one in plan.pending:
            target, values = maps[one.relative]
            if one.relative in empty:
                values = values * np.float32(-(empty.index(one.relative) % 2))
            found.append((one.key, Explanation(
                map=values, geometry=Geometry(40, 30, 24, 24, 0, 0, 24, 24), prediction=target, target=target,
                probabilities=np.eye(4, dtype=np.float32)[target], evidence=Evidence(0.9, 0.1, 0.2, 0.5), gated=1,
                executed=1, seconds=0.1, sha256=images.read(Path(one.path)).sha256,
            )))  # fmt: skip
        store.add_outcomes(plan.run_id, found)
        store.finish_run(plan.run_id, "finished")
        for n, verdict in ((0, "flawed"), (1, "flawed"), (2, "flawed"), (3, "sound"), (4, "unsure"), (20, "sound")):
            row = next(item for item in store.items(1, "ana") if item.relative == f"cat/{n:02d}.png")
            assert row.explanation_id is not None
            reasons = {"watermark": True} if verdict == "flawed" else {}
            store.change(row.explanation_id, "ana", {"verdict": verdict, "reasons": reasons}).result()
    return home / "toy.hansel"


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    return make(tmp_path)


def test_the_cluster_is_told_with_what_its_flags_say(hansel: Command, toy: Path) -> None:
    ran = hansel("patterns", toy)
    assert ran.code == 0, ran.err
    told = ran.out.replace("\u202f", " ")
    row = next(line for line in told.splitlines() if line.startswith("cat 1 "))
    # 14 of 30; flawed 3 of 4, Wilson worked out by hand
    assert row.split()[2:6] == ["14", "46.7", "%", "75.0"]
    assert "30.1–95.4 %" in row
    assert "4*" in row
    assert "bottom right" in told
    assert "its flags say: " in told
    assert "rest of the class: flagged 0.0 %" in told
    assert "Nothing stands apart in: dog (24), owl (24)." in told
    assert "Too few maps (fewer than 10) in: hen (3)." in told
    assert "left out" not in ran.err


def test_json_has_the_documented_form(hansel: Command, toy: Path) -> None:
    told = json.loads(hansel("patterns", toy, "--json").out)
    assert (told["format"], told["run"], told["class"], told["sides"]) == (1, 1, None, False)
    assert told["maps"] == {"explained": 81, "used": 81, "missing": 0, "altered": 0, "empty": 0}
    assert [(one["class"], one["n"], one["why"], len(one["clusters"])) for one in told["classes"]] == [
        ("cat", 30, None, 1), ("dog", 24, None, 0), ("owl", 24, None, 0), ("hen", 3, "few", 0),
    ]  # fmt: skip
    (cluster,) = told["classes"][0]["clusters"]
    assert {one["image"] for one in cluster["members"]} == {f"cat/{n:02d}.png" for n in range(CUED)}
    assert cluster["flags"]["reasons"] == {"watermark": 3}
    assert (cluster["flags"]["n"], cluster["flags"]["flawed"], cluster["flags"]["unsure"]) == (4, 3, 1)
    assert sum(map(sum, cluster["mean"])) == pytest.approx(1, abs=1e-3)
    everything = json.loads(hansel("patterns", toy, "--json", "--all").out)
    assert all(one["clusters"] for one in everything["classes"][:3])
    told = json.loads(hansel("patterns", toy, "--json", "--class", "cat", "--sides").out)
    (one,) = told["classes"]
    right = {f"cat/{n:02d}.png" for n in range(CUED) if n % 3}
    assert right in [{member["image"] for member in cluster["members"]} for cluster in one["clusters"]]


def test_out_writes_pictures_and_members(hansel: Command, toy: Path, tmp_path: Path) -> None:
    out = tmp_path / "found"
    (tmp_path / "photos" / "cat" / "05.png").unlink()
    ran = hansel("patterns", toy, "--out", out)
    assert ran.code == 0, ran.err
    assert "the image is gone or changed" in ran.err
    assert sorted(one.name for one in out.iterdir()) == ["class-000-cluster-1.png", "members.csv"]
    with Image.open(out / "class-000-cluster-1.png") as picture:
        assert picture.size == (1448, 616)
        # The mean map is brightest in the lower right, where two thirds of the maps look.
        grey = np.asarray(picture.convert("L"), dtype=float)[:, :616]
    assert np.unravel_index(grey.argmax(), grey.shape)[0] > 400
    assert grey[308:, 308:].mean() > grey[308:, :308].mean() > grey[:308].mean()
    rows = list(csv.DictReader(io.StringIO((out / "members.csv").read_text("utf-8-sig"))))
    assert len(rows) == CUED
    distances = [float(row["distance"]) for row in rows]
    assert distances == sorted(distances)
    assert {row["reasons"] for row in rows if row["verdict"] == "flawed"} == {"watermark"}
    before = (out / "members.csv").read_bytes()
    ran = hansel("patterns", toy, "--out", out, "--class", "dog")
    assert ran.code == 2
    assert "--force replaces it" in ran.err
    assert (out / "members.csv").read_bytes() == before
    assert hansel("patterns", toy, "--out", out, "--class", "dog", "--force").code == 0
    assert [one.name for one in out.iterdir()] == ["members.csv"]


def test_more_like_this(hansel: Command, toy: Path, tmp_path: Path) -> None:
    for name in ("cat/01.png", tmp_path / "photos" / "cat" / "01.png"):
        ran = hansel("patterns", toy, "--like", name, "--most", 13)
        assert ran.code == 0, ran.err
        assert ran.out.startswith("Nearest to cat/01.png among 30 maps that explain cat\n")
        named = {line.split()[0] for line in ran.out.splitlines()[2:-1]}
        assert named == {f"cat/{n:02d}.png" for n in range(CUED)} - {"cat/01.png"}
    told = json.loads(hansel("patterns", toy, "--like", "dog/03.png", "--json").out)
    assert (told["image"], told["class"], told["n"], len(told["like"])) == ("dog/03.png", "dog", 24, 12)
    distances = [one["distance"] for one in told["like"]]
    assert distances == sorted(distances)


def test_maps_that_are_gone_or_damaged_are_counted_and_told(hansel: Command, toy: Path) -> None:
    database = sqlite3.connect(f"file:{toy / 'audit.sqlite'}?mode=ro", uri=True)
    with closing(database):
        files = [toy / path for (path,) in database.execute("SELECT map_path FROM explanations ORDER BY id")]
    files[20].unlink()
    files[21].write_bytes(b"no map")
    ran = hansel("patterns", toy)
    assert ran.code == 0
    assert "1 map left out: the file is missing. hansel rerun toy.hansel --missing" in ran.err
    assert "1 map left out: the file was altered or damaged." in ran.err
    assert "cat 1" in ran.out
    told = json.loads(hansel("patterns", toy, "--json").out)
    assert told["maps"] == {"explained": 81, "used": 79, "missing": 1, "altered": 1, "empty": 0}
    assert "no usable map of an image called cat/20.png" in hansel("patterns", toy, "--like", "cat/20.png").err
    for file in files:
        file.unlink(missing_ok=True)
    ran = hansel("patterns", toy)
    assert (ran.code, ran.out) == (2, "")
    assert "None of the maps can be used" in ran.err


def test_maps_without_a_positive_part_are_counted_and_told(hansel: Command, tmp_path: Path) -> None:
    toy = make(tmp_path, ("dog/00.png", "dog/01.png", "owl/05.png"))
    ran = hansel("patterns", toy, "--json")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["maps"]["empty"] == 3
    assert "3 maps left out: no positive part, or values that are no numbers." in ran.err
    assert "no usable map of an image called dog/00.png" in hansel("patterns", toy, "--like", "dog/00.png").err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--run", 7), "no run 7"),
        (("--class", "cut"), "no class called cut. Did you mean cat?"),
        (("--reviewer", "dot"), "Nobody called 'dot'"),
        (("--like", "cat/0.png"), "Did you mean cat/"),
        (("--like", "cat/00.png", "--class", "dog"), "explains cat, not dog"),
        (("--like", "cat/00.png", "--all"), "go with clusters"),
        (("--most", 0), "not in the range"),
    ],
)
def test_what_there_is_not_is_refused(hansel: Command, toy: Path, options: tuple[object, ...], words: str) -> None:
    ran = hansel("patterns", toy, *options)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "Traceback" not in ran.err


def verdicts(project: Path, who: str) -> dict[str, str | None]:
    with Store.open(project, readonly=True) as store:
        return {item.relative: item.verdict for item in store.items(1, who)}


def test_a_cluster_is_flagged_as_a_whole_and_taken_back_in_one_step(hansel: Command, toy: Path) -> None:
    before = verdicts(toy, "ana")
    ran = hansel(
        "patterns", toy, "--class", "cat", "--flag", 1, "--as", "ana", "--reason", "stamp-or-text", "--call", "the tag"
    )
    assert ran.code == 0, ran.err
    assert "9 images flagged by ana (the tag). 5 images had a verdict of ana's own, which stays." in ran.out
    after = verdicts(toy, "ana")
    cued = {f"cat/{n:02d}.png" for n in range(CUED)}
    assert {name for name in after if after[name] != before[name]} == {n for n in cued if before[n] is None}
    assert all(after[name] == "flawed" for name in cued if before[name] is None)
    told = json.loads(hansel("patterns", toy, "--json", "--class", "cat").out)
    assert told["classes"][0]["clusters"][0]["flags"]["reasons"] == {"stamp-or-text": 9, "watermark": 3}
    assert "Nothing was flagged." in hansel("patterns", toy, "--class", "cat", "--flag", 1, "--as", "ana").out
    assert hansel("verify", toy).code == 0
    with Store.open(toy) as store:
        undone = store.undo("ana").result()
        assert undone is not None
        assert undone.what == "flaw on 9 images (the tag)"
    assert verdicts(toy, "ana") == before


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--flag", 1), "--flag needs --class"),
        (("--flag", 1, "--class", "cat"), "--flag needs --class"),
        (("--as", "ana"), "go with --flag"),
        (("--flag", 7, "--class", "cat", "--as", "ana"), "cat has no cluster 7 in run 1; it has 1."),
        (("--flag", 1, "--class", "dog", "--as", "ana"), "dog has no cluster 1 in run 1; it has none."),
        (("--flag", 1, "--class", "cat", "--as", " "), "say whose they are"),
        (("--flag", 1, "--class", "cat", "--as", "ana", "--call", "two\nlines"), "one line"),
        (("--flag", 1, "--class", "cat", "--as", "ana", "--json"), "look at the cluster first"),
    ],
)
def test_what_cannot_be_flagged_leaves_all_as_it_was(
    hansel: Command, toy: Path, options: tuple[object, ...], words: str
) -> None:
    before = verdicts(toy, "ana")
    ran = hansel("patterns", toy, *options)
    assert (ran.code, ran.out) == (2, ""), ran.err
    assert words in ran.err
    assert verdicts(toy, "ana") == before


def test_nothing_to_look_at(hansel: Command, tmp_path: Path) -> None:
    assert "There is no project" in hansel("patterns", tmp_path / "none.hansel").err
    with Store.create(tmp_path / "empty.hansel"):
        pass
    assert "holds no run yet" in hansel("patterns", tmp_path / "empty.hansel").err
    file = tmp_path / "file"
    file.write_text("mine")
    toy = make(tmp_path)
    assert "is a file" in hansel("patterns", toy, "--out", file).err
    assert file.read_text() == "mine"


def test_maps_that_say_nothing(hansel: Command, project: Path) -> None:
    """The gradient of the colour net is alike all over: one group of maps like any other class's."""
    ran = hansel("patterns", project)
    assert ran.code == 0, ran.err
    assert "Too few maps" in ran.out or "None of the maps can be used" in ran.err


def test_a_cluster_is_named_renamed_and_forgotten(hansel: Command, toy: Path, tmp_path: Path) -> None:
    assert "No cluster of run 1 has a name." in hansel("patterns", toy, "--named").out
    ran = hansel("patterns", toy, "--class", "cat", "--name", "1", "archive's tag", "--as", "ana")
    assert ran.code == 0, ran.err
    assert "Cluster 1 of cat in run 1 is called archive's tag now, with 14 maps." in ran.out
    assert "cat 1, called archive's tag: bottom right" in hansel("patterns", toy).out
    assert json.loads(hansel("patterns", toy, "--json").out)["classes"][0]["clusters"][0]["name"] == "archive's tag"
    again = hansel("patterns", toy, "--class", "cat", "--name", "1", "x", "--as", "ana")
    assert again.code == 2
    assert "is called archive's tag already" in again.err
    told = hansel("patterns", toy, "--named").out.replace("\u202f", " ")
    row = next(line for line in told.splitlines() if line.startswith("archive's tag"))
    # 14 of 30; flawed 3 of 4
    assert row.split()[2:7] == ["cat", "14", "46.7", "%", "75.0"]
    assert hansel("patterns", toy, "--rename", "ARCHIVE'S TAG", "watermark", "--as", "ben").code == 0
    (one,) = json.loads(hansel("patterns", toy, "--named", "--json").out)["named"]
    assert (one["name"], one["by"], one["n"], one["of_class"]) == ("watermark", "ana", 14, 30)
    assert {member["image"] for member in one["members"]} == {f"cat/{n:02d}.png" for n in range(CUED)}
    assert one["flags"]["flawed"] == 3
    flagged = hansel("patterns", toy, "--class", "cat", "--flag", "1", "--as", "eve")
    assert "14 images flagged by eve (watermark)" in flagged.out
    assert hansel("patterns", toy, "--forget", "watermark", "--as", "ben").code == 0
    missing = hansel("patterns", toy, "--forget", "watermark", "--as", "ben")
    assert missing.code == 2
    assert "No cluster of run 1 is called watermark." in missing.err
    with Store.open(toy) as store:
        assert store.undo("ben").result().what == "name of a cluster taken away"
    assert "watermark" in hansel("patterns", toy, "--named").out
    assert hansel("verify", toy).code == 0


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--name", "1", "x", "--as", "ana"), "--class"),
        (("--class", "cat", "--name", "1", "x"), "--as"),
        (("--class", "cat", "--name", "1", "x", "--as", "ana", "--flag", "1"), "alone"),
        (("--named", "--rename", "a", "b", "--as", "ana"), "alone"),
        (("--named", "--out", "found"), "alone"),
    ],
)
def test_naming_refuses_what_makes_no_sense(hansel: Command, toy: Path, arguments: tuple[str, ...], why: str) -> None:
    ran = hansel("patterns", toy, *arguments)
    assert ran.code == 2
    assert why in ran.err

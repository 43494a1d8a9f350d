"""Lists, COCO files and Pascal VOC, from the command line to the project."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cli.options import LAYOUTS
from db.store import Store
from engine import datasets
from engine.records import TrueObject, Truth
from tests.e2e import world
from tests.e2e.conftest import Command

GRADIENT = ("--method", "gradient", "--trust-code")


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """Six images and a list of what they show, wrong in one case; it names two more that are not there."""
    lines = ["path,label,x,y,width,height"]
    for number in range(6):
        colour = world.LABELS[number % 3]
        (tmp_path / "pictures").mkdir(exist_ok=True)
        world.picture(colour, number).save(tmp_path / "pictures" / f"{number}.png")
        lines.append(f"pictures/{number}.png,{'blue' if number == 0 else colour},5,6,20,10")
    lines += ["pictures/lost.png,red,,,,", "pictures/gone.png,red,,,,"]
    (tmp_path / "list.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    return tmp_path / "list.csv"


def test_the_layouts_that_can_be_chosen_are_those_of_the_engine() -> None:
    assert ("auto", *datasets.LAYOUTS) == LAYOUTS


def test_an_audit_of_a_list_keeps_labels_and_boxes(
    hansel: Command, manifest: Path, model: Path, tmp_path: Path
) -> None:
    project = tmp_path / "p.hansel"
    ran = hansel("audit", manifest, "--model", model, "--project", project, *GRADIENT)
    assert ran.code == 0, ran.err
    assert "6 images explained" in ran.out
    assert "not there: 2 (pictures/lost.png, pictures/gone.png)" in ran.err
    assert "is read as a CSV list, 3 classes." in ran.err
    with Store.open(project, readonly=True) as store:
        (run,) = store.runs()
        items = store.items(run.run_id, "")
        assert run.folder == str(tmp_path)
        assert [item.true_label for item in items] == ["blue", "green", "blue", "red", "green", "blue"]
        assert store.truth(items[1].key) == Truth(("green",), (TrueObject("green", 5, 6, 25, 16),))
    again = hansel("audit", manifest, "--model", model, "--project", project, *GRADIENT)
    assert again.out.startswith("Nothing to do: 6 images")


def test_check_counts_by_the_labels_of_a_list(hansel: Command, manifest: Path, model: Path) -> None:
    ran = hansel("check", model, manifest, "--trust-code")
    assert ran.code == 0, ran.err
    assert "a CSV list, 3 classes, 6 images, 6 with boxes or masks" in ran.out
    assert "5 of 6" in ran.out
    assert "blue: 2 of 3 right; taken for red 1" in ran.out


def test_classes_that_the_model_lacks_are_named_and_the_audit_goes_on(
    hansel: Command, manifest: Path, model: Path, tmp_path: Path
) -> None:
    manifest.write_text(manifest.read_text(encoding="utf-8-sig").replace("green", "grean"))
    ran = hansel("audit", manifest, "--model", model, "--project", tmp_path / "p.hansel", *GRADIENT)
    assert ran.code == 0
    assert "The model has no class called grean (did you mean green?)." in ran.err
    for colour in world.LABELS:
        manifest.write_text(manifest.read_text().replace(colour, colour[0] * 9))
    manifest.write_text(manifest.read_text().replace("grean", "x"))
    for command in (("check", model, manifest, "--trust-code"),
                    ("audit", manifest, "--model", model, "--project", tmp_path / "q.hansel", *GRADIENT)):  # fmt: skip
        ran = hansel(*command)
        assert ran.code == 0
        assert "The model has none of the data set's classes: bbbbbbbbb, rrrrrrrrr, x." in ran.err
        assert "Its own are red, green, blue." in ran.err


def test_coco_and_voc_are_found_out(hansel: Command, manifest: Path, model: Path, tmp_path: Path) -> None:
    named = [{"id": n, "file_name": f"{n}.png", "width": 40, "height": 30} for n in range(6)]
    marked = [{"image_id": n, "category_id": n % 3, "bbox": [1, 1, 9, 9], "iscrowd": 0} for n in range(5)]
    marked.append({"image_id": 0, "category_id": 2, "bbox": [1, 1, 9, 9], "iscrowd": 1})
    categories = [{"id": n, "name": name} for n, name in enumerate(world.LABELS)]
    file = tmp_path / "instances.json"
    file.write_text(json.dumps({"images": named, "annotations": marked, "categories": categories}))
    ran = hansel("check", model, file, "--trust-code")
    assert "a COCO file, 3 classes, 6 images, 5 with boxes or masks" in ran.out
    assert "4 of 4" in ran.out  # one shows two classes, one none
    assert "crowd, which mark no single object: 1 left out" in ran.err

    (tmp_path / "pictures").rename(tmp_path / "JPEGImages")
    (tmp_path / "Annotations").mkdir()
    for n in range(6):
        text = f"<annotation><object><name>{world.LABELS[n % 3]}</name></object></annotation>"
        (tmp_path / "Annotations" / f"{n}.xml").write_text(text)
    ran = hansel("check", model, tmp_path, "--trust-code")
    assert "Pascal VOC, 3 classes, 6 images" in ran.out
    assert "6 of 6" in ran.out
    ran = hansel("check", model, tmp_path, "--layout", "folder", "--trust-code")
    assert "a folder of images, 6 images" in ran.out
    assert "unknown" in ran.out


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("list.csv", "file;class\na;b\n", "line 1: there is no column named path"),
        ("some.json", '{"images": [\n}', "line 2, column 1: this is not valid JSON"),
        ("words.txt", "red", "is a file, not a folder"),
    ],
)
def test_a_list_that_cannot_be_read_ends_with_code_2_and_begins_nothing(
    hansel: Command, model: Path, tmp_path: Path, name: str, content: str, words: str
) -> None:
    (tmp_path / name).write_text(content)
    ran = hansel("audit", tmp_path / name, "--model", model, "--project", tmp_path / "p.hansel", *GRADIENT)
    assert ran.code == 2
    assert words in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "p.hansel").exists()
    assert hansel("check", model, tmp_path / name, "--trust-code").code == 2


def test_the_project_remembers_where_the_images_were_listed(
    hansel: Command, manifest: Path, model: Path, tmp_path: Path
) -> None:
    project = tmp_path / "p.hansel"
    hansel("audit", manifest, "--model", model, "--project", project, *GRADIENT, "--limit", 2)
    with closing(sqlite3.connect(project / "audit.sqlite")) as db:
        ((value,),) = db.execute("SELECT value FROM settings WHERE key = 'images of run 1'").fetchall()
    assert json.loads(value) == {"layout": "auto", "path": str(manifest)}

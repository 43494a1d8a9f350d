"""The five layouts: what is read from small made data sets, and what is said of broken ones."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pycocotools import mask as coco_library

from engine import datasets
from engine.datasets import DataSet, DataSetError
from engine.records import ImageRef, TrueObject, Truth
from engine.truth import mask_of


def images(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (8, 6)).save(folder / name)


def by_name(found: DataSet) -> dict[str, ImageRef]:
    return {image.relative: image for image in found.images}


def labels(found: DataSet) -> dict[str, str | None]:
    return {image.relative: image.label for image in found.images}


# Folders


def test_a_folder_and_class_folders_are_told_apart_or_chosen(tmp_path: Path) -> None:
    images(tmp_path, "cat/1.png", "dog/deep/2.png", "dog/3.png")
    found = datasets.read(tmp_path)
    assert (found.layout, found.root) == ("classes", tmp_path)
    assert labels(found) == {"cat/1.png": "cat", "dog/3.png": "dog", "dog/deep/2.png": "dog"}
    assert datasets.describe(found) == "class folders, 2 classes"
    plain = datasets.read(tmp_path, "folder")
    assert (plain.layout, set(labels(plain).values())) == ("folder", {None})
    images(tmp_path, "beside.png")
    assert datasets.read(tmp_path).layout == "folder"
    chosen = datasets.read(tmp_path, "classes")
    assert (chosen.layout, labels(chosen)["beside.png"], labels(chosen)["cat/1.png"]) == ("classes", None, "cat")


def test_class_folders_without_folders_are_refused(tmp_path: Path) -> None:
    images(tmp_path, "1.png")
    with pytest.raises(DataSetError, match="no class folders"):
        datasets.read(tmp_path, "classes")
    with pytest.raises(DataSetError, match="no layout 'zip'"):
        datasets.read(tmp_path, "zip")


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    images(tmp_path, "1.png")
    with pytest.raises(DataSetError, match=r"is a file, not a folder.*\.csv or \.json"):
        datasets.read(tmp_path / "1.png")
    with pytest.raises(DataSetError, match="does not exist"):
        datasets.read(tmp_path / "gone.csv")


# CSV


def test_a_list_of_paths_and_labels(tmp_path: Path) -> None:
    images(tmp_path, "b.png", "in/a.png", "Größe.png", "c.png")
    text = f"path,label,photographer\nb.png,cat,ann\nin/a.png,dog,ben\n{tmp_path}/c.png,,\n\nGröße.png,hen,ann\n"
    (tmp_path / "list.csv").write_text(text, encoding="utf-8-sig")
    found = datasets.read(tmp_path / "list.csv")
    assert (found.layout, found.root, found.notes) == ("csv", tmp_path, ())
    assert list(labels(found).items()) == [("b.png", "cat"), ("in/a.png", "dog"), ("c.png", None), ("Größe.png", "hen")]
    assert {image.truth for image in found.images} == {None}
    assert by_name(found)["b.png"].size_bytes == (tmp_path / "b.png").stat().st_size
    assert datasets.describe(found) == "a CSV list, 3 classes"
    # The only list of a folder is found if the layout is named.
    assert datasets.read(tmp_path, "csv").images == found.images
    (tmp_path / "other.csv").write_text("path\n")
    with pytest.raises(DataSetError, match=r"several \.csv files"):
        datasets.read(tmp_path, "csv")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_boxes_of_a_list(tmp_path: Path, separator: str) -> None:
    images(tmp_path, "a.png", "b.png", "c.png")
    lines = ["Label,PATH,x,y,width,height", "cat,a.png,1,2,3,2.5", "cat,./a.png,0,0,1,1", "dog,b.png,,,,",
             "dog,c.png,0,0,2,2", "cat,c.png,,,,"]  # fmt: skip
    (tmp_path / "list.csv").write_text("\r\n".join(lines).replace(",", separator))
    found = by_name(datasets.read(tmp_path / "list.csv"))
    boxes = (TrueObject("cat", 1, 2, 4, 4.5), TrueObject("cat", 0, 0, 1, 1))
    assert (found["a.png"].label, found["a.png"].truth) == ("cat", Truth(("cat",), boxes))
    assert (found["b.png"].label, found["b.png"].truth) == ("dog", None)
    # Two classes: no one true label, but all that is known.
    assert (found["c.png"].label, found["c.png"].truth) == (
        None,
        Truth(("dog", "cat"), (TrueObject("dog", 0, 0, 2, 2),)),
    )


def test_what_a_list_names_wrongly_is_counted_and_the_rest_goes_on(tmp_path: Path) -> None:
    images(tmp_path, "a.png", "sub/b.png")
    (tmp_path / "sub.png").mkdir()
    lines = ["path,label,x,y,width,height", "a.png,cat,1,1,zwei,2", "gone.png,cat,,,,", "sub.png,dog,,,,", ",dog,,,,",
             "a.png,cat,1,1,0,2", "a.png,,1,1,2,2", "sub\\b.png,dog,1,1,1", "a.png,cat,nan,1,2,2",
             "b\0.png,cat"]  # fmt: skip
    (tmp_path / "list.csv").write_text("\n".join(lines))
    found = datasets.read(tmp_path / "list.csv")
    assert labels(found) == {"a.png": "cat", "sub/b.png": "dog"}
    assert {image.truth for image in found.images} == {None}
    missing, pathless, boxes = found.notes
    assert "not there: 3 (gone.png, sub.png, b\0.png)" in missing
    assert pathless.endswith(": 5.")
    for words in (
        "line 2 (width is 'zwei'",
        "line 6 (width and height",
        "line 7 (it has no label",
        "line 8 (height is",
    ):
        assert words in boxes
    assert "line 9 (x is 'nan'" in boxes


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"file,class\na.png,cat\n", "line 1: there is no column named path, only file, class"),
        (b"path,label,x,y,width\na.png,cat,1,1,1\n", "line 1: a box needs the columns.*height missing"),
        (b"path,label,path\n", "line 1: the column path comes twice"),
        (b"path,label\na.png,cat\nb.png,h\xe4hn\n", "line 3: this is not text in UTF-8"),
        (b'path,label\na.png,cat\nb.png,"hen\n', "line 3: the line cannot be read as CSV"),
        (b"path,label\nx.png,cat\ny.png,cat\n", "None of the 2 images .* is there: x.png, y.png"),
        (b"path,label\n", "names no images"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path, content: bytes, words: str) -> None:
    images(tmp_path, "a.png", "b.png")
    (tmp_path / "list.csv").write_bytes(content)
    with pytest.raises(DataSetError, match=words):
        datasets.read(tmp_path / "list.csv")


# COCO


def instances(file: Path, named: list[dict[str, Any]], annotations: list[dict[str, Any]]) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    categories = [{"id": 18, "name": "dog"}, {"id": 17, "name": "cat"}]
    file.write_text(json.dumps({"images": named, "annotations": annotations, "categories": categories}))
    return file


def image(key: int, name: str) -> dict[str, Any]:
    return {"id": key, "file_name": name, "width": 8, "height": 6}


def thing(image_id: int, category: int, **more: Any) -> dict[str, Any]:
    return {"image_id": image_id, "category_id": category, "bbox": [1, 2, 3, 4], "iscrowd": 0, **more}


def test_boxes_outlines_and_masks_of_an_instances_file(tmp_path: Path) -> None:
    images(tmp_path / "val2017", "1.png", "2.png", "3.png", "4.png")
    images(tmp_path / "train2017", "1.png")
    mask = np.zeros((6, 8), np.uint8)
    mask[1:3, 2:7] = 1
    packed = coco_library.encode(np.asfortranarray(mask))["counts"].decode()
    columns = [13, 2, 4, 2, 4, 2, 4, 2, 4, 2, 9]
    file = instances(
        tmp_path / "annotations" / "instances_val2017.json",
        [image(1, "1.png"), image(2, "2.png"), image(3, "3.png"), image(4, "4.png")],
        [
            thing(1, 18, segmentation=[[0, 0, 4, 0, 4, 4, 0, 4]]),
            thing(1, 18),
            thing(2, 17, segmentation={"size": [6, 8], "counts": packed}, bbox=None),
            thing(2, 17, segmentation={"size": [6, 8], "counts": columns}),
            thing(3, 17),
            thing(3, 18),
        ],
    )
    found = datasets.read(file)
    assert (found.layout, found.root, found.notes) == ("coco", tmp_path / "val2017", ())
    assert labels(found) == {"1.png": "dog", "2.png": "cat", "3.png": None, "4.png": None}
    truths = {name: one.truth for name, one in by_name(found).items()}
    square = (0.0, 0.0, 4.0, 0.0, 4.0, 4.0, 0.0, 4.0)
    dogs = (TrueObject("dog", 1, 2, 4, 6, (square,)), TrueObject("dog", 1, 2, 4, 6))
    assert truths["1.png"] == Truth(("dog",), dogs, 8, 6)
    assert truths["2.png"] is not None
    assert truths["2.png"].objects[0] == TrueObject("cat", 2, 1, 7, 3, runs=tuple(columns))
    assert (mask_of(truths["2.png"], "cat", 6, 8) == mask.astype(bool)).all()
    assert truths["3.png"] is not None
    assert truths["3.png"].labels == ("cat", "dog")
    assert truths["4.png"] is None
    assert datasets.read(tmp_path, "coco").images == found.images


def test_what_an_instances_file_has_wrong_is_counted_and_the_rest_goes_on(tmp_path: Path) -> None:
    images(tmp_path, "1.png", "2.png")
    file = instances(
        tmp_path / "some.json",
        [
            image(1, "1.png"),
            image(2, "2.png"),
            image(3, "gone.png"),
            image(4, "../gone too.png"),
            image(5, "\ud800.png"),
        ],
        [
            thing(1, 17, iscrowd=1, segmentation={"size": [6, 8], "counts": [0, 48]}),
            thing(1, 18),
            thing(2, 99),
            thing(77, 17),
            thing(2, 17, bbox=[0, 0, 0, 4]),
            thing(2, 17, bbox="none"),
            thing(2, 17, segmentation={"size": [6, 8], "counts": [1, 2]}),
            thing(2, 17, segmentation={"size": [60, 80], "counts": [4800]}),
            thing(2, 17, segmentation=[[1, 2, 3]]),
            thing(2, 17, segmentation={"size": [10**9, 10**9], "counts": [10**18]}, bbox=None),
        ],
    )
    found = datasets.read(file)
    # The crowd is of another class than the dog, so the image has no one label.
    assert labels(found) == {"1.png": None, "2.png": "cat"}
    truths = {name: one.truth for name, one in by_name(found).items()}
    assert truths["1.png"] == Truth(("cat", "dog"), (TrueObject("dog", 1, 2, 4, 6),), 8, 6)
    assert truths["2.png"] == Truth(("cat",), (TrueObject("cat", 1, 2, 4, 6),) * 3, 8, 6)
    notes = " ".join(found.notes)
    assert "not there: 3 (gone.png, ../gone too.png" in notes
    for words in ("crowd, which mark no single object: 1 left out", "category that the file does not list: 1 left out",
                  "image that the file does not list: 1 left out", "box or mask that can be used: 3 left out",
                  "(their objects keep the box): 3 left out"):  # fmt: skip
        assert words in notes


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"images": [],\n "annotations": [,]}', "line 2, column 18: this is not valid JSON"),
        ('{"images": [', "line 1, column 13: this is not valid JSON"),
        ("[1, 2]", "no list of images and none of annotations and none of categories"),
        ('{"images": [], "annotations": []}', "no list of categories"),
        ('{"images": [{"id": 1}], "annotations": [], "categories": []}', "entry 1 of its images has no file_name"),
        ('{"images": [], "annotations": [], "categories": []}', "names no images"),
        (
            '{"images": [{"id": 1, "file_name": "gone.png"}], "annotations": [], "categories": []}',
            "None of the 1 images",
        ),
        (
            '{"images": [{"id": 1, "file_name": "a"},{"id": 1, "file_name": "b"}],\n"annotations":[],"categories":[]}',
            "the id 1 belongs to two images, a and b",
        ),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_a_json_file_that_cannot_be_used_is_refused(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "some.json").write_text(content)
    with pytest.raises(DataSetError, match=words):
        datasets.read(tmp_path / "some.json")


# Pascal VOC


def annotation(folder: Path, stem: str, *objects: tuple[str, int, int, int, int], size: str = "") -> None:
    parts = "".join(
        f"<object><name>{name}</name><bndbox><xmin>{a}</xmin><ymin>{b}</ymin><xmax>{c}</xmax><ymax>{d}</ymax></bndbox>"
        f"<part><name>head</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></part>"
        "</object>"
        for name, a, b, c, d in objects
    )
    (folder / "Annotations").mkdir(parents=True, exist_ok=True)
    size = size or "<size><width>8</width><height>6</height><depth>3</depth></size>"
    text = f"<annotation>\n<filename>{stem}.png</filename>\n{size}{parts}</annotation>"
    (folder / "Annotations" / f"{stem}.xml").write_text(text)


def numbers(file: Path, values: np.ndarray) -> None:
    """A mask file as VOC has it: small numbers shown in colours."""
    file.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.fromarray(values.astype(np.uint8)).convert("P")
    picture.putdata(values.ravel().tolist())
    picture.putpalette([(7 * n) % 256 for n in range(768)])
    picture.save(file)


def test_objects_of_voc_count_pixels_from_one(tmp_path: Path) -> None:
    images(tmp_path / "JPEGImages", "a.png", "b.png", "c.png")
    annotation(tmp_path, "a", ("dog", 1, 1, 8, 6), ("dog", 3, 2, 3, 2))
    annotation(tmp_path, "b", ("dog", 1, 1, 2, 2), ("person", 2, 2, 4, 4))
    found = datasets.read(tmp_path)
    assert (found.layout, found.root, found.notes) == ("voc", tmp_path, ())
    assert labels(found) == {"JPEGImages/a.png": "dog", "JPEGImages/b.png": None, "JPEGImages/c.png": None}
    truths = {name: one.truth for name, one in by_name(found).items()}
    dogs = (TrueObject("dog", 0, 0, 8, 6), TrueObject("dog", 2, 1, 3, 2))
    assert truths["JPEGImages/a.png"] == Truth(("dog",), dogs, 8, 6)
    assert truths["JPEGImages/c.png"] is None
    whole = mask_of(truths["JPEGImages/a.png"] or Truth(()), "dog", 6, 8)
    assert whole.all()


def test_masks_of_voc_are_read_by_number(tmp_path: Path) -> None:
    images(tmp_path / "JPEGImages", "a.png", "b.png")
    annotation(tmp_path, "a", ("dog", 1, 1, 4, 6), ("cat", 5, 1, 8, 6))
    annotation(tmp_path, "b", ("dog", 1, 1, 4, 6), ("dog", 5, 1, 8, 6))
    values = np.zeros((6, 8), int)
    values[1:4, 1:3], values[2:5, 5:8], values[0] = 1, 2, 255
    numbers(tmp_path / "SegmentationObject" / "a.png", values)
    classes = np.zeros((6, 8), int)
    classes[1:4, 2:6], classes[5] = 12, 15  # dogs, a person
    numbers(tmp_path / "SegmentationClass" / "b.png", classes)
    found = by_name(datasets.read(tmp_path))
    a, b = (found[f"JPEGImages/{name}.png"].truth for name in "ab")
    assert a is not None
    assert b is not None
    assert (mask_of(a, "dog", 6, 8) == (values == 1)).all()
    assert (mask_of(a, "cat", 6, 8) == (values == 2)).all()
    assert (mask_of(b, "dog", 6, 8) == (classes == 12)).all()
    assert mask_of(Truth(("dog",), b.objects[:1]), "dog", 6, 8).sum() == 6


def test_what_is_wrong_in_voc_is_counted_and_the_rest_goes_on(tmp_path: Path) -> None:
    images(tmp_path / "JPEGImages", *(f"{name}.png" for name in "abcde"))
    annotation(tmp_path, "a", ("dog", 1, 1, 4, 6))
    (tmp_path / "Annotations" / "b.xml").write_text("<annotation>\n<object>\n</annotation>")
    annotation(tmp_path, "c", ("dog", 4, 1, 1, 6), ("", 1, 1, 2, 2))
    annotation(tmp_path, "d", ("dog", 1, 1, 4, 6), size="<size><width>?</width></size>")
    annotation(tmp_path, "gone", ("dog", 1, 1, 4, 6))
    swapped = np.zeros((6, 8), int)
    swapped[:, 5:] = 1
    numbers(tmp_path / "SegmentationObject" / "a.png", swapped)
    (tmp_path / "SegmentationObject" / "d.png").write_bytes(b"no picture")
    found = datasets.read(tmp_path)
    assert labels(found) == {
        f"JPEGImages/{name}.png": label for name, label in zip("abcde", ("dog", None, "dog", "dog", None), strict=True)
    }
    truth = by_name(found)["JPEGImages/a.png"].truth
    assert truth is not None
    assert truth.objects == (TrueObject("dog", 0, 0, 4, 6),)
    notes = " ".join(found.notes)
    for words in ("not there: 1 (gone.png)", "left out: b.xml, line 3", "box that can be used: 2 left out",
                  "box of their object: 1 left out", "hold colours where numbers belong: 1 left out"):  # fmt: skip
        assert words in notes


def test_voc_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    images(tmp_path / "JPEGImages", "a.png")
    with pytest.raises(DataSetError, match="no folder Annotations"):
        datasets.read(tmp_path, "voc")
    (tmp_path / "Annotations").mkdir()
    bomb = (
        '<!DOCTYPE a [<!ENTITY x "ha">'
        + "".join(f'<!ENTITY x{n} "{f"&x{n - 1 if n else chr(0)};".replace(chr(0), "") * 10}">' for n in range(12))
        + "]><annotation>&x11;</annotation>"
    )
    (tmp_path / "Annotations" / "a.xml").write_text(bomb)
    with pytest.raises(DataSetError, match=r"None of the annotations in .* can be read: a\.xml, line 1"):
        datasets.read(tmp_path)


def test_a_folder_that_cannot_be_listed_is_told_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    images(tmp_path / "JPEGImages", "a.png")
    annotation(tmp_path, "a", ("dog", 1, 1, 4, 6))

    def refuse(self: Path) -> None:  # the superuser, who runs some test machines, may enter every folder
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(DataSetError, match=r"cannot be read: Permission denied \(.*Annotations\)"):
        datasets.read(tmp_path)


# The examples in the docs


def blocks() -> list[str]:
    """The indented examples of docs/data-sets.md, in order."""
    text = (Path(__file__).parents[3] / "docs" / "data-sets.md").read_text(encoding="utf-8")
    return [textwrap.dedent(block) for block in re.findall(r"(?:^    .*\n)+", text, re.MULTILINE)]


def test_the_examples_in_the_docs_are_read_as_they_say(tmp_path: Path) -> None:
    manifest, coco, annotation = (
        next(block.strip() for block in blocks() if block.strip().startswith(start))
        for start in ("path,label", "{", "<annotation>")
    )
    images(tmp_path, "images/1.jpg", "images/2.jpg", "0007.jpg")
    (tmp_path / "list.csv").write_text(manifest)
    one, two = datasets.read(tmp_path / "list.csv").images
    assert one.truth is not None
    assert (one.label, [box.right for box in one.truth.objects]) == ("cat", [154.5, 290.0])
    assert (two.label, two.truth) == ("dog", None)
    (tmp_path / "instances.json").write_text(coco)
    (seven,) = datasets.read(tmp_path / "instances.json").images
    assert seven.truth is not None
    assert (seven.label, len(seven.truth.objects[0].polygons), seven.truth.width) == ("cat", 1, 640)
    images(tmp_path / "voc", "JPEGImages/2007_000027.jpg")
    (tmp_path / "voc" / "Annotations").mkdir()
    (tmp_path / "voc" / "Annotations" / "2007_000027.xml").write_text(annotation)
    (person,) = datasets.read(tmp_path / "voc").images
    assert person.truth == Truth(("person",), (TrueObject("person", 173, 100, 349, 351),), 486, 500)

from pathlib import Path

import pytest

from cli import targets
from engine.records import PlainError

IMAGES = (Path("x/a.png"), Path("y/b.jpg"))


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "targets.csv"
    file.write_text(text, encoding=encoding)
    return file


def test_matches_by_file_name_in_the_order_of_the_images(tmp_path: Path) -> None:
    file = written(tmp_path, "image,target\nb.jpg,7\na.png,0\n")
    assert list(targets.read(file, IMAGES).items()) == [(IMAGES[0], 0), (IMAGES[1], 7)]


def test_takes_what_spreadsheets_write(tmp_path: Path) -> None:
    file = written(tmp_path, 'Target , Image\r\n"7","b.jpg"\r\n\r\n0,a.png\r\n', "utf-8-sig")
    assert targets.read(file, IMAGES) == {IMAGES[0]: 0, IMAGES[1]: 7}


def test_accents_composed_or_not_are_one_name(tmp_path: Path) -> None:
    image = Path("cafe\u0301.png")
    assert targets.read(written(tmp_path, "image,target\ncaf\u00e9.png,1\n"), [image]) == {image: 1}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "first line must name"),
        ("a.png,0\nb.jpg,1\n", "first line must name"),
        ("image,target\na.png,0\nc.png,1\n", r"line 3: 'c\.png' is not among"),
        ("image,target\na.png,0\na.png,0\n", r"line 3: 'a\.png' has a target already"),
        ("image,target\na.png,0\n", r"no target for b\.jpg"),
        ("image,target\na.png,dog\nb.jpg,1\n", "line 2: 'dog' is no class index"),
        ("image,target\na.png,-1\nb.jpg,1\n", "line 2: '-1' is no class index"),
        ("image,target\na.png,1.0\nb.jpg,1\n", r"line 2: '1\.0' is no class index"),
        ("image,target\na.png\n", "line 2: a line needs an image and a target"),
    ],
)
def test_says_which_line_is_wrong(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(PlainError, match=words):
        targets.read(written(tmp_path, text), IMAGES)


def test_files_that_are_no_table_are_named(tmp_path: Path) -> None:
    with pytest.raises(PlainError, match="cannot be read"):
        targets.read(tmp_path / "missing.csv", IMAGES)
    (tmp_path / "image.csv").write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(PlainError, match="CSV file in UTF-8"):
        targets.read(tmp_path / "image.csv", IMAGES)


def test_a_class_that_the_model_has_not_is_refused() -> None:
    targets.check_range({IMAGES[0]: 2, IMAGES[1]: None}, 3)
    with pytest.raises(PlainError, match="no class 3; the model has 3 classes, 0 to 2"):
        targets.check_range({IMAGES[0]: 3}, 3)
    with pytest.raises(PlainError, match="no class -1"):
        targets.check_range({IMAGES[0]: -1}, 3)

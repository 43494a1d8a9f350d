"""model.toml is read as it is meant, and what is wrong in it is told with file, line and key."""

from pathlib import Path

import pytest

from engine.model_file import read_model_file
from engine.model_spec import InputSpec, ModelError

FULL = """
name = "wolves"
version = "3"
arch = "torchvision:resnet18"
weights = "wolves.safetensors"
labels = ["dog", "wolf"]
output = "logits"

[input]
size = [192, 224]
resize = 256
crop = "center"
interpolation = "bicubic"
antialias = false
channels = "bgr"
range = [0, 255]
mean = [1.0, 2, 3]
std = 58

[arch_options]
num_classes = 2
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "model.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_is_read(tmp_path: Path) -> None:
    spec = read_model_file(write(tmp_path, FULL))
    assert (spec.name, spec.version, spec.arch) == ("wolves", "3", "torchvision:resnet18")
    assert (spec.weights, spec.labels, spec.output, spec.output_key) == (
        "wolves.safetensors",
        ("dog", "wolf"),
        "logits",
        None,
    )
    assert spec.input == InputSpec(
        size=(192, 224),
        resize=256,
        crop="center",
        interpolation="bicubic",
        antialias=False,
        channels="bgr",
        range=(0.0, 255.0),
        mean=(1.0, 2.0, 3.0),
        std=(58.0, 58.0, 58.0),
    )
    assert spec.arch_options == {"num_classes": 2}
    assert spec.text == FULL


def test_what_may_be_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "my net"
    folder.mkdir()
    text = 'arch = "export:m.pt2"\nlabels = ["a"]\noutput = "multilabel"\n[input]\nsize = 32\n'
    spec = read_model_file(write(folder, text))
    assert (spec.name, spec.version, spec.weights) == ("my net", "", None)
    assert spec.input == InputSpec(size=32)
    named = read_model_file(
        write(folder, 'arch = "torchvision:resnet50"\nweights = "IMAGENET1K_V2"\noutput = "logits"')
    )
    assert (named.labels, named.input) == (None, None)


@pytest.mark.parametrize(
    ("line", "key"), [('{ kind = "logits", key = "out" }', "out"), ('{ kind = "logits", key = 0 }', 0)]
)
def test_the_entry_of_an_output_with_many(tmp_path: Path, line: str, key: object) -> None:
    spec = read_model_file(write(tmp_path, FULL.replace('output = "logits"', f"output = {line}")))
    assert (spec.output, spec.output_key) == ("logits", key)


@pytest.mark.parametrize("name", ["labels.txt", "labels.json"])
def test_labels_from_a_file_beside_it(tmp_path: Path, name: str) -> None:
    content = '["Hund", "Wolf 狼"]' if name.endswith("json") else "\ufeffHund\r\nWolf 狼\r\n\n"
    (tmp_path / name).write_bytes(content.encode())
    spec = read_model_file(write(tmp_path, FULL.replace('["dog", "wolf"]', f'"{name}"')))
    assert spec.labels == ("Hund", "Wolf 狼")


WRONG = [
    ('name = "wolves"', 'nmae = "wolves"', r"line 2: nmae: is not a known key.*Did you mean \"name\""),
    ("resize = 256", "resise = 256", r"line 11: \[input\] resise.*Did you mean \"resize\""),
    ("resize = 256", "output = 3", r"line 11: \[input\] output.*belongs at the top"),
    ('name = "wolves"', "size = 3", r"line 2: size.*belongs under \[input\]"),
    ('name = "wolves"', "zzz = 3", r"line 2: zzz.*Known keys: name, version"),
    ('arch = "torchvision:resnet18"', "", r"arch: missing.*nets\.py:build"),
    ("torchvision:resnet18", "resnet18", r'line 4: arch: "resnet18" is not "torchvision:NAME"'),
    ('weights = "wolves.safetensors"', "", r"weights: missing.*random:0"),
    ('weights = "wolves.safetensors"', "weights = 7", r"line 5: weights: 7 must be a text in quotation marks"),
    ('labels = ["dog", "wolf"]', "", r"labels: missing.*in the model's order"),
    ('labels = ["dog", "wolf"]', "labels = [1, 2]", r"line 6: labels: must be a list of texts"),
    ('labels = ["dog", "wolf"]', 'labels = ["dog", " "]', r"line 6: labels: label 1 .* is empty"),
    ('labels = ["dog", "wolf"]', 'labels = "gone.txt"', r"line 6: labels: the file .*gone\.txt does not exist"),
    ('output = "logits"', "", r'output: missing.*"logits", "probabilities", "multilabel" or "binary"'),
    ('output = "logits"', 'output = "softmax"', r"line 7: output: 'softmax' is not known"),
    ('output = "logits"', 'output = { kind = "logits", kee = 1 }', r"line 7: \[output\] kee.*Did you mean \"key\""),
    ('output = "logits"', 'output = { kind = "logits", key = 1.5 }', r"key: must be a name or a number"),
    ('labels = ["dog", "wolf"]\noutput = "logits"', 'labels = ["wolf"]\noutput = "binary"', r"needs two labels, but 1"),
    ("size = [192, 224]", "", r"\[input\] size: missing"),
    (
        "size = [192, 224]",
        "size = [3, 192, 224]",
        r"line 10: \[input\] size.*whole number of pixels, or \[height, width\]",
    ),
    ("size = [192, 224]", "size = true", r"line 10: \[input\] size: True must be"),
    ('crop = "center"', 'crop = "middle"', r'crop is "middle"; it can be "center" or "none"'),
    ('crop = "center"', "crop = false", r"line 12: \[input\] crop: False must be a text"),
    ("antialias = false", 'antialias = "no"', r"line 14: \[input\] antialias: must be true or false"),
    ("mean = [1.0, 2, 3]", "mean = [1.0, 2]", r"line 17: \[input\] mean: .* list of 3 numbers"),
    ("mean = [1.0, 2, 3]", "mean = [nan, 2, 3]", r"line 17: \[input\] mean: .* list of 3 numbers"),
    ("std = 58", "std = 0", r"std is .*; every number must be above 0"),
    ("range = [0, 255]", "range = [255, 0]", r"range is .* below the second"),
    ('version = "3"', "version = ", r"not valid TOML.*line 3"),
    ('version = "3"', "version = [1]", r"line 3: version"),
]


@pytest.mark.parametrize(("old", "new", "reason"), WRONG, ids=[new or f"no {old.split()[0]}" for old, new, _ in WRONG])
def test_what_is_wrong_is_told_in_its_place(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert old in FULL
    path = write(tmp_path, FULL.replace(old, new))
    with pytest.raises(ModelError, match=f"(?s){reason}") as caught:
        read_model_file(path)
    assert str(caught.value).startswith(str(path))


def test_no_file_a_folder_and_weights_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"gone\.toml does not exist"):
        read_model_file(tmp_path / "gone.toml")
    with pytest.raises(ModelError, match=r"is a folder. Name the model\.toml in it"):
        read_model_file(tmp_path)
    (tmp_path / "w.pt").write_bytes(b"PK\x03\x04\xff\xfe\x00\x00")
    with pytest.raises(ModelError, match=r"not a UTF-8 text file.*described by a model\.toml"):
        read_model_file(tmp_path / "w.pt")

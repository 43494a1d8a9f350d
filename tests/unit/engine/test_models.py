"""Loading models: what fits is loaded as it is, what does not is told plainly, and no code runs unasked."""

import hashlib
import pickle
import re
import urllib.error
import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

import engine
from engine import consent
from engine.device import DeviceError, choose_device
from engine.model_spec import CodeFile, ConsentNeeded, InputSpec, ModelError
from engine.models import Model, load_model

NETS = """
from dataclasses import dataclass
import torch
from torch import nn

@dataclass
class Size:
    width: int = 4

class Net(nn.Module):
    def __init__(self, classes, ending):
        super().__init__()
        self.conv = nn.Conv2d(3, Size().width, 3, stride=2)
        self.norm = nn.BatchNorm2d(Size().width)
        self.head = nn.Linear(Size().width, classes)
        self.ending = ending

    def forward(self, x):
        z = self.head(torch.relu(self.norm(self.conv(x))).mean((2, 3)))
        return eval(self.ending)

def build(classes=3, ending="z"):
    return Net(classes, ending)
"""
TOML = """name = "tiny"
arch = "nets.py:build"
weights = "random:5"
labels = ["a", "b", "c"]
output = "logits"
[input]
size = 16
mean = [0.5, 0.5, 0.5]
std = [0.2, 0.2, 0.2]
"""


@pytest.fixture(autouse=True)
def _own_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consent.platformdirs, "user_config_dir", lambda *_, **__: str(tmp_path / "config"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "Modell ü"
    path.mkdir()
    (path / "nets.py").write_text(NETS, encoding="utf-8")
    return path


def write(folder: Path, text: str = TOML, **changes: str) -> Path:
    for key, value in changes.items():
        text, count = re.subn(rf"(?m)^{key} = .*$", lambda _, k=key, v=value: f"{k} = {v}", text)
        assert count == 1, key
    path = folder / "model.toml"
    path.write_text(text, encoding="utf-8")
    return path


def load(folder: Path, text: str = TOML, **changes: str) -> Model:
    return load_model(write(folder, text, **changes), trust_code=True, device="cpu")


def tiny_state(folder: Path) -> dict[str, torch.Tensor]:
    return load(folder, weights='"random:1"').module.state_dict()


# what a loaded model is


def test_a_loaded_model_is_ready_and_says_what_it_is(folder: Path) -> None:
    model = engine.load_model(write(folder), trust_code=True, device="cpu")
    assert (model.name, model.arch, model.labels, model.classes) == ("tiny", "nets.py:build", ("a", "b", "c"), 3)
    assert model.device == torch.device("cpu")
    assert not model.module.training
    assert not any(parameter.requires_grad for parameter in model.module.parameters())
    assert model.text == TOML
    assert model.baseline.tolist() == [[[0.0]]] * 3
    tensor, _ = model.prepare(np.zeros((20, 30, 3), np.uint8))
    z = model.scores(model.module(tensor[None]))
    assert model.probabilities(z).sum().item() == pytest.approx(1.0)
    assert model.log_odds(z, torch.tensor([1])).shape == (1,)


def test_random_weights_follow_their_seed_warn_and_leave_our_random_numbers_alone(folder: Path) -> None:
    torch.manual_seed(9)
    before = torch.get_rng_state()
    first, again = load(folder), load(folder)
    assert torch.equal(torch.get_rng_state(), before)
    other = load(folder, weights='"random:6"')
    assert torch.equal(first.module.conv.weight, again.module.conv.weight)
    assert first.fingerprint == again.fingerprint
    assert not torch.equal(first.module.conv.weight, other.module.conv.weight)
    assert any("random (seed 5)" in warning for warning in first.warnings)
    with pytest.raises(ModelError, match="whole number"):
        load(folder, weights='"random:x"')


# consent


def test_no_code_runs_without_consent(folder: Path, tmp_path: Path) -> None:
    mark = tmp_path / "it ran"
    (folder / "nets.py").write_text(f"open({str(mark)!r}, 'w').close()\n{NETS}")
    with pytest.raises(ConsentNeeded) as caught:
        load_model(write(folder), device="cpu")
    assert not mark.exists()
    digest = hashlib.sha256((folder / "nets.py").read_bytes()).hexdigest()
    assert caught.value.files == (CodeFile(folder / "nets.py", digest),)
    assert digest in str(caught.value)
    assert str(folder / "nets.py") in str(caught.value)
    assert "--trust-code" in str(caught.value)
    load_model(write(folder), trust_code=True, device="cpu")
    assert mark.exists()
    with pytest.raises(ConsentNeeded):  # agreeing once on a command line is not remembered
        load_model(write(folder), device="cpu")


def test_consent_is_remembered_by_content(folder: Path) -> None:
    with pytest.raises(ConsentNeeded) as caught:
        load_model(write(folder), device="cpu")
    consent.remember(caught.value.files)
    load_model(write(folder), device="cpu")
    (folder / "nets.py").write_text(NETS + "\n# changed\n")
    with pytest.raises(ConsentNeeded):
        load_model(write(folder), device="cpu")


def test_a_damaged_record_of_consent_trusts_nothing_and_heals(folder: Path) -> None:
    consent.remember([CodeFile(Path("x.py"), "aa")])
    consent.remember([CodeFile(Path("y.py"), "bb")])
    assert consent.is_trusted("aa")
    assert consent.is_trusted("bb")
    assert not consent.is_trusted("cc")
    for rubbish in (b"{", b'["aa"]', b"\xff\xfe"):
        consent.consent_file().write_bytes(rubbish)
        assert not consent.is_trusted("aa")
    consent.remember([CodeFile(Path("z.py"), "dd")])
    assert consent.is_trusted("dd")
    assert [path.name for path in consent.consent_file().parent.iterdir()] == ["trusted-code.json"]


def test_consent_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file in the way")
    with pytest.raises(ModelError, match="could not be remembered"):
        consent.remember([CodeFile(Path("x.py"), "aa")])


def test_the_bytes_that_were_hashed_are_the_bytes_that_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exchange_meanwhile(_: str) -> bool:
        (folder / "nets.py").write_text("raise RuntimeError('exchanged')")
        return True

    monkeypatch.setattr(consent, "is_trusted", exchange_meanwhile)
    assert load_model(write(folder), device="cpu").classes == 3


# Python files


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("def build(:\n", r"nets\.py, line 1: SyntaxError"),
        ("x = 1\ny = 1 / 0\n", r"nets\.py, line 2: ZeroDivisionError: division by zero"),
        ("import helper_beside_it\n", r"line 1: ModuleNotFoundError.*this one file"),
        ("def builder(): pass\n", r"no function build\. Did you mean \"builder\"\?"),
        ("def build():\n    return 3\n", r"must return a torch\.nn\.Module, but returned int"),
        ("def build():\n    raise KeyError('x')\n", r"line 2: KeyError"),
        ("raise SystemExit(3)\n", r"line 1: SystemExit"),
    ],
)
def test_faults_in_the_python_file_are_told_by_line(folder: Path, code: str, reason: str) -> None:
    (folder / "nets.py").write_text(code)
    (folder / "helper_beside_it.py").write_text("raise RuntimeError('was imported')")
    with pytest.raises(ModelError, match=reason):
        load(folder)


def test_options_reach_the_function(folder: Path) -> None:
    model = load(folder, TOML + "[arch_options]\nclasses = 4\n", labels='["a", "b", "c", "d"]')
    assert model.module.head.out_features == 4
    with pytest.raises(ModelError, match=r"unexpected keyword argument 'clases'"):
        load(folder, TOML + "[arch_options]\nclases = 4\n")


def test_a_missing_python_file(folder: Path) -> None:
    with pytest.raises(ModelError, match=r"arch names .*gone\.py, which cannot be read"):
        load(folder, arch='"gone.py:build"')


# weights files


def test_every_kind_of_weights_file_gives_the_same_model(folder: Path) -> None:
    state = tiny_state(folder)
    save_file(state, folder / "w.safetensors")
    torch.save(state, folder / "w.pt")
    torch.save({"epoch": 3, "state_dict": state}, folder / "checkpoint.pth")
    torch.save({f"module.{key}": value for key, value in state.items()}, folder / "parallel.pth")
    fingerprints = set()
    for name in ("w.safetensors", "w.pt", "checkpoint.pth", "parallel.pth"):
        model = load(folder, weights=f'"{name}"')
        assert model.warnings == ()
        assert all(torch.equal(value, state[key]) for key, value in model.module.state_dict().items())
        fingerprints.add(model.fingerprint)
    assert len(fingerprints) == 1


def test_weights_that_do_not_fit_name_the_entries(folder: Path) -> None:
    state = tiny_state(folder)
    torch.save({key.replace("conv", "cnov"): value for key, value in state.items()}, folder / "w.pt")
    with pytest.raises(ModelError, match=r"the file lacks conv\.weight, conv\.bias; .*no place for cnov\.weight"):
        load(folder, weights='"w.pt"')
    torch.save(state | {"head.weight": torch.zeros(7, 4), "head.bias": torch.zeros(7)}, folder / "w.pt")
    with pytest.raises(ModelError, match=r"head\.weight is \(7, 4\) in the file, \(3, 4\) in the network"):
        load(folder, weights='"w.pt"')
    torch.save({f"x{n}": torch.zeros(1) for n in range(9)}, folder / "w.pt")
    with pytest.raises(ModelError, match=r"no place for x0, x1, x2 and 6 more"):
        load(folder, weights='"w.pt"')


class Bomb:
    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple:
        return open, (str(self.mark), "w")


def test_pickles_with_code_are_refused_and_not_run(folder: Path, tmp_path: Path) -> None:
    mark = tmp_path / "it ran"
    torch.save({"weight": Bomb(mark)}, folder / "w.pt")
    with pytest.raises(ModelError, match=r"more than weights.*not opened"):
        load(folder, weights='"w.pt"')
    (folder / "w.pkl").write_bytes(pickle.dumps(Bomb(mark)))
    with pytest.raises(ModelError, match=r"w\.pkl"):
        load(folder, weights='"w.pkl"')
    torch.save(nn.Linear(2, 2), folder / "w.pt")
    with pytest.raises(ModelError, match=r"whole pickled model"):
        load(folder, weights='"w.pt"')
    assert not mark.exists()


@pytest.mark.parametrize("name", ["w.safetensors", "w.pt"])
def test_missing_cut_and_foreign_weights(folder: Path, name: str) -> None:
    with pytest.raises(ModelError, match="does not exist"):
        load(folder, weights=f'"{name}"')
    whole = folder / name
    state = tiny_state(folder)
    save_file(state, whole) if name.endswith("safetensors") else torch.save(state, whole)
    content = whole.read_bytes()
    for broken in (content[: len(content) // 2], b"", b"hello"):
        whole.write_bytes(broken)
        with pytest.raises(ModelError, match=rf"{re.escape(name)} cannot be read"):
            load(folder, weights=f'"{name}"')
    torch.save([1, 2], folder / "list.pt")
    with pytest.raises(ModelError, match="no weights by name"):
        load(folder, weights='"list.pt"')


def scripted(path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.jit.save(torch.jit.trace(nn.Conv2d(3, 2, 1), torch.zeros(1, 3, 4, 4)), str(path))


def test_torchscript_is_refused_and_the_way_out_named(folder: Path) -> None:
    scripted(folder / "model.pt")
    for changes in ({"arch": '"export:model.pt"'}, {"weights": '"model.pt"'}):
        with pytest.raises(ModelError, match=r"TorchScript.*torch\.export\.save.*export:model\.pt2"):
            load(folder, **changes)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = torch.jit.load(str(folder / "model.pt"))
    with pytest.raises(ModelError, match="ScriptModule"):
        Model.from_module(module, labels=["a"])


# torchvision


def torchvision_toml(name: str, weights: str, labels: str = '["a", "b"]') -> str:
    return (
        TOML.replace("nets.py:build", f"torchvision:{name}")
        .replace("random:5", weights)
        .replace('["a", "b", "c"]', labels)
        .replace("size = 16", "size = 64")
    )


def test_torchvision_networks_get_as_many_classes_as_labels(folder: Path) -> None:
    model = load(folder, torchvision_toml("mobilenet_v3_small", "random:0"))
    assert model.module.classifier[-1].out_features == 2
    torch.save(model.module.state_dict(), folder / "w.pt")
    again = load(folder, torchvision_toml("mobilenet_v3_small", "w.pt"))
    # Only the warning and what model.toml says of the weights differ.
    assert again.fingerprint == model.fingerprint
    assert again.warnings == ()


def test_torchvision_names_are_checked(folder: Path) -> None:
    with pytest.raises(ModelError, match=r'no classification network "resnet5O".*Did you mean "resnet50"'):
        load(folder, torchvision_toml("resnet5O", "random:0"))
    with pytest.raises(ModelError, match=r"fcn_resnet50"):
        load(folder, torchvision_toml("fcn_resnet50", "random:0"))
    with pytest.raises(
        ModelError, match=r'"IMAGENET1K_V9" is neither a file .* \(it knows: IMAGENET1K_V1, IMAGENET1K_V2\)'
    ):
        load(folder, torchvision_toml("resnet50", "IMAGENET1K_V9"))
    with pytest.raises(ModelError, match=r"cannot build resnet18 .*no_such_option"):
        load(folder, torchvision_toml("resnet18", "random:0") + "[arch_options]\nno_such_option = 1\n")


def test_densenet_files_with_the_old_names_fit(folder: Path) -> None:
    text = torchvision_toml("densenet121", "random:0")
    state = load(folder, text).module.state_dict()
    old = {re.sub(r"(denselayer\d+\.(?:norm|conv))([12])\.", r"\1.\2.", key): value for key, value in state.items()}
    assert old.keys() != state.keys()
    torch.save(old, folder / "old.pth")
    loaded = load(folder, text.replace("random:0", "old.pth")).module.state_dict()
    assert all(torch.equal(loaded[key], value) for key, value in state.items())


TORCHVISION_OWN = 'arch = "torchvision:squeezenet1_1"\nweights = "IMAGENET1K_V1"\noutput = "logits"\n'


def test_torchvisions_own_weights_bring_labels_and_preprocessing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))
    from torchvision.models import SqueezeNet1_1_Weights, squeezenet1_1  # noqa: PLC0415

    cache = tmp_path / "torch" / "hub" / "checkpoints"
    cache.mkdir(parents=True)
    network = squeezenet1_1(num_classes=1000)
    torch.save(network.state_dict(), cache / SqueezeNet1_1_Weights.IMAGENET1K_V1.url.rpartition("/")[2])
    model = load(folder, TORCHVISION_OWN)
    assert model.classes == 1000
    assert model.labels[0] == "tench"
    assert model.input == InputSpec(
        size=224, resize=256, mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225), interpolation="bilinear"
    )
    assert torch.equal(model.module.features[0].weight, network.features[0].weight)


def test_without_internet_the_way_out_is_named(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(*_: object, **__: object) -> None:
        raise urllib.error.URLError("Name or service not known")

    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))
    monkeypatch.setattr(torch.hub, "urlopen", offline)
    with pytest.raises(
        ModelError, match=r"could not be downloaded.*Download https://\S+\.pth.*name the file in weights"
    ):
        load(folder, TORCHVISION_OWN)


# exported networks


class Plain(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        self.relu = nn.ReLU(inplace=True)
        self.head = nn.Linear(4, 3)

    def forward(self, x: torch.Tensor) -> dict[str, torch.Tensor]:
        return {"out": self.head(self.relu(self.conv(x)).mean((2, 3)))}


EXPORT = (
    TOML.replace("nets.py:build", "export:m.pt2")
    .replace('weights = "random:5"\n', "")
    .replace('"logits"', '{ kind = "logits", key = "out" }')
)


@pytest.mark.parametrize("batch", [1, 3, None])
def test_exported_networks_take_any_batch(folder: Path, batch: int | None) -> None:
    network = Plain().eval()
    shapes = None if batch else {"x": {0: torch.export.Dim("n", min=1, max=64)}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        program = torch.export.export(network, (torch.zeros(batch or 2, 3, 16, 16),), dynamic_shapes=shapes)
        torch.export.save(program, folder / "m.pt2")
    with pytest.raises(ConsentNeeded, match=r"m\.pt2"):
        load_model(write(folder, EXPORT), device="cpu")
    model = load(folder, EXPORT)
    assert model.warnings == ()
    assert model.fixed_batch == batch
    x = torch.randn(5, 3, 16, 16, requires_grad=True)
    z = model.scores(model.module(x))
    expected = network(x)["out"]
    assert torch.allclose(z, expected, atol=1e-5)
    ours, theirs = (torch.autograd.grad(value.square().sum(), x)[0] for value in (z, expected))
    assert torch.allclose(ours, theirs, atol=1e-5)
    model.module.eval()
    model.module.train()  # no-ops, where torch's own exported modules raise


def test_exports_that_cannot_be_used(folder: Path) -> None:
    (folder / "m.pt2").write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(ModelError, match=r"m\.pt2 cannot be read as an exported model"):
        load(folder, EXPORT)
    with pytest.raises(ModelError, match="brings its own"):
        load(folder, arch='"export:m.pt2"')


# the trial


TRIALS = [
    ("torch.cat((z, z), 1)", "logits", r"gives 6 scores an image, but labels names 3"),
    ("z * float('nan')", "logits", r"NaN or infinity"),
    ("{'out': z, 'aux': z}", "logits", r"a dict with the entries 'out', 'aux'"),
    ("(z, x)", "logits", r"a tuple of 2"),
    ("z", "probabilities", r"rows add up to .* Is it \"logits\""),
    ("z.sigmoid()", "probabilities", r"rows add up to"),
    ("z.mean(0, keepdim=True)", "logits", r"1 rows for 1 image and 1 for 2"),
    ("z.squeeze(0)", "logits", r"shape \(3,\)"),
    ("z @ torch.zeros(2, 3)", "logits", r"failed on a trial image of 16 × 16 px: RuntimeError"),
    ("z.argmax(1)", "logits", r"floating point"),
]


@pytest.mark.parametrize(("ending", "kind", "reason"), TRIALS, ids=[f"{kind}: {ending}" for ending, kind, _ in TRIALS])
def test_what_model_toml_says_wrong_is_found_by_a_trial(folder: Path, ending: str, kind: str, reason: str) -> None:
    text = TOML + f'[arch_options]\nending = "{ending}"\n'
    with pytest.raises(ModelError, match=reason) as caught:
        load(folder, text, output=f'"{kind}"')
    assert str(caught.value).startswith(str(folder / "model.toml"))


@pytest.mark.parametrize(
    ("ending", "kind", "warning"),
    [
        ("z.softmax(1)", "logits", r"already adds up to 1"),
        ("torch.nn.functional.dropout(z, 0.5, True) + torch.rand(3)", "logits", r"different outputs"),
        ("torch.zeros_like(z) + torch.arange(3.0)", "logits", r"exactly the same output"),
        ("torch.cat((z, z), 1)[:, :4].sigmoid()", "multilabel", r"leave that out"),
    ],
)
def test_what_is_odd_is_warned_of(folder: Path, ending: str, kind: str, warning: str) -> None:
    labels = '["a", "b", "c", "d"]' if kind == "multilabel" else '["a", "b", "c"]'
    text = TOML + f'[arch_options]\nending = "{ending}"\n'
    model = load(folder, text, output=f'"{kind}"', labels=labels)
    assert re.search(warning, " ".join(model.warnings))


@pytest.mark.parametrize(
    ("ending", "kind", "labels"),
    [("z.softmax(1)", '"probabilities"', '["a", "b", "c"]'), ("z[:, :1]", '"binary"', '["no", "yes"]'),
     ("z[:, 0]", '"binary"', '["no", "yes"]'), ("(x, z)", '{ kind = "multilabel", key = 1 }', '["a", "b", "c"]')],
)  # fmt: skip
def test_what_is_right_passes_without_a_word(folder: Path, ending: str, kind: str, labels: str) -> None:
    torch.save(tiny_state(folder), folder / "w.pt")
    model = load(folder, TOML + f'[arch_options]\nending = "{ending}"\n', output=kind, labels=labels, weights='"w.pt"')
    assert model.warnings == ()


# fingerprint


def test_the_fingerprint_follows_everything_that_changes_what_the_model_says(folder: Path) -> None:
    state = tiny_state(folder)
    torch.save(state, folder / "w.pt")
    torch.save(state | {"conv.bias": state["conv.bias"].nextafter(torch.tensor(9.0))}, folder / "one bit off.pt")
    given = {"weights": '"w.pt"'}
    variants = [
        load(folder, **given),
        load(folder, weights='"one bit off.pt"'),
        load(folder, **given, labels='["a", "b", "C"]'),
        load(folder, **given, output='"multilabel"'),
        load(folder, **given, size="17"),
        load(folder, **given, mean="[0.5, 0.5, 0.4]"),
        load(folder, TOML + '[arch_options]\nending = "z + 0"\n', **given),
    ]
    (folder / "nets.py").write_text(NETS.replace("relu", "tanh"))
    variants.append(load(folder, **given))
    assert len({model.fingerprint for model in variants}) == len(variants)
    (folder / "nets.py").write_text(NETS)
    same = load(folder, **given, name='"another name"')
    assert same.fingerprint == variants[0].fingerprint
    assert re.fullmatch("[0-9a-f]{64}", same.fingerprint)


# from Python


def test_a_module_from_python_is_kept_exactly_as_it_is() -> None:
    network = nn.Sequential(nn.Conv2d(3, 2, 3), nn.BatchNorm2d(2), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
    before = {key: value.clone() for key, value in network.state_dict().items()}
    model = Model.from_module(network, name="mine", labels=["a", "b"], input=InputSpec(size=8))
    assert model.module is network
    assert network.training
    assert all(parameter.requires_grad and parameter.grad is None for parameter in network.parameters())
    assert all(torch.equal(value, before[key]) for key, value in network.state_dict().items())
    assert (model.name, model.labels, model.device.type) == ("mine", ("a", "b"), "cpu")
    same = Model.from_module(network, labels=["a", "b"], input=InputSpec(size=8))
    assert model.fingerprint == same.fingerprint
    other = Model.from_module(network, labels=["a", "b"], input=replace(model.input, size=9))
    assert model.fingerprint != other.fingerprint


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"labels": []}, "labels must be"),
        ({"labels": "abc"}, "labels must be"),
        ({"labels": ["a"], "output": "binary"}, "two labels"),
        ({"labels": ["a"], "output": "softmax"}, '"logits", "probabilities"'),
    ],
)
def test_from_module_refuses_what_does_not_fit(options: dict, reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        Model.from_module(nn.Linear(2, 2), **options)


# devices


def test_devices() -> None:
    assert choose_device("cpu") == torch.device("cpu")
    assert choose_device("auto").type in ("cpu", "cuda")
    with pytest.raises(DeviceError, match=r"tpu.*auto, cpu, cuda"):
        choose_device("tpu")
    with pytest.raises(DeviceError, match=r"cuda:99"):
        choose_device("cuda:99")


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_a_gpu_that_is_not_there(folder: Path) -> None:
    assert choose_device("auto") == torch.device("cpu")
    with pytest.raises(DeviceError, match="no usable NVIDIA GPU"):
        load_model(write(folder), device="cuda")

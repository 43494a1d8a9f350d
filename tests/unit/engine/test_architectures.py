"""Fifteen architectures, torch.export archives and a user's own: explained right, and left as they were found."""

import copy

import numpy as np
import pytest
import torch
from captum.attr import Saliency
from torch import nn

from engine.explaining import explain
from engine.gates import START
from engine.models import InputSpec, Model, load_model
from engine.rules import RuleField
from tests.unit.engine.architectures import CLASSES, SIDES, build
from tests.unit.engine.nets import SmallResidual

TARGET = 3
LABELS = [f"class {i}" for i in range(CLASSES)]


PLAIN = {  # counted in the published architectures: squeeze-and-excitation blocks, attention blocks
    "mobilenet_v3_small": ("hard sigmoid × 9",),
    "efficientnet_b0": ("sigmoid × 16",),
    "regnet_y_400mf": ("sigmoid × 16",),
    "vit_b_16": ("attention × 12",),
    "swin_t": ("softmax × 12",),
}


def picture(side):
    """uint8 (1, side, side, 3): smooth random colour."""
    coarse = np.random.default_rng(1).integers(0, 256, (1, 8, 8, 3))
    return np.kron(coarse, np.ones((1, -(-side // 8), -(-side // 8), 1))).astype(np.uint8)[:, :side, :side]


def write_model_file(folder, *lines):
    labels = ", ".join(f'"{label}"' for label in LABELS)
    head = ['name = "n"', 'version = "1"', *lines, f"labels = [{labels}]", "[input]", "size = 16"]
    (folder / "model.toml").write_text("\n".join(head))


def traces_of(module):
    return {
        "state": copy.deepcopy(module.state_dict()),
        "modes": [part.training for part in module.modules()],
        "flags": [parameter.requires_grad for parameter in module.parameters()],
        "grads": [parameter.grad for parameter in module.parameters()],
        "hooks": [
            (len(part._forward_hooks), len(part._forward_pre_hooks), len(part._backward_hooks))
            for part in module.modules()
        ],
    }


def assert_untouched(module, before):
    after = traces_of(module)
    assert after["state"].keys() == before["state"].keys()
    for name, value in before["state"].items():
        assert torch.equal(after["state"][name], value), name
    for what in ("modes", "flags", "grads", "hooks"):
        assert after[what] == before[what], what


@pytest.mark.parametrize("name", SIDES)
def test_architecture(name):
    module = build(name)
    side = SIDES[name]
    model = Model.from_module(module, labels=LABELS, input=InputSpec(size=(side, side)))
    image = picture(side)
    before = traces_of(module)
    plain = explain(model, image, [TARGET], method="gradient")[0]
    learned = explain(model, image, steps=5)[0]
    assert_untouched(module, before)

    inputs = model.prepare(image[0])[0][None].requires_grad_()
    (by_autograd,) = torch.autograd.grad(module(inputs)[0, TARGET], inputs)
    by_captum = Saliency(module).attribute(inputs, target=TARGET)
    scale = float(by_autograd.abs().max())
    np.testing.assert_allclose(plain.map, by_autograd.abs().amax(1)[0], rtol=0, atol=1e-5 * scale)
    np.testing.assert_allclose(plain.map, by_captum.abs().amax(1)[0], rtol=0, atol=1e-5 * scale)

    assert learned.executed == learned.gated > 0
    assert learned.plain == PLAIN.get(name, ())
    assert learned.warnings == ()
    assert np.isfinite(learned.map).all()
    assert learned.map.max() > 0
    assert min(learned.losses[1:]) < learned.losses[0]


@pytest.mark.parametrize("dynamic", [True, False], ids=["any batch", "batch of 2"])
def test_exported_archive(tmp_path, dynamic):
    module = SmallResidual(CLASSES).eval()
    shapes = ({0: torch.export.Dim("batch")},) if dynamic else None
    exported = torch.export.export(module, (torch.rand(2, 3, 16, 16),), dynamic_shapes=shapes)
    torch.export.save(exported, tmp_path / "net.pt2")
    write_model_file(tmp_path, 'arch = "export:net.pt2"', 'output = "logits"')
    archive = load_model(tmp_path / "model.toml", trust_code=True)
    images = np.concatenate([picture(16)] * 3)
    images[1] = images[1, ::-1]
    from_archive = explain(archive, images, [TARGET] * 3, steps=2)
    original = Model.from_module(module, labels=LABELS, input=archive.input)
    for one, other in zip(from_archive, explain(original, images, [TARGET] * 3, steps=2), strict=True):
        assert (one.gated, one.executed) == (2, 2)
        np.testing.assert_allclose(one.map, other.map, rtol=1e-3, atol=1e-5 * other.map.max())


def test_a_users_own_file(tmp_path):
    (tmp_path / "nets.py").write_text(
        "import torch\nfrom torch import nn\n\n\n"
        "class Own(nn.Module):\n"
        "    def __init__(self):\n        super().__init__()\n"
        "        self.conv = nn.Conv2d(3, 6, 3)\n        self.head = nn.Linear(6, 7)\n\n"
        "    def forward(self, x):\n"
        "        return {'scores': self.head(torch.nn.GELU()(self.conv(x)).relu_().mean((2, 3)))}\n\n\n"
        "def build():\n    return Own()\n"
    )
    write_model_file(
        tmp_path, 'arch = "nets.py:build"', 'weights = "random:0"', 'output = {kind = "logits", key = "scores"}'
    )
    e = explain(load_model(tmp_path / "model.toml", trust_code=True), picture(16), steps=2)[0]
    assert (e.gated, e.executed) == (2, 2)


class Layout(nn.Module):
    """One activation in the given layout: features at the channels' place of it."""

    def __init__(self, layout):
        super().__init__()
        self.layout = layout
        self.stem = nn.Conv2d(3, 5, 4, stride=4)
        self.mix = nn.Linear(5, 6)
        self.act = nn.GELU()
        self.head = nn.Linear(6, CLASSES)

    def forward(self, x):
        x = self.stem(x)  # (N, 5, 4, 4)
        if self.layout == "NCHW":
            x = self.act(torch.einsum("nchw,dc->ndhw", x, self.mix.weight)).mean((2, 3))
        elif self.layout == "NHWC":
            x = self.act(self.mix(x.permute(0, 2, 3, 1))).mean((1, 2))
        elif self.layout == "NLC":
            x = self.act(self.mix(x.flatten(2).transpose(1, 2))).mean(1)
        else:
            x = self.act(self.mix(x.mean((2, 3))))
        return self.head(x)


@pytest.mark.parametrize(
    ("layout", "shape"),
    [("NCHW", (4, 2, 1, 4, 4)), ("NHWC", (4, 2, 4, 4, 1)), ("NLC", (4, 2, 16, 1)), ("NC", (4, 2, 1))],
)
def test_one_gate_set_a_position_in_every_layout(layout, shape):
    net = Layout(layout)
    leaf = torch.randn(2, 3, 16, 16).requires_grad_()
    with RuleField(2, START, learned=True) as field:
        output = net(leaf.clone())
    (call,) = field.calls
    assert call.theta.shape == shape
    # Shutting one position's gates takes away what flowed through that position, and nothing else.
    (open_,) = torch.autograd.grad(output.sum(), leaf, retain_graph=True)
    with torch.no_grad():
        flat = call.theta.view(4, 2, -1)
        flat[:, 0, 5 % flat.shape[2]] = -1e9
    (shut,) = torch.autograd.grad(output.sum(), leaf)
    changed = (open_ != shut).any(dim=1)
    assert not changed[1].any()
    if layout == "NC":
        assert not shut[0].any()
    else:
        assert changed[0, 4:8, 4:8].any()
        changed[0, 4:8, 4:8] = False
        assert not changed.any()

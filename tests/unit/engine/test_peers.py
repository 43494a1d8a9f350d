"""The peer methods, each against its library or a formula worked out again, and what all of them promise."""

import copy
import importlib.util
import json
import math
from dataclasses import replace

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from captum.attr import IntegratedGradients, LayerGradCam, Occlusion
from torch import nn
from torchcam.methods import GradCAM, LayerCAM
from torchvision.models import resnet18
from zennit.attribution import Gradient
from zennit.composites import EpsilonPlusFlat

from engine.explaining import explain, explain_batch, prepare_array
from engine.exported import read_export
from engine.fit import ExplainError
from engine.methods import METHODS, parameters
from engine.models import Model
from engine.peers import PEERS, apply_peer
from engine.records import PlainError
from tests.unit.engine.nets import SIDE, SmallResidual, photographs, wrap

QUICK = {"rise": {"masks": 40}, "smoothgrad": {"draws": 6}, "integrated-gradients": {"points": 10}}


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def quick(monkeypatch):
    """The same methods with fewer draws, points and masks, for what does not depend on how many there are."""
    for name, told in QUICK.items():
        monkeypatch.setitem(METHODS, name, replace(METHODS[name], told={**METHODS[name].told, **told}))


def maps(net, method, images, targets, *, seed=0, **told):
    """The maps, (N, H, W), of images given as the model takes them; net: a module with five classes, or a Model."""
    model = net if isinstance(net, Model) else wrap(net, 5, side=images.shape[-1])
    chosen = replace(METHODS[method], told={**METHODS[method].told, **told})
    return apply_peer(model, images, torch.tensor(targets), chosen, seed).map


def pictures(count=3, side=SIDE, seed=1):
    return torch.rand((count, 3, side, side), generator=torch.Generator().manual_seed(seed)) * 2 - 0.7


def gradient_of(module, images, targets):
    """d z_y / d x by autograd, (N, 3, H, W)."""
    leaf = images.clone().requires_grad_()
    score = copy.deepcopy(module).eval()(leaf)[torch.arange(len(images)), torch.tensor(targets)].sum()
    return torch.autograd.grad(score, leaf)[0]


class Functional(nn.Module):
    """One layer used twice, and activations as a module used twice, a function and a method written in place."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(4)
        self.first = nn.Conv2d(3, 6, 3, padding=1)
        self.second = nn.Conv2d(6, 6, 3, padding=1, stride=2)
        self.relu = nn.ReLU()
        self.head = nn.Linear(6, 5)

    def forward(self, x):
        x = self.relu(self.first(x))
        x = self.relu(self.second(x) + 0.1)
        x = F.silu(self.second(x) + 0.2)
        x.relu_()
        return 10 * self.head(x.mean((2, 3)))


class Pixels(nn.Module):
    """Five linear scores of the pixels, with a bias."""

    def __init__(self, height=SIDE):
        super().__init__()
        torch.manual_seed(2)
        self.head = nn.Linear(3 * height * SIDE, 5)

    def forward(self, x):
        return self.head(x.flatten(1))


class Cells(nn.Module):
    """Features A = relu(conv(x)), every cell of which has a weight of its own in each score: dz/dA is that weight."""

    def __init__(self, side, stride=1, inplace=False):
        super().__init__()
        torch.manual_seed(3)
        self.conv = nn.Conv2d(3, 4, stride, stride=stride)
        self.relu = nn.ReLU(inplace=inplace)
        self.weights = nn.Parameter(torch.randn(5, 4, side // stride, side // stride))

    def forward(self, x):
        return torch.einsum("nchw,kchw->nk", self.relu(self.conv(x)), self.weights)


@pytest.mark.parametrize("net", [SmallResidual, Functional])
def test_input_x_gradient_is_the_image_times_autograds_gradient(net):
    module, images, targets = net(), pictures(), [3, 0, 4]
    expected = (images * gradient_of(module, images, targets)).sum(dim=1)
    torch.testing.assert_close(maps(module, "input-x-gradient", images, targets), expected, rtol=1e-4, atol=1e-7)


@pytest.mark.parametrize("net", [SmallResidual, Functional])
def test_smoothgrad_without_noise_is_the_gradient(net):
    module, images, targets = net(), pictures(), [3, 0, 4]
    expected = gradient_of(module, images, targets).abs().amax(dim=1)
    made = maps(module, "smoothgrad", images, targets, sigma=0.0, draws=3)
    torch.testing.assert_close(made, expected, rtol=1e-4, atol=1e-7)


def test_smoothgrad_averages_the_gradients_at_noisy_images():
    module, images, targets = SmallResidual(), pictures(2), [1, 2]
    generator = torch.Generator().manual_seed(11)
    total = torch.zeros_like(images)
    for _ in range(20):
        noise = torch.randn((3, SIDE, SIDE), generator=generator)
        for i, image in enumerate(images):
            noisy = image + 0.15 * (image.max() - image.min()) * noise
            total[i] += gradient_of(module, noisy[None], targets[i : i + 1])[0] / 20
    made = maps(module, "smoothgrad", images, targets, seed=11, draws=20)
    torch.testing.assert_close(made, total.abs().amax(dim=1), rtol=1e-4, atol=1e-6)


def test_integrated_gradients_add_to_the_difference_to_the_baseline():
    module, images, targets = Functional(), pictures(), [3, 0, 4]
    model = wrap(module, 5)
    net = copy.deepcopy(module).eval()
    with torch.no_grad():
        there, base = net(images), net(model.baseline[None].expand_as(images))
    rows = torch.arange(3)
    expected = (there - base)[rows, torch.tensor(targets)]
    made = maps(model, "integrated-gradients", images, targets).sum(dim=(1, 2))
    torch.testing.assert_close(made, expected, rtol=0.01, atol=0.01)


def test_integrated_gradients_of_a_linear_model_are_weight_times_difference():
    module, images, targets = Pixels(), pictures(), [3, 0, 4]
    model = wrap(module, 5)
    weights = module.head.weight.detach().view(5, 3, SIDE, SIDE)[targets]
    expected = (weights * (images - model.baseline)).sum(dim=1)
    torch.testing.assert_close(maps(model, "integrated-gradients", images, targets), expected, rtol=1e-4, atol=1e-6)


def test_integrated_gradients_are_captums():
    module, images = SmallResidual(), pictures(2).requires_grad_()
    model = wrap(module, 5)
    direct = IntegratedGradients(copy.deepcopy(module).eval()).attribute(
        images, baselines=float(model.baseline.mean()), target=[2, 3], n_steps=50
    )
    made = maps(model, "integrated-gradients", images.detach(), [2, 3])
    torch.testing.assert_close(made, direct.detach().sum(dim=1), rtol=1e-3, atol=1e-6)


def test_occlusion_of_a_linear_model_is_what_the_windows_hold():
    """In numpy: hiding a window loses the sum in it, and a pixel's value is the mean over the windows that hide it."""
    height, window = 12, (3, 4)  # the window 1/4 of height and width; moved by 1/8, 1.5 rounded and 2
    module, images, targets = Pixels(height), pictures()[:, :, :height], [3, 0, 4]
    model = wrap(module, 5)
    weights = module.head.weight.detach().view(5, 3, height, SIDE)[targets]
    worth = (weights * (images - model.baseline)).sum(dim=1).double().numpy()
    total, seen = np.zeros_like(worth), np.zeros((height, SIDE))
    for top in (0, 2, 4, 6, 8, 10):  # the last is cut off by the edge, so that nothing is left out
        for left in (0, 2, 4, 6, 8, 10, 12):
            box = slice(top, top + window[0]), slice(left, left + window[1])
            total[:, *box] += worth[:, *box].sum(axis=(1, 2))[:, None, None]
            seen[box] += 1
    made = maps(model, "occlusion", images, targets, window=1 / 4, stride=1 / 8).numpy()
    np.testing.assert_allclose(made, total / seen, rtol=1e-3, atol=1e-5)


def test_occlusion_is_captums():
    module, images = SmallResidual(), pictures(2)
    model = wrap(module, 5)
    direct = Occlusion(copy.deepcopy(module).eval()).attribute(
        images, (3, 2, 2), strides=(3, 1, 1), baselines=float(model.baseline.mean()), target=torch.tensor([2, 3])
    )
    made = maps(model, "occlusion", images, [2, 3])
    torch.testing.assert_close(made, direct.mean(dim=1), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("inplace", [False, True])
def test_cams_of_a_net_with_known_weights(inplace):
    module, images, targets = Cells(SIDE, inplace=inplace), pictures(), [3, 0, 4]
    weight, bias = module.conv.weight.detach().numpy()[:, :, 0, 0], module.conv.bias.detach().numpy()
    features = np.einsum("dc,nchw->ndhw", weight, images.numpy()) + bias[:, None, None]
    features = np.maximum(features, 0)
    slopes = module.weights.detach().numpy()[targets]
    grad_cam = np.maximum((slopes.mean(axis=(2, 3), keepdims=True) * features).sum(axis=1), 0)
    layer_cam = np.maximum((np.maximum(slopes, 0) * features).sum(axis=1), 0)
    for method, expected in (("grad-cam", grad_cam), ("layer-cam", layer_cam)):
        np.testing.assert_allclose(maps(module, method, images, targets).numpy(), expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(("method", "library"), [("grad-cam", GradCAM), ("layer-cam", LayerCAM)])
def test_cams_are_torchcams(method, library):
    module, images, targets = Cells(SIDE, stride=4), pictures(), [3, 0, 4]
    net = copy.deepcopy(module).eval()
    with library(net, target_layer="relu") as extract:
        (small,) = extract(targets, net(images), normalized=False)
    expected = F.interpolate(small[:, None].detach(), size=SIDE, mode="bilinear", align_corners=False)[:, 0]
    torch.testing.assert_close(maps(module, method, images, targets), expected, rtol=1e-4, atol=1e-5)


def test_grad_cam_is_captums():
    module, images, targets = Cells(SIDE, stride=4), pictures(), [3, 0, 4]
    net = copy.deepcopy(module).eval()
    small = LayerGradCam(net, net.relu).attribute(images, target=torch.tensor(targets), relu_attributions=True)
    expected = F.interpolate(small.detach(), size=SIDE, mode="bilinear", align_corners=False)[:, 0]
    torch.testing.assert_close(maps(module, "grad-cam", images, targets), expected, rtol=1e-4, atol=1e-5)


class Inception(nn.Module):
    """Two branches that are put together by a function; the last activation is that of the second branch only."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(6)
        self.left, self.right = nn.Conv2d(3, 2, 2, stride=2), nn.Conv2d(3, 2, 2, stride=2)
        self.weights = nn.Parameter(torch.randn(5, 4, SIDE // 2, SIDE // 2))

    def features(self, x):
        return torch.cat([F.relu(self.left(x)), F.relu(self.right(x), inplace=True)], 1)

    def score(self, features):
        return torch.einsum("nchw,kchw->nk", features, self.weights)

    def slopes(self, features, targets):
        return self.weights.detach()[targets]

    def forward(self, x):
        return self.score(self.features(x))


class Residual(Inception):
    """The sum is the last map, and what follows writes to it."""

    def features(self, x):
        kept = torch.cat([self.left(x), self.right(x)], 1)
        made = F.relu(kept)
        made.add_(kept)  # the result is thrown away
        return made

    def score(self, features):
        return torch.einsum("nchw,kchw->nk", features.clamp_(max=0.2), self.weights)

    def slopes(self, features, targets):
        return self.weights.detach()[targets] * (features <= 0.2)


class ResidualSum(Residual):
    """The same, with a sum that writes nowhere."""

    def features(self, x):
        kept = torch.cat([self.left(x), self.right(x)], 1)
        return kept + F.relu(kept)


class FeaturesLast(Inception):
    """Layer norm and linear layers on (N, H, W, C), as in ConvNeXt and Swin."""

    def __init__(self):
        super().__init__()
        self.norm, self.mix = nn.LayerNorm(4), nn.Linear(4, 4)

    def features(self, x):
        kept = torch.cat([self.left(x), self.right(x)], 1).permute(0, 2, 3, 1)
        return (kept + F.gelu(self.mix(self.norm(kept)))).permute(0, 3, 1, 2)


@pytest.mark.parametrize("net", [Inception, Residual, ResidualSum, FeaturesLast])
def test_the_last_map_is_found_where_no_module_makes_it(net):
    module, images, targets = net(), pictures(), [3, 0, 4]
    with torch.no_grad():
        features = module.features(images)
    small = (module.slopes(features, targets).relu() * features).sum(dim=1, keepdim=True).relu()
    expected = F.interpolate(small, size=SIDE, mode="bilinear", align_corners=False)[:, 0]
    torch.testing.assert_close(maps(module, "layer-cam", images, targets), expected, rtol=1e-4, atol=1e-5)


class Tokens(nn.Module):
    def __init__(self):
        super().__init__()
        self.patches = nn.Conv2d(3, 8, 4, stride=4)
        self.mix, self.head = nn.Linear(8, 8), nn.Linear(8, 5)

    def forward(self, x):
        tokens = self.patches(x).flatten(2).transpose(1, 2)
        return self.head((tokens + F.gelu(self.mix(tokens))).mean(dim=1))


@pytest.mark.parametrize("method", ["grad-cam", "layer-cam"])
@pytest.mark.parametrize(("net", "why"), [(Tokens, "works on tokens"), (Pixels, "has none that can be seen")])
def test_cams_say_that_they_need_a_convolutional_map(method, net, why):
    with pytest.raises(ExplainError, match=f"needs a convolutional map.*{why}"):
        maps(net(), method, pictures(), [0, 1, 2])


def test_rise_is_the_sum_over_its_masks():
    """Masks enlarged again by hand, from the same draws; one image and one mask at a time."""
    height, width, cells, count = 18, 25, 7, 50
    torch.manual_seed(0)
    module = nn.Sequential(nn.Conv2d(3, 5, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(5, 5))
    images, targets = pictures(2, width)[:, :, :height], [3, 1]
    model = wrap(module, 5, side=width)
    generator = torch.Generator().manual_seed(5)
    tall, wide = math.ceil(height / cells), math.ceil(width / cells)
    expected = np.zeros((2, height, width))
    for _ in range(count):
        grid = (torch.rand((1, 1, cells, cells), generator=generator) < 0.5).double().numpy()[0, 0]
        top, left = (int(torch.randint(size, (1,), generator=generator)) for size in (tall, wide))
        large = enlarged(enlarged(grid, (cells + 1) * tall).T, (cells + 1) * wide).T
        mask = large[top : top + height, left : left + width]
        weight = torch.tensor(mask, dtype=torch.float32)
        for i, image in enumerate(images):
            with torch.no_grad():
                said = torch.softmax(module((weight * image + (1 - weight) * model.baseline)[None]), dim=1)
            expected[i] += said[0, targets[i]].item() * mask
    made = maps(model, "rise", images, targets, seed=5, masks=count).numpy()
    np.testing.assert_allclose(made, expected / (count * 0.5), rtol=1e-4)


def enlarged(grid, size):
    """Rows enlarged linearly, their centres at (k + 1/2) size / cells, edges held."""
    cells = len(grid)
    place = np.clip((np.arange(size) + 0.5) * cells / size - 0.5, 0, cells - 1)
    low = np.floor(place).astype(int)
    high, share = np.minimum(low + 1, cells - 1), place - low
    return grid[low] * (1 - share)[:, None] + grid[high] * share[:, None]


def plain_net(bias):
    torch.manual_seed(8)
    return nn.Sequential(
        nn.Conv2d(3, 6, 3, padding=1, bias=bias),
        nn.ReLU(inplace=True),
        nn.Conv2d(6, 6, 3, stride=2, bias=bias),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(6 * 7 * 7, 5, bias=bias),
    )


def test_lrp_is_zennits():
    module, images, targets = plain_net(bias=True), pictures(), [3, 0, 4]
    net = copy.deepcopy(module).eval()
    with Gradient(net, EpsilonPlusFlat()) as attributor:
        _, relevance = attributor(images, lambda output: output * torch.eye(5)[targets])
    torch.testing.assert_close(maps(module, "lrp", images, targets), relevance.sum(dim=1), rtol=1e-3, atol=1e-6)


def test_lrp_conserves_the_logit_where_there_is_no_bias():
    module, images, targets = plain_net(bias=False), pictures(), [3, 0, 4]
    with torch.no_grad():
        logits = module(images)[torch.arange(3), torch.tensor(targets)]
    made = maps(module, "lrp", images, targets).sum(dim=(1, 2))
    torch.testing.assert_close(made, logits, rtol=1e-3, atol=1e-4)


def test_lrp_of_a_binary_models_two_classes_are_opposites():
    torch.manual_seed(1)
    module = nn.Sequential(nn.Conv2d(3, 4, 3, bias=False), nn.ReLU(), nn.Flatten(), nn.Linear(784, 1, bias=False))
    model, images = wrap(module, 2, output="binary"), pictures()
    with torch.no_grad():
        logits = module(images)[:, 0]
    for target, sign in ((0, -1), (1, 1)):
        made = maps(model, "lrp", images, [target] * 3).sum(dim=(1, 2))
        torch.testing.assert_close(made, sign * logits, rtol=1e-3, atol=1e-4)


def test_lrp_leaves_a_rewritten_network_as_it_was():
    torch.manual_seed(0)
    module = resnet18(num_classes=5)
    for part in module.modules():
        if isinstance(part, nn.BatchNorm2d):
            nn.init.uniform_(part.running_mean, -0.1, 0.1)
            nn.init.uniform_(part.running_var, 0.5, 2)
    before = copy.deepcopy(module.state_dict())
    kept = {name: (id(part), set(vars(part))) for name, part in module.named_modules()}
    values = {name: id(value) for name, value in module.named_parameters()}
    made = maps(module, "lrp", pictures(2, side=32), [1, 4])
    assert made.abs().sum() > 0
    assert {name: (id(part), set(vars(part))) for name, part in module.named_modules()} == kept
    assert {name: id(value) for name, value in module.named_parameters()} == values
    for name, value in module.state_dict().items():
        assert torch.equal(value, before[name]), name


def test_lrp_refuses_probabilities_in_plain_words():
    model = wrap(nn.Sequential(plain_net(bias=True), nn.Softmax(1)), 5, output="probabilities")
    with pytest.raises(ExplainError, match="starts from a logit"):
        maps(model, "lrp", pictures(), [0, 1, 2])


@pytest.mark.parametrize(
    ("net", "why"),
    [
        (Functional(), "its layer second is used more than once"),
        (FeaturesLast(), r"no rule for the layer norm \(LayerNorm\)"),
    ],
    ids=["a layer used twice", "layer norm"],
)
def test_lrp_refuses_what_it_would_get_wrong_and_leaves_nothing_behind(net, why):
    with pytest.raises(ExplainError, match=why):
        maps(net, "lrp", pictures(), [0, 1, 2])
    for part in net.modules():
        assert not any((part._forward_hooks, part._forward_pre_hooks, part._backward_hooks))


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """Functional as torch.export writes it, for batches of three only."""
    file = tmp_path_factory.mktemp("export") / "net.pt2"
    torch.export.save(torch.export.export(Functional().eval(), (pictures(),)), file)
    return read_export(file.read_bytes(), "net.pt2")


@pytest.mark.parametrize("method", PEERS)
def test_an_exported_graph_gives_the_maps_of_its_module(quick, exported, method):
    if method == "lrp":
        with pytest.raises(ExplainError, match="an exported graph"):
            maps(exported, method, pictures(), [3, 0, 4])
        return
    told = QUICK.get(method, {})
    ours, theirs = (maps(net, method, pictures(), [3, 0, 4], **told) for net in (Functional(), exported))
    assert ours.abs().max() > 0
    torch.testing.assert_close(theirs, ours, rtol=1e-3, atol=1e-6)


def test_a_missing_library_is_named_with_its_command(monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr("engine.methods.find_spec", lambda name: None if name == "zennit" else found(name))
    command = r"pip install 'hansel-audit\[lrp\]'"
    with pytest.raises(PlainError, match=command):
        parameters("lrp", 10)
    with pytest.raises(PlainError, match=command):
        explain(wrap(SmallResidual(), 5), photographs(1), method="lrp")
    assert parameters("rise", 10)["masks"] == 1000


def test_every_peer_stands_in_the_table_with_all_it_was_told():
    peers = [method for method in METHODS.values() if method.kind == "peer"]
    assert [method.name for method in peers] == list(PEERS)
    for method in peers:
        assert not method.learns
        told = parameters(method.name, 3)
        assert told == parameters(method.name, 7)
        assert json.loads(json.dumps(told)) == told
        assert told["score"] == method.score
    assert [name for name, method in METHODS.items() if method.learns] == ["learned"]


@pytest.mark.parametrize("method", PEERS)
def test_only_signed_methods_give_negative_values(quick, method):
    made = maps(SmallResidual(), method, pictures(4), [0, 1, 2, 3], **QUICK.get(method, {}))
    assert bool((made < 0).any()) == METHODS[method].signed


@pytest.mark.parametrize("method", PEERS)
def test_same_seed_same_bytes_and_neighbours_do_not_matter(quick, method):
    model = wrap(SmallResidual(), 5)
    prepared = [prepare_array(model, image) for image in photographs(5)]

    def explained(entries, seed=7):
        torch.rand(3)  # whatever else draws from torch's generator
        made = explain_batch(model, entries, [-1] * len(entries), method=method, pad_to=5, seed=seed)
        return [e.map.tobytes() for e in made]

    together = explained(prepared)
    assert explained(prepared) == together
    assert explained(prepared[::-1])[::-1] == together
    assert [explained([entry])[0] for entry in prepared] == together
    drawn = method in ("smoothgrad", "rise")
    assert (explained(prepared, seed=8) != together) == drawn


@pytest.mark.parametrize("method", PEERS)
def test_the_seed_of_explain_reaches_the_method_and_torchs_generator_is_no_part_of_it(quick, method):
    model, images = wrap(SmallResidual(), 5), photographs(2)
    first, again, other = (explain(model, images, method=method, seed=seed)[0].map for seed in (1, 1, 2))
    assert first.tobytes() == again.tobytes()
    assert np.array_equal(first, other) == (method not in ("smoothgrad", "rise"))


@pytest.mark.parametrize("method", PEERS)
def test_a_model_without_gradients_is_told_or_not_needed(quick, method):
    class Cut(SmallResidual):
        def forward(self, x):
            return super().forward(x).detach()

    if method in ("occlusion", "rise"):
        assert maps(Cut(), method, pictures(2), [0, 1], **QUICK.get(method, {})).abs().sum() > 0
    else:
        with pytest.raises(ExplainError, match="does not depend on the image"):
            maps(Cut(), method, pictures(2), [0, 1])

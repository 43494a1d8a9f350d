"""The full evidence of one explanation, from the image to the figures."""

import copy
import json
from dataclasses import asdict

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from engine.explaining import PartlyExplained, explain, with_full_evidence
from engine.full_evidence import EvidenceSettings
from engine.models import InputSpec, Model
from tests.unit.engine.nets import LeftOrRight, SmallResidual, photographs, wrap

ALONE = {
    "keep", "drop", "area", "gini", "energy-on-border", "deletion", "insertion", "average-drop", "increase", "road",
    "max-sensitivity", "parameter-randomisation",
}  # fmt: skip
AGAINST_THE_OBJECT = {"pointing-game", "relevance-mass", "relevance-rank"}


def lit_left():
    image = np.full((1, 16, 16, 3), 127, np.uint8)
    image[0, 4:12, 2:6] = 250
    truth = np.zeros((16, 16), bool)
    truth[4:12, 2:6] = True
    return image, truth


def by_name(explanation):
    return {measure.name: measure for measure in explanation.measures}


def test_quick_evidence_is_what_comes_unasked():
    (made,) = explain(wrap(SmallResidual(), 5), photographs(1), steps=1)
    assert set(by_name(made)) <= {"energy-on-border"}  # it takes no pass


@pytest.mark.parametrize("method", ["learned", "gradient", "input-x-gradient"])
def test_every_measure_is_there_and_ready_for_json(method):
    (made,) = explain(wrap(SmallResidual(), 5), photographs(1), method=method, steps=2, evidence="full")
    assert {measure.name for measure in made.measures} == ALONE
    for measure in made.measures:
        assert measure.value is not None, measure
        assert "resolution" in measure.parameters
        assert json.loads(json.dumps(asdict(measure), allow_nan=False))["value"] == measure.value
    in_sample = {measure.name for measure in made.measures if measure.parameters.get("in_sample")}
    assert in_sample == ({"keep", "drop", "area", "average-drop", "increase"} if method == "learned" else set())


@pytest.mark.parametrize("method", ["learned", "gradient"])
def test_the_figures_agree_with_the_quick_evidence_and_the_probabilities(method):
    model = wrap(SmallResidual(), 5)
    (made,) = explain(model, photographs(1), targets=[3], method=method, steps=2, evidence="full")
    found = by_name(made)
    for name, value in asdict(made.evidence).items():
        assert found[name].value == pytest.approx(value, rel=1e-4), name
    assert found["deletion"].curve[0] == pytest.approx(made.probabilities[3], rel=1e-5)
    assert found["insertion"].curve[-1] == pytest.approx(made.probabilities[3], rel=1e-5)
    net = copy.deepcopy(model.module).eval()
    hidden = model.baseline.expand(1, 3, 16, 16)
    with torch.no_grad():
        assert found["deletion"].curve[-1] == pytest.approx(net(hidden).softmax(dim=1)[0, 3].item(), rel=1e-5)
    assert len(found["deletion"].curve) == 51


def test_a_map_on_the_object_is_told_so():
    image, truth = lit_left()
    (made,) = explain(wrap(LeftOrRight(), 2), image, truths=[truth], evidence="full", steps=5)
    found = by_name(made)
    assert set(found) == ALONE | AGAINST_THE_OBJECT
    assert found["pointing-game"].value == 1
    assert found["pointing-game"].beside == {"centre": 0}
    assert found["relevance-mass"].beside["area_share"] == 32 / 256
    assert found["relevance-mass"].value > 2 * 32 / 256  # twice what an even map would have there
    away = by_name(explain(wrap(LeftOrRight(), 2), image, truths=[truth[:, ::-1]], evidence="full", steps=5)[0])
    assert away["pointing-game"].value == 0
    assert away["relevance-mass"].value < 0.1


def test_an_object_that_was_cropped_away_is_left_out_and_said_so():
    spec = InputSpec(size=(16, 16), resize=32)
    model = Model.from_module(SmallResidual(), labels=list("abcde"), input=spec)
    image, truth = photographs(1, side=32), np.zeros((32, 32), bool)
    truth[:4, :4] = True
    found = by_name(explain(model, image, truths=[truth], evidence="full", method="gradient")[0])
    assert found["relevance-mass"].value is None
    assert "outside" in found["relevance-rank"].note


def test_the_model_comes_out_as_it_went_in():
    module = SmallResidual().train()
    module.head.weight.grad = torch.ones_like(module.head.weight)
    before = {name: value.numpy().tobytes() for name, value in module.state_dict().items()}
    explain(wrap(module, 5), photographs(1), steps=1, evidence="full")
    assert {name: value.numpy().tobytes() for name, value in module.state_dict().items()} == before
    assert all(part.training and not part._forward_pre_hooks for part in module.modules())
    assert all(parameter.requires_grad for parameter in module.parameters())
    assert torch.equal(module.head.weight.grad, torch.ones_like(module.head.weight))


def test_same_seed_same_figures_and_the_settings_are_obeyed():
    model, images = wrap(SmallResidual(), 5), photographs(1)
    one, two = (explain(model, images, method="gradient", evidence="full", seed=3)[0].measures for _ in range(2))
    assert one == two
    (quick,) = explain(model, images, method="gradient")
    settings = EvidenceSettings(steps=4, draws=2, percents=(50,), seed=9)
    found = by_name(with_full_evidence(model, images[0], quick, method="gradient", settings=settings))
    assert len(found["deletion"].curve) == 5
    assert found["max-sensitivity"].parameters["n"] == 2
    assert found["road"].parameters["percents"] == [50]
    assert {found[name].parameters["seed"] for name in ("road", "max-sensitivity", "parameter-randomisation")} == {9}
    json.dumps(settings.as_parameters())


def test_guided_and_the_gradient_stand_beside_randomisation():
    model = wrap(SmallResidual(), 5)
    found = by_name(explain(model, photographs(1), steps=1, evidence="full")[0])
    assert set(found["parameter-randomisation"].beside) == {"guided", "gradient"}
    gradient = explain(model, photographs(1), targets=[explain(model, photographs(1), steps=1)[0].target],
                       method="gradient", evidence="full")[0]  # fmt: skip
    own = by_name(gradient)["parameter-randomisation"]
    assert own.value == pytest.approx(found["parameter-randomisation"].beside["gradient"], abs=1e-6)
    assert set(own.beside) == {"guided"}


def test_a_binary_model_and_one_without_a_mean_colour():
    spec = InputSpec(size=(16, 16), mean=(0.0, 0.0, 0.0), std=(1.0, 1.0, 1.0))
    model = Model.from_module(SmallResidual(classes=1), labels=["no", "yes"], output="binary", input=spec)
    (made,) = explain(model, photographs(1), targets=[0], method="gradient", evidence="full")
    found = by_name(made)
    assert found["deletion"].curve[0] == pytest.approx(made.probabilities[0], rel=1e-5)
    assert found["deletion"].parameters["baseline"] == "mid-grey"
    assert found["average-drop"].parameters["baseline"] == "zero"


def test_a_net_without_activations_has_no_guided_map_beside():
    class Linear(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.Linear(768, 3)

        def forward(self, x):
            return self.layer(x.flatten(1))

    (made,) = explain(wrap(Linear(), 3), photographs(1), method="gradient", evidence="full")
    assert by_name(made)["parameter-randomisation"].beside == {}
    assert by_name(made)["max-sensitivity"].value == pytest.approx(0, abs=1e-6)


def test_files_are_read_again_and_broken_ones_named(tmp_path):
    Image.fromarray(photographs(1)[0]).save(tmp_path / "fine.png")
    (tmp_path / "empty.png").touch()
    files = [tmp_path / "empty.png", tmp_path / "fine.png"]
    with pytest.raises(PartlyExplained) as caught:
        explain(wrap(SmallResidual(), 5), files, method="gradient", evidence="full")
    assert {measure.name for measure in caught.value.explanations[0].measures} == ALONE


@pytest.mark.parametrize("wrong", [
    {"evidence": "all"},
    {"truths": [None]},
    {"truths": [None, None], "evidence": "full"},
    {"truths": [np.ones((3, 3), bool)], "evidence": "full", "method": "gradient"},
])  # fmt: skip
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises(ValueError, match=r"evidence|truths|mask"):
        explain(wrap(SmallResidual(), 5), photographs(1), **wrong)

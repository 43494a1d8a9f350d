"""Rows of the quality table on an untrained net: every method runs or refuses in words, and rows are kept."""

import numpy as np
import pytest
import torch

from bench import quality
from bench.nets import FAMILIES
from bench.picture import TILE_PX, sheet
from bench.quality import BLURRED, Asked, Size, rows_of_the_table
from bench.training import MEAN, SIDE_PX, STD, Net
from bench.worlds import world_named
from engine.models import InputSpec, Model

FEW = Size(pairs=2, singles=1, repeated=1)


def net(family, world="fabrics"):
    torch.manual_seed(0)
    classes = world_named(world).CLASSES
    module = FAMILIES[family](len(classes)).eval()
    spec = InputSpec(size=(SIDE_PX, SIDE_PX), mean=(MEAN,) * 3, std=(STD,) * 3)
    return Net(family, world, "untrained", Model.from_module(module, labels=classes, input=spec), 0.125)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("asked", [Asked("learned", 3), Asked(BLURRED), Asked("grad-cam")], ids=lambda a: a.title)
def test_a_row_has_every_figure_or_says_why_not(family, asked, tmp_path):
    pairs, singles = quality.pictures("fabrics", FEW)
    row = quality._row(net(family), asked, FEW, pairs, singles, tmp_path, lambda _: None)
    if row.refused:
        assert (family, asked.method) == ("attention", "grad-cam")
        assert "convolutional" in row.refused
        return
    assert {"own", "energy", "wins", "mass", "rank", "pointing", "ins-del", "sensitivity", "random 1"} <= set(
        row.figures.values
    )
    assert len(row.figures.values["own"]) == 4
    assert len(row.figures.values["rank"]) == 1


def test_a_finished_row_is_not_measured_again_and_other_pictures_make_another(tmp_path):
    plain = net("plain")
    pairs, singles = quality.pictures("fabrics", FEW)
    told = []
    first = quality._row(plain, Asked("gradient"), FEW, pairs, singles, tmp_path, told.append)
    again = quality._row(plain, Asked("gradient"), FEW, [], [], tmp_path, told.append)  # nothing to measure on
    assert len(told) == 1
    assert first.figures.values.keys() == again.figures.values.keys()
    for name, values in first.figures.values.items():
        np.testing.assert_array_equal(values, again.figures.values[name])
    more = Size(pairs=3, singles=1, repeated=1)
    quality._row(plain, Asked("gradient"), more, *quality.pictures("fabrics", more), tmp_path, told.append)
    assert len(told) == 2


def test_more_pictures_begin_with_the_fewer():
    few, more = (quality.pictures("letters", size) for size in (FEW, Size(pairs=3, singles=2, repeated=1)))
    assert np.array_equal(few[0][1].pixels, more[0][1].pixels)
    assert np.array_equal(few[1][0].pixels, more[1][0].pixels)


def test_the_table_asks_for_every_method_and_every_number_of_steps():
    titles = [asked.title for asked in rows_of_the_table()]
    assert titles[:5] == [*(f"learned, {n} steps" for n in (3, 5, 10, 20)), "learned, 3 steps, pack"]
    assert len(titles) == len(set(titles)) == 5 + 1 + 11


def test_the_picture_has_a_row_for_each_net_and_no_map_where_a_method_refuses():
    shown = (Asked("gradient"), Asked("grad-cam"))
    drawn = sheet([net("plain"), net("attention")], shown)
    right, bottom = drawn[-TILE_PX - 6 : -6, -TILE_PX - 6 : -6], drawn[40 : 40 + TILE_PX - 12, -TILE_PX - 6 : -6]
    assert (right == 255).mean() > 0.97  # a word at most
    assert (bottom == 255).mean() < 0.5


def test_slow_rows_are_measured_on_fewer_pictures_and_the_fast_on_all():
    whole = Size(200, 60, 12)
    assert whole.for_row(Asked("learned", 10)) == whole.for_row(Asked("lrp")) == whole
    assert whole.for_row(Asked("learned", 20)) == whole.for_row(Asked("occlusion")) == Size(50, 15, 3)
    assert whole.for_row(Asked("rise")) == Size(20, 15, 2)
    assert Size(1, 1, 1).for_row(Asked("rise")) == Size(1, 1, 1)

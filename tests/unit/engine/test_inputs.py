"""What the model is fed equals torchvision's own presets on Pillow images, and the geometry leads back."""

import numpy as np
import pytest
import torch
from PIL import Image
from torchvision import transforms

from engine import inputs
from engine.images import ImageError
from engine.model_spec import InputSpec, ModelError

MEAN, STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
MODES = {
    "nearest": transforms.InterpolationMode.NEAREST,
    "bilinear": transforms.InterpolationMode.BILINEAR,
    "bicubic": transforms.InterpolationMode.BICUBIC,
}


def photo(height: int, width: int) -> np.ndarray:
    noise = np.random.default_rng(height * 7 + width).integers(
        0, 256, (height // 6 + 2, width // 6 + 2, 3), dtype=np.uint8
    )
    return np.array(Image.fromarray(noise).resize((width, height), Image.Resampling.BICUBIC))


@pytest.mark.parametrize("interpolation", MODES)
@pytest.mark.parametrize(("height", "width"), [(120, 200), (201, 97), (60, 61), (48, 300)])
def test_equals_torchvisions_preset_on_pillow_images(interpolation: str, height: int, width: int) -> None:
    spec = InputSpec(size=64, resize=73, interpolation=interpolation, mean=MEAN, std=STD)
    pixels = photo(height, width)
    preset = transforms.Compose(
        [
            transforms.Resize(73, interpolation=MODES[interpolation]),
            transforms.CenterCrop(64),
            transforms.ToTensor(),
            transforms.Normalize(MEAN, STD),
        ]
    )
    ours, geometry = inputs.prepare(spec, pixels)
    theirs = preset(Image.fromarray(pixels))
    assert ours.dtype == torch.float32
    assert ours.shape == theirs.shape == (3, 64, 64)
    steps = (ours - theirs).abs() * torch.tensor(STD).view(3, 1, 1) * 255  # in steps of a byte
    if interpolation == "nearest":  # two pixels may be equally near
        assert float((steps > 0.5).float().mean()) < 0.03
    else:  # rounded twice, once for each axis
        assert float(steps.max()) <= 2.01
        assert float(steps.mean()) < 0.25
    assert (geometry.image_width, geometry.image_height) == (width, height)


@pytest.mark.parametrize(("height", "width"), [(50, 31), (20, 100), (9, 9)])
def test_crop_pads_small_images_with_black_as_torchvision_does(height: int, width: int) -> None:
    spec = InputSpec(size=(40, 51), resize=(height, width), mean=MEAN, std=STD)
    pixels = photo(height, width)
    preset = transforms.Compose(
        [transforms.CenterCrop((40, 51)), transforms.ToTensor(), transforms.Normalize(MEAN, STD)]
    )
    ours, _ = inputs.prepare(spec, pixels)
    assert torch.allclose(ours, preset(Image.fromarray(pixels)), atol=1e-5)


SPECS = {
    "straight": InputSpec(size=64),
    "not square": InputSpec(size=(48, 96)),
    "shorter side": InputSpec(size=64, resize=72),
    "padded": InputSpec(size=64, resize=40),
    "both sides": InputSpec(size=64, resize=(80, 70)),
    "odd": InputSpec(size=(63, 65), resize=77),
    "enlarged": InputSpec(size=300, resize=320),
    "nearest": InputSpec(size=64, resize=72, interpolation="nearest"),
}


@pytest.mark.parametrize("name", SPECS)
@pytest.mark.parametrize(("height", "width"), [(200, 301), (301, 200), (128, 128)])
def test_a_dot_is_found_where_the_geometry_says(name: str, height: int, width: int) -> None:
    spec = SPECS[name]
    pixels = np.zeros((height, width, 3), np.uint8)
    top, left = height // 2 - 13, width // 2 + 5
    pixels[top : top + 12, left : left + 12] = 255  # its centre is 6 px right of and below the corner
    tensor, geometry = inputs.prepare(spec, pixels)
    weights = tensor[0].numpy()
    y, x = np.mgrid[0 : spec.height, 0 : spec.width]
    centre = np.average(x, weights=weights) + 0.5, np.average(y, weights=weights) + 0.5
    back = geometry.to_image(*centre)
    scale = max(1.0, geometry.image_width / geometry.resized_width, geometry.image_height / geometry.resized_height)
    assert back == pytest.approx((left + 6, top + 6), abs=0.5 * scale)
    assert geometry.to_input(*back) == pytest.approx(centre)


def test_range_order_mean_and_std_in_this_order() -> None:
    pixels = np.zeros((4, 4, 3), np.uint8)
    pixels[:] = (255, 51, 0)
    bgr = InputSpec(size=4, channels="bgr", range=(0, 255), mean=(104, 117, 124), std=(1, 2, 1))
    tensor, _ = inputs.prepare(bgr, pixels)
    assert tensor[:, 2, 2].tolist() == pytest.approx([0 - 104, (51 - 117) / 2, 255 - 124])
    centred, _ = inputs.prepare(InputSpec(size=4, range=(-1, 1)), pixels)
    assert centred[:, 0, 0].tolist() == pytest.approx([1.0, -0.6, -1.0])


def test_antialias_smooths_before_shrinking() -> None:
    stripes = np.zeros((256, 256, 3), np.uint8)
    stripes[:, ::2] = 255
    smooth, _ = inputs.prepare(InputSpec(size=60), stripes)
    rough, _ = inputs.prepare(InputSpec(size=60, antialias=False), stripes)
    assert float(smooth[:, :, 2:-2].std()) < 0.03
    assert float(rough.std()) > 0.1


def test_the_given_pixels_may_be_read_only_or_strided_and_stay_as_they_are() -> None:
    pixels = photo(40, 50)
    pixels.flags.writeable = False
    spec = InputSpec(size=32, mean=MEAN, std=STD)
    tensor, _ = inputs.prepare(spec, pixels)
    again, _ = inputs.prepare(spec, np.ascontiguousarray(pixels[:, ::-1])[:, ::-1])
    assert torch.equal(tensor, again)
    same_size, _ = inputs.prepare(InputSpec(size=(40, 50)), pixels)
    same_size.zero_()
    assert pixels.any()


def test_baseline_is_the_mean_colour() -> None:
    assert inputs.baseline(InputSpec(mean=MEAN, std=STD)).tolist() == torch.zeros(3, 1, 1).tolist()
    # Without a mean zero would be black; mid-grey hides without claiming a colour.
    assert inputs.baseline(InputSpec()).flatten().tolist() == [0.5] * 3
    assert inputs.baseline(InputSpec(range=(-1, 1))).flatten().tolist() == [0.0] * 3


@pytest.mark.parametrize(
    "pixels",
    [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 4), np.uint8), np.zeros((4, 4, 3)), np.zeros((0, 4, 3), np.uint8)],
)
def test_other_arrays_are_refused(pixels: np.ndarray) -> None:
    with pytest.raises(ImageError, match="uint8 array"):
        inputs.prepare(InputSpec(size=8), pixels)


def test_a_line_of_pixels_does_not_eat_the_memory() -> None:
    with pytest.raises(ImageError, match="elongated"):
        inputs.prepare(InputSpec(size=224, resize=256), np.zeros((1, 50_000, 3), np.uint8))
    tensor, _ = inputs.prepare(InputSpec(size=16), np.zeros((1, 50_000, 3), np.uint8))
    assert tensor.shape == (3, 16, 16)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"size": 0}, "size is 0"),
        ({"size": (10, 100_000)}, "1 to 8192"),
        ({"crop": "middle"}, '"center" or "none"'),
        ({"interpolation": "lanczos"}, "lanczos"),
        ({"channels": "grb"}, "grb"),
        ({"crop": "none", "size": 64, "resize": 72}, "leave resize out"),
        ({"range": (1.0, 0.0)}, "below the second"),
        ({"std": (1.0, 0.0, 1.0)}, "above 0"),
    ],
)
def test_impossible_preprocessing_is_refused(options: dict, reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        InputSpec(**options)

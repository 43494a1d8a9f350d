"""Class activation maps: Grad-CAM and Layer-CAM on the last feature map that has positions.

torchcam and captum's LayerGradCam hook modules, and so cannot see a map that a function makes, the sum at the end of
a residual block or the concatenation at the end of an inception block. These are the same formulas on a caught call.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor

from engine.fit import ExplainError
from engine.peers.asked import Asked
from engine.peers.look import FeatureMap, feature_map


def grad_cam(asked: Asked) -> Tensor:
    """relu( sum over channels of A times the mean of dz/dA ), (N, H, W). Selvaraju et al. 2017, arXiv 1610.02391."""
    found = _found(asked)
    weights = found.gradient.mean(dim=(2, 3), keepdim=True)
    return _at_input_size((weights * found.features).sum(dim=1).relu(), asked)


def layer_cam(asked: Asked) -> Tensor:
    """relu( sum over channels of A times relu(dz/dA) ), (N, H, W). Jiang et al. 2021, doi 10.1109/TIP.2021.3089943."""
    found = _found(asked)
    return _at_input_size((found.gradient.relu() * found.features).sum(dim=1).relu(), asked)


def _found(asked: Asked) -> FeatureMap:
    if asked.look.last < 0 or asked.look.tokens:
        where = "works on tokens" if asked.look.tokens else "has none that can be seen"
        raise ExplainError(
            "This method needs a convolutional map, (N, C, h, w), to draw what the model decided on, and the model "
            f"{where}. Nothing was explained. Choose learned or gradient, or any method but grad-cam and layer-cam."
        )
    found = feature_map(asked.model, asked.images, asked.targets, asked.look.last)
    if found is None:
        raise ExplainError(
            "The class's score does not depend on the last convolutional map that the model makes (a second head?). "
            "Nothing was explained. Choose learned or gradient, or any method but grad-cam and layer-cam."
        )
    return found


def _at_input_size(maps: Tensor, asked: Asked) -> Tensor:
    size = asked.images.shape[-2:]
    return F.interpolate(maps[:, None], size=size, mode="bilinear", align_corners=False).squeeze(1)

"""Attribution methods other than the rule field's: one file a family, one function that runs them all.

Each gives a raw map for every image of a batch; keep and drop are then judged as for every other method. The draws
of the random ones come from the run's seed alone and are the same for every image, so that no map depends on an
image's neighbours or its place.
"""

from __future__ import annotations

from collections.abc import Callable

from torch import Tensor

from engine.fit import NOT_DIFFERENTIABLE, ExplainError, Fitted, left_as_found, over_whole, resolve
from engine.judging import judge
from engine.masks import mask_of
from engine.methods import Method, check_installed
from engine.models import Model
from engine.peers.asked import Asked
from engine.peers.cam import grad_cam, layer_cam
from engine.peers.gradients import input_x_gradient, integrated_gradients, smoothgrad
from engine.peers.look import look
from engine.peers.lrp import lrp
from engine.peers.occlusion import occlusion
from engine.peers.rise import rise

PEERS: dict[str, Callable[[Asked], Tensor]] = {
    "input-x-gradient": input_x_gradient,
    "integrated-gradients": integrated_gradients,
    "smoothgrad": smoothgrad,
    "occlusion": occlusion,
    "grad-cam": grad_cam,
    "layer-cam": layer_cam,
    "rise": rise,
    "lrp": lrp,
}
_BLACK_BOX = ("occlusion", "rise")  # these only look at what the model says


def apply_peer(model: Model, images: Tensor, targets: Tensor, method: Method, seed: int) -> Fitted:
    """The maps of a peer method; images (N, 3, H, W) and targets (N,) as for engine.fit.fit.

    seed: of the methods that draw at random.
    Raises ExplainError when the model is not made for the method, PlainError when its library is not installed.
    """
    check_installed(method)
    with left_as_found(model.module):
        seen = look(model, images)
        if method.name not in _BLACK_BOX and not seen.differentiable:
            raise ExplainError(NOT_DIFFERENTIABLE)
        targets = resolve(targets, seen.logits)
        attribution = PEERS[method.name](Asked(model, images, targets, seed, method.told, seen)).detach()
        mask = mask_of(attribution)
        judged = judge(model, images, targets, mask, area_weight=0.0, learn=False)
    keep, drop = over_whole(model, seen.logits, targets, judged)
    return Fitted(
        map=attribution,
        mask=mask,
        logits=seen.logits,
        targets=targets,
        keep=keep,
        drop=drop,
        losses=attribution.new_zeros((0, len(images))),
        gated=0,
        executed=seen.executed,
        missed=(),
    )

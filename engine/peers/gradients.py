"""Methods made of plain gradients: input x gradient and integrated gradients (captum), SmoothGrad (a few lines).

All take the gradient of the class's logit by autograd, so that functional, in-place and reused activations count as
what they are.
"""

from __future__ import annotations

import torch
from torch import Tensor

from engine.peers.asked import MOST_AT_ONCE, Asked


def input_x_gradient(asked: Asked) -> Tensor:
    """Sum over channels of x dz/dx, (N, H, W), signed. Shrikumar et al. 2016, arXiv 1605.01713; by captum."""
    from captum.attr import InputXGradient  # noqa: PLC0415  (brings matplotlib along)

    leaf = asked.images.detach().clone().requires_grad_()
    products: Tensor = InputXGradient(asked.scores).attribute(leaf, target=asked.targets)
    return products.sum(dim=1)


def integrated_gradients(asked: Asked) -> Tensor:
    """Sum over channels of (x - b) times the mean gradient on the way from b to x, (N, H, W), signed.

    b is the mean colour; the maps of one image add to z(x) - z(b). Sundararajan et al. 2017, arXiv 1703.01365; by
    captum.
    """
    from captum.attr import IntegratedGradients  # noqa: PLC0415

    leaf = asked.images.detach().clone().requires_grad_()
    parts: Tensor = IntegratedGradients(asked.scores).attribute(
        leaf,
        baselines=asked.baseline.expand_as(leaf).contiguous(),
        target=asked.targets,
        n_steps=asked.told["points"],
        method=asked.told["rule"],
        internal_batch_size=max(MOST_AT_ONCE, len(leaf)),
    )
    return parts.sum(dim=1)


def smoothgrad(asked: Asked) -> Tensor:
    """Max over channels of |mean gradient over noisy copies|, (N, H, W). Smilkov et al. 2017, arXiv 1706.03825.

    captum's NoiseTunnel draws from torch's global generator, for each image anew, so that a map would depend on the
    image's place; here every image is given the same noise, times its own sigma.
    """
    images, draws = asked.images.detach(), asked.told["draws"]
    generator = asked.generator()
    values = images.flatten(1)
    sigma = asked.told["sigma"] * (values.amax(dim=1) - values.amin(dim=1)).view(-1, 1, 1, 1, 1)
    total = torch.zeros_like(images)
    for begin in range(0, draws, asked.at_once):
        copies = min(asked.at_once, draws - begin)
        noise = torch.stack([torch.randn(images.shape[1:], generator=generator) for _ in range(copies)])
        noisy = images[:, None] + sigma * noise.to(images.device)
        leaf = noisy.flatten(0, 1).requires_grad_()
        with torch.enable_grad():
            (gradient,) = torch.autograd.grad(asked.own_scores(leaf).sum(), leaf)
        total += gradient.view_as(noisy).sum(dim=1)
    return total.div(draws).abs().amax(dim=1)

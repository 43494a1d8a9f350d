"""Torchvision's architectures as their makers wrote them, with weights under which every part takes part."""

from __future__ import annotations

import warnings

import torch
import torchvision
from torch import nn

CLASSES = 7

# Name -> input side in pixels: small enough to be quick, large enough for the net's own strides.
SIDES = {
    "alexnet": 80,
    "vgg16": 64,
    "vgg16_bn": 64,
    "resnet50": 64,
    "googlenet": 64,
    "inception_v3": 80,
    "densenet121": 64,
    "mobilenet_v2": 64,
    "mobilenet_v3_small": 64,
    "efficientnet_b0": 64,
    "convnext_tiny": 64,
    "regnet_y_400mf": 64,
    "shufflenet_v2_x1_0": 64,
    "vit_b_16": 48,
    "swin_t": 64,
}


def build(name: str, seed: int = 0) -> nn.Module:
    """The architecture with random weights, in evaluation mode."""
    torch.manual_seed(seed)
    options = {}
    if name in ("googlenet", "inception_v3"):
        options = {"init_weights": True, "aux_logits": True}
    if name == "vit_b_16":
        options = {"image_size": SIDES[name]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = torchvision.models.get_model(name, weights=None, num_classes=CLASSES, **options)
    for part_name, parameter in module.named_parameters():
        # As made, ViT's head is zero and ConvNeXt's blocks are scaled by a millionth: nothing would pass them.
        if "heads" in part_name or "layer_scale" in part_name:
            nn.init.normal_(parameter, std=0.2)
    module.eval()
    _settle_batch_norms(module, SIDES[name])
    return module.eval()


def _settle_batch_norms(module: nn.Module, side: int) -> None:
    """Statistics from a batch of noise, so that activations lie where those of a trained net would."""
    norms = [part for part in module.modules() if isinstance(part, nn.BatchNorm2d)]
    if not norms:
        return
    for norm in norms:
        norm.momentum = None
        norm.reset_running_stats()
        norm.train()
    with torch.no_grad():
        module(torch.rand(4, 3, side, side))

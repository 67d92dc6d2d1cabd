"""Losses over partial labels: `known` is 1 where a pixel's label counts, per channel."""
from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def masked_cross_entropy(logits: Tensor, target: Tensor, known: Tensor, weight: Tensor | float = 1.0) -> Tensor:
    """Mean over the known pixels of each channel; a channel nobody labelled in the batch adds nothing."""
    loss = F.binary_cross_entropy_with_logits(logits, target, reduction="none") * known * weight
    return (loss.sum(dim=(0, 2, 3)) / known.sum(dim=(0, 2, 3)).clamp(min=1.0)).sum()


def masked_dice(logits: Tensor, target: Tensor, known: Tensor) -> Tensor:
    """1 - Dice over the whole batch per channel: a crop without the structure does not swing it."""
    p, t = logits.sigmoid() * known, target * known
    overlap = 2.0 * (p * t).sum(dim=(0, 2, 3))
    total = (p * p + t * t).sum(dim=(0, 2, 3))
    present = (t.sum(dim=(0, 2, 3)) > 0).to(p.dtype)
    return ((1.0 - (overlap + 1.0) / (total + 1.0)) * present).sum()


def segmentation_loss(logits: Tensor, target: Tensor, known: Tensor, balance: float = 0.5) -> Tensor:
    return masked_cross_entropy(logits, target, known) + balance * masked_dice(logits, target, known)


def whole_image_loss(logits: Tensor, target: Tensor, known: Tensor) -> Tensor:
    """Disc and cup as segmentation; the fovea as a heatmap whose few warm pixels weigh more."""
    regions = segmentation_loss(logits[:, :2], target[:, :2], known[:, :2], 1.0)
    warm = 1.0 + 30.0 * target[:, 2:]
    return regions + 2.0 * masked_cross_entropy(logits[:, 2:], target[:, 2:], known[:, 2:], warm)

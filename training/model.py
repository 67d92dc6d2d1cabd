"""The networks. Two small residual U-Nets behind one input."""
from __future__ import annotations

from typing import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class _Double(torch.autograd.Function):
    """Bilinear doubling whose gradient is a strided depthwise convolution: PyTorch's own takes a quarter
    of the training time on a CPU. The result is the same."""

    @staticmethod
    def forward(ctx, x: Tensor) -> Tensor:
        return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)

    @staticmethod
    def backward(ctx, g: Tensor) -> Tensor:
        tap = torch.tensor([0.25, 0.75, 0.75, 0.25], dtype=g.dtype, device=g.device)
        kernel = torch.outer(tap, tap).expand(g.shape[1], 1, 4, 4).contiguous()
        g = torch.cat([g[:, :, :1], g, g[:, :, -1:]], dim=2)  # replicated edges; F.pad knows no bfloat16 here
        g = torch.cat([g[:, :, :, :1], g, g[:, :, :, -1:]], dim=3)
        return F.conv2d(g, kernel, stride=2, groups=g.shape[1])


def double(x: Tensor) -> Tensor:
    if torch.is_grad_enabled() and x.requires_grad:
        return _Double.apply(x)
    return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)  # what is exported


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions with a shortcut (1x1 where the channels change)."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.c1 = nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)
        self.b1 = nn.BatchNorm2d(outputs)
        self.c2 = nn.Conv2d(outputs, outputs, 3, padding=1, bias=False)
        self.b2 = nn.BatchNorm2d(outputs)
        self.sk = nn.Conv2d(inputs, outputs, 1, bias=False) if inputs != outputs else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.b1(self.c1(x)))
        return F.relu(self.b2(self.c2(y)) + self.sk(x))


class UNet(nn.Module):
    """Max pooling down, bilinear up, concatenated skips. Names match the probe's state dict."""

    def __init__(self, inputs: int, outputs: int, channels: Sequence[int]) -> None:
        super().__init__()
        widths = [inputs, *channels]
        self.d = nn.ModuleList(ResidualBlock(a, b) for a, b in zip(widths, channels))
        below = list(channels)[::-1]
        self.u = nn.ModuleList(ResidualBlock(a + b, b) for a, b in zip(below, below[1:]))
        self.o = nn.Conv2d(channels[0], outputs, 1)

    def forward(self, x: Tensor) -> Tensor:
        skips: list[Tensor] = []
        for level, block in enumerate(self.d):
            x = block(x if level == 0 else F.max_pool2d(x, 2))
            skips.append(x)
        skips.pop()
        for block in self.u:
            x = double(x)
            x = block(torch.cat([x, skips.pop()], dim=1))
        return self.o(x)


def vessel_net() -> UNet:
    """3 x S x S -> vessel, artery, vein logits, S a multiple of 16."""
    return UNet(3, 3, (16, 32, 64, 96, 128))


def lesion_net() -> UNet:
    """3 x S x S -> MA, HE, EX, SE logits."""
    return UNet(3, 4, (16, 32, 64, 96, 128))


class WholeImageNet(nn.Module):
    """3 x 320 x 320 -> disc, cup, fovea logits at the same size.

    The disc and the fovea are found by where they lie, so the net works on the whole image and goes
    down to 5 x 5 cells; its outlines are smooth, so half resolution inside is enough.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 16, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU())
        self.unet = UNet(16, 3, (24, 48, 72, 96, 128, 128))

    def forward(self, x: Tensor) -> Tensor:
        return double(self.unet(self.stem(x)))


class Combined(nn.Module):
    """What is exported: one input, one output per family."""

    def __init__(self, vessels: nn.Module, whole: nn.Module, lesions: nn.Module | None = None) -> None:
        super().__init__()
        self.vessels, self.whole, self.lesions = vessels, whole, lesions

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        whole = self.whole(F.avg_pool2d(image, 2))
        outputs = (self.vessels(image), whole[:, :2], whole[:, 2:])
        return outputs if self.lesions is None else (*outputs, self.lesions(image))


BUILDERS = {"vessels": vessel_net, "whole": WholeImageNet, "lesions": lesion_net}

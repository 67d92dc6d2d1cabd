"""Validation scores in the model frame. (Scores on test splits are the SDK's job: `retsam evaluate`.)"""
from __future__ import annotations

from collections import defaultdict
from typing import Callable

import numpy as np
import torch
from torch import nn

from data import LESIONS, Case, lesion_targets, plain, vessel_targets, whole_targets

# Mean disc radius of 50 degree IDRiD images, as a share of the frame: IDRiD-loc marks centres only.
DISC_RADIUS = 0.068


def predict(net: nn.Module, case: Case, fast: bool) -> np.ndarray:
    """Probabilities, channels x S x S."""
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=fast):
        image = plain(case).to(next(net.parameters()).device).contiguous(memory_format=torch.channels_last)
        return net(image)[0].float().sigmoid().cpu().numpy()


def dice(predicted: np.ndarray, truth: np.ndarray, known: np.ndarray) -> float:
    p, t = predicted & known, truth & known
    total = int(p.sum()) + int(t.sum())
    return 1.0 if total == 0 else 2.0 * int((p & t).sum()) / total


def _regions(net, cases, targets: Callable, names: list[str], fast: bool, thresholds=None) -> dict[str, float]:
    """Mean Dice per class and set, and the mean of the sets per class."""
    scores: dict[tuple[str, str], list[float]] = defaultdict(list)
    for case in cases:
        p = predict(net, case, fast)
        target, known = targets(case)
        for i, name in enumerate(names):
            if known[..., i].any():
                cut = 0.5 if thresholds is None else thresholds[name]
                scores[name, case.dataset].append(dice(p[i] > cut, target[..., i] > 127, known[..., i] > 0))
    result = {f"{name}/{dataset}": float(np.mean(v)) for (name, dataset), v in scores.items()}
    for name in names:
        per_set = [v for k, v in result.items() if k.startswith(f"{name}/")]
        if per_set:
            result[name] = float(np.mean(per_set))
    return result


def vessels(net: nn.Module, cases: list[Case], fast: bool = True) -> dict[str, float]:
    result = _regions(net, cases, vessel_targets, ["vessel", "artery", "vein"], fast)
    result["score"] = float(np.mean([result["vessel"], result["artery"], result["vein"]]))
    return result


def lesions(net: nn.Module, cases: list[Case], fast: bool = True) -> dict[str, float]:
    """Dice over all validation pixels of a class together: many images hold next to none."""
    sums = np.zeros((4, 2))
    for case in cases:
        p = predict(net, case, fast)
        target, known = lesion_targets(case)
        for i in range(4):
            k = known[..., i] > 0
            a, b = (p[i] > 0.5) & k, (target[..., i] > 127) & k
            sums[i] += 2 * (a & b).sum(), a.sum() + b.sum()
    result = {name: float(sums[i, 0] / max(1.0, sums[i, 1])) for i, name in enumerate(LESIONS)}
    result["score"] = float(np.mean(list(result.values())))
    return result


def peak(heat: np.ndarray) -> tuple[float, float, float]:
    """x, y, height: the maximum, refined by the centre of mass of the 5x5 round it."""
    y, x = np.unravel_index(int(heat.argmax()), heat.shape)
    y0, x0 = max(0, y - 2), max(0, x - 2)
    window = heat[y0 : y + 3, x0 : x + 3]
    ys, xs = np.mgrid[y0 : y0 + window.shape[0], x0 : x0 + window.shape[1]]
    total = float(window.sum())
    return float((xs * window).sum()) / total, float((ys * window).sum()) / total, float(heat[y, x])


def whole(net: nn.Module, cases: list[Case], fast: bool = True) -> dict[str, float]:
    """Disc and cup Dice where outlined; fovea error in disc radii; height of the fovea's peak."""
    outlined = [c for c in cases if "disc" in c.masks]

    def targets(case: Case) -> tuple[np.ndarray, np.ndarray]:
        target, known = whole_targets(case)
        if "cup" not in case.masks:
            known[..., 1] = 0
        return target, known

    result = _regions(net, outlined, targets, ["disc", "cup"], fast)
    errors, heights, centres = [], [], []
    for case in cases:
        if "fovea" not in case.points:
            continue
        p = predict(net, case, fast)
        size = p.shape[-1]
        x, y, height = peak(p[2])
        errors.append(float(np.hypot(*(np.array([x, y]) - case.points["fovea"]))) / (DISC_RADIUS * size))
        heights.append(height)
        if "disc" in case.points and (p[0] > 0.5).any():
            ys, xs = np.nonzero(p[0] > 0.5)
            centres.append(float(np.hypot(*(np.array([xs.mean(), ys.mean()]) - case.points["disc"]))) / (DISC_RADIUS * size))
    result.update(
        fovea_median=float(np.median(errors)), fovea_max=max(errors), fovea_lowest_peak=min(heights),
        disc_centre_median=float(np.median(centres)) if centres else float("nan"),
        disc_centre_max=max(centres, default=float("nan")),
    )
    result["score"] = 0.4 * result["disc"] + 0.3 * result["cup"] + 0.3 * (1.0 - min(1.0, float(np.mean(errors))))
    return result


EVALUATORS = {"vessels": vessels, "whole": whole, "lesions": lesions}

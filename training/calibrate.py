"""Temperatures, thresholds and smallest components, chosen on the validation part only.

A probability is sigmoid(logit / temperature); thresholds are on that probability; areas are in pixels of
the 640 frame (four of them are one pixel of the 320 outputs).
"""
from __future__ import annotations

from collections import defaultdict
from typing import Callable

import cv2
import numpy as np
import torch
from torch import nn

from augment import standardise, statistics
from data import Case, plain
from evaluate import dice, peak

# Sets drawn sparsely: their annotators left out fine vessels, which says little about where to cut.
SPARSE = {"ARIA", "ORVS", "DR-HAGIS"}

Sample = tuple[str, np.ndarray, np.ndarray, np.ndarray]  # set, logits, truth (0..1), known, all HxW


def logits_of(net: nn.Module, image: torch.Tensor) -> np.ndarray:
    with torch.no_grad():
        return net(image)[0].float().numpy()


def collect(net: nn.Module, cases: list[Case], targets: Callable, names: list[str]) -> dict[str, list[Sample]]:
    samples: dict[str, list[Sample]] = defaultdict(list)
    for case in cases:
        logits = logits_of(net, plain(case))
        target, known = targets(case)
        for i, name in enumerate(names):
            if known[..., i].any():
                samples[name].append((case.dataset, logits[i], target[..., i] / np.float32(255), known[..., i] > 0))
    return samples


def temperature(samples: list[Sample]) -> float:
    """Least cross-entropy over the known pixels, every set counting alike."""
    by_set: dict[str, list[tuple[np.ndarray, np.ndarray]]] = defaultdict(list)
    for dataset, logits, truth, known in samples:
        by_set[dataset].append((logits[known][::7], truth[known][::7]))

    def loss(t: float) -> float:
        per_set = []
        for pairs in by_set.values():
            z = np.concatenate([p[0] for p in pairs]) / t
            y = np.concatenate([p[1] for p in pairs])
            per_set.append(float(np.mean(np.logaddexp(0.0, z) - y * z)))
        return float(np.mean(per_set))

    grid = np.round(np.exp(np.linspace(np.log(0.5), np.log(3.0), 37)), 3)
    return float(min(grid, key=loss))


def mean_dice(samples: list[Sample], cut: Callable[[np.ndarray], np.ndarray]) -> tuple[float, dict[str, float]]:
    per_set: dict[str, list[float]] = defaultdict(list)
    for dataset, logits, truth, known in samples:
        per_set[dataset].append(dice(cut(logits), truth > 0.5, known))
    means = {k: float(np.mean(v)) for k, v in per_set.items()}
    return float(np.mean(list(means.values()))), means


def drop_small(mask: np.ndarray, area: float) -> np.ndarray:
    if area <= 1:
        return mask
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    keep = stats[:, cv2.CC_STAT_AREA] >= area
    keep[0] = False
    return keep[labels]


def choose(samples: list[Sample], areas: list[int], pixel: int = 1, sparing: float = 0.0) -> dict[str, object]:
    """Temperature, then the threshold, then the smallest component; `pixel` 640-pixels per output pixel. `sparing` is the Dice that
    may be given up for larger smallest components: where objects are counted, a speck on a healthy eye costs more than that."""
    t = temperature(samples)

    def at(threshold: float, area: float = 0) -> tuple[float, dict[str, float]]:
        logit = t * np.log(threshold / (1 - threshold))
        return mean_dice(samples, lambda z: drop_small(z > logit, area / pixel))

    # Annotators differ in how faint a vessel they draw, so the best threshold differs between sets. Taken is the one
    # whose worst loss against any set's own best is least; of near-equal ones, the least extreme.
    scores = {float(v): at(float(v))[1] for v in np.round(np.arange(0.2, 0.81, 0.02), 2)}
    best = {name: max(s[name] for s in scores.values()) for name in next(iter(scores.values())) if name not in SPARSE}
    regret = {v: max(best[name] - s[name] for name in best) for v, s in scores.items()}
    threshold = min((v for v in regret if regret[v] <= min(regret.values()) + max(0.002, sparing)), key=lambda v: abs(v - 0.5))
    by_area = {a: at(threshold, a)[0] for a in areas}
    area = max(by_area, key=by_area.get)
    if sparing:
        area = max(a for a in areas if by_area[a] >= by_area[area] - sparing)
    mean, means = at(threshold, area)
    plain_mean, plain_means = at(0.5)
    return {
        "temperature": t, "threshold": threshold, "minimumArea": area,
        "dice": round(mean, 4), "diceBySet": {k: round(v, 4) for k, v in means.items()},
        "diceAtHalf": round(plain_mean, 4), "diceAtHalfBySet": {k: round(v, 4) for k, v in plain_means.items()},
    }


def without_fovea(case: Case) -> torch.Tensor | None:
    """A validation case seen through a narrower camera that does not reach the fovea."""
    size, away = case.fov.shape[0], np.asarray(case.points["disc"]) - np.asarray(case.points["fovea"])
    distance = float(np.hypot(*away))
    radius = 0.3 * size
    centre = np.asarray(case.points["fovea"]) + away / distance * (radius + 0.06 * size)
    circle = np.zeros_like(case.fov)
    cv2.circle(circle, tuple(int(round(v)) for v in centre), int(radius), 1, -1)
    zoom = 0.5 * size / radius
    matrix = np.hstack([zoom * np.eye(2), ((size - 1) / 2 - zoom * centre)[:, None]])
    fov = cv2.warpAffine(case.fov * circle, matrix, (size, size), flags=cv2.INTER_NEAREST)
    if fov.mean() < 0.25:
        return None
    picture = cv2.warpAffine(case.rgb, matrix, (size, size)).astype(np.float32) / 255
    return torch.from_numpy(standardise(picture, fov, *statistics(picture, fov)))[None]


def choose_fovea(net: nn.Module, cases: list[Case], disc_radius: float) -> dict[str, object]:
    """The lowest peak that still is a fovea, from peaks with and without one in view."""
    errors, with_one, without = [], [], []
    for case in (c for c in cases if "fovea" in c.points):
        heat = 1 / (1 + np.exp(-logits_of(net, plain(case))[2]))
        x, y, height = peak(heat)
        errors.append(float(np.hypot(*(np.array([x, y]) - case.points["fovea"]))) / (disc_radius * heat.shape[0]))
        with_one.append(height)
        if "disc" in case.points and (image := without_fovea(case)) is not None:
            without.append(peak(1 / (1 + np.exp(-logits_of(net, image)[2])))[2])
    found, absent = np.array(with_one), np.array(without)

    def balanced(t: float) -> float:
        return float(np.mean(found >= t) + (np.mean(absent < t) if len(absent) else 0))

    grid = np.round(np.arange(0.04, 0.9, 0.01), 2)
    # Other cameras give lower peaks than the one set with marked foveas: of the thresholds within one case of
    # the best, the lowest.
    best = max(balanced(t) for t in grid) - 1.01 / max(1, min(len(found), len(absent)))
    threshold = min(float(t) for t in grid if balanced(t) >= best)
    return {
        "temperature": 1.0, "threshold": threshold, "minimumArea": 0,
        "medianErrorDiscRadii": round(float(np.median(errors)), 4), "meanErrorDiscRadii": round(float(np.mean(errors)), 4),
        "maxErrorDiscRadii": round(max(errors), 4),
        "peaksWithFovea": [round(float(v), 3) for v in sorted(found)],
        "peaksWithoutFovea": [round(float(v), 3) for v in sorted(absent)],
    }

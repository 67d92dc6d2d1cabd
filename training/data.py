"""Packs in memory, and random training samples from them."""
from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import IterableDataset, get_worker_info

from augment import Colour, soften, standardise, statistics, uneven_light, view

LESIONS = ["MA", "HE", "EX", "SE"]
# How often a set is drawn, not how many images it has: no one set shall rule.
WEIGHTS = {
    "vessels": {"DRIVE": 4, "CHASE_DB1": 3, "STARE": 2, "HRF": 4, "LES-AV": 3, "ARIA": 2, "ORVS": 2, "DR-HAGIS": 2},
    "whole": {"Drishti-GS1": 5, "IDRiD-seg": 3, "IDRiD-loc": 4, "DIARETDB1": 2},
    "lesions": {"IDRiD-seg": 6, "HEI-MED": 2, "e-ophtha-MA": 2, "DIARETDB1": 1, "HRF": 1},
}


@dataclass
class Case:
    key: str
    rgb: np.ndarray
    fov: np.ndarray
    masks: dict[str, np.ndarray] = field(default_factory=dict)
    points: dict[str, np.ndarray] = field(default_factory=dict)

    @property
    def dataset(self) -> str:
        return self.key.split("/")[0]


def load_pack(path: Path, size: int | None = None) -> list[Case]:
    """Decodes a pack; `size` shrinks pictures and points (area filter) from the stored frame."""
    cases: dict[str, Case] = {}
    with np.load(path) as pack:
        for name in pack.files:
            key, what = name.split("|")
            case = cases.setdefault(key, Case(key, np.empty(0), np.empty(0)))
            if what.startswith("point_"):
                case.points[what[6:]] = pack[name]
                continue
            picture = cv2.imdecode(pack[name], cv2.IMREAD_UNCHANGED)
            if size and picture.shape[0] != size:
                ratio = size / picture.shape[0]
                picture = cv2.resize(picture, (size, size), interpolation=cv2.INTER_AREA)
            else:
                ratio = 1.0
            if what == "image":
                case.rgb = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
                case.points = {k: v for k, v in case.points.items()}
                case.masks["_ratio"] = np.array(ratio)
            elif what == "fov":
                case.fov = (picture > 127).astype(np.uint8)
            else:
                case.masks[what] = picture
    for case in cases.values():
        ratio = float(case.masks.pop("_ratio"))
        case.points = {k: (v + 0.5) * ratio - 0.5 for k, v in case.points.items()}
    return list(cases.values())


def split(cases: list[Case], splits: Path) -> tuple[list[Case], list[Case]]:
    """Training and validation part; splits.json names the validation ids, the rest trains."""
    held: dict[str, list[str]] = json.loads(splits.read_text())["validation"]
    keys = {f"{dataset}/{name}" for dataset, names in held.items() for name in names}
    return [c for c in cases if c.key not in keys], [c for c in cases if c.key in keys]


def vessel_targets(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """HxWx3 vessel, artery, vein (0..255) and HxWx3 known (0/255)."""
    blank = np.zeros(case.fov.shape, np.uint8)
    vessel, av = case.masks.get("vessel"), case.masks.get("av")
    inside = case.fov * np.uint8(255)
    target = [vessel if vessel is not None else blank, *(av[..., i] if av is not None else blank for i in (0, 1))]
    kind = inside * (av[..., 2] < 32) if av is not None else blank
    return cv2.merge(target), cv2.merge([inside if vessel is not None else blank, kind, kind])


def lesion_targets(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """HxWx4 lesions (0..255) and what is known of them (0/255)."""
    blank, inside = np.zeros(case.fov.shape, np.uint8), case.fov * np.uint8(255)
    target, known = {}, {}
    for name in LESIONS:
        target[name] = case.masks.get(name, blank)
        if name in case.masks:
            known[name] = inside
        elif f"{name}_soft" in case.masks:
            # Coarse regions: where no expert saw anything there is nothing; what is inside them is anybody's guess.
            known[name] = inside * (cv2.dilate(case.masks[f"{name}_soft"], np.ones((9, 9), np.uint8)) == 0)
        else:
            known[name] = blank
    if case.dataset == "HEI-MED":
        # Hard and soft exudates are not told apart there, but where there is neither there is no soft one.
        known["SE"] = inside * (cv2.dilate(target["EX"], np.ones((9, 9), np.uint8)) == 0)
    if case.dataset == "HRF":
        known = {name: inside for name in LESIONS}  # its healthy eyes alone are in the pack
    return cv2.merge([target[n] for n in LESIONS]), cv2.merge([known[n] for n in LESIONS])


def whole_targets(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """HxWx2 disc, cup and what is known of them. Weak labels leave a ring of doubt out of the loss."""
    size = case.fov.shape[0]
    blank, inside = np.zeros(case.fov.shape, np.uint8), case.fov * np.uint8(255)
    if "disc" in case.masks:
        disc, known = case.masks["disc"], inside
    elif "disc_soft" in case.masks:
        # Experts' circles round the disc: far outside is certainly background, the middle certainly disc.
        circle = (case.masks["disc_soft"] > 127).astype(np.uint8)
        disc, doubt = blank.copy(), cv2.dilate(circle, np.ones((3, 3), np.uint8), iterations=size // 100)
        if circle.any():
            ys, xs = np.nonzero(circle)
            cv2.circle(disc, (int(xs.mean()), int(ys.mean())), int(0.5 * np.sqrt(len(xs) / np.pi)), 255, -1)
            doubt = np.maximum(doubt, (case.masks["disc_soft"] > 20).astype(np.uint8))
            known = inside * ((doubt == 0) | (disc > 0))
        else:
            known = blank  # the experts did not agree on where it is
    elif "disc" in case.points:
        # Only a centre: at 50 degrees a disc has a radius of 0.055 to 0.085 of the frame.
        x, y = (int(round(float(v))) for v in case.points["disc"])
        disc, doubt = blank.copy(), blank.copy()
        cv2.circle(disc, (x, y), int(0.035 * size), 255, -1)
        cv2.circle(doubt, (x, y), int(0.11 * size), 255, -1)
        known = inside * ((doubt == 0) | (disc > 0))
    else:
        disc, known = blank, blank
    if "cup" in case.masks:
        cup, cup_known = case.masks["cup"], inside
    else:
        cup, cup_known = blank, known * (disc < 128)  # no cup outside the disc: that much is known
    return cv2.merge([disc, cup]), cv2.merge([known, cup_known])


def warp(picture: np.ndarray, matrix: np.ndarray, size: int, nearest: bool = False) -> np.ndarray:
    return cv2.warpAffine(picture, matrix, (size, size), flags=cv2.INTER_NEAREST if nearest else cv2.INTER_LINEAR)


class Crops(IterableDataset):
    """Random crops of the 640 frame, for vessels and lesions."""

    def __init__(self, cases: list[Case], weights: dict[str, float], targets, size: int, seed: int, rare: float = 0.0) -> None:
        """`rare` is the share of crops that are centred on a labelled pixel of a class drawn first, the rarer the more often."""
        self.cases = [(case, *targets(case)) for case in cases]
        self.rare, self.marked = rare, {}
        if rare:
            for case, target, known in self.cases:
                found = {i: np.argwhere((target[..., i] > 127) & (known[..., i] > 0)) for i in range(target.shape[2])}
                self.marked[case.key] = {i: places.astype(np.int16) for i, places in found.items() if len(places)}
            classes = [i for marked in self.marked.values() for i in marked]
            self.rarity = {i: 1.0 / classes.count(i) for i in set(classes)}
        self.sets: dict[str, list[int]] = {}
        for index, case in enumerate(cases):
            self.sets.setdefault(case.dataset, []).append(index)
        self.names = list(self.sets)
        total = sum(weights[n] for n in self.names)
        self.shares = [weights[n] / total for n in self.names]
        self.size, self.seed = size, seed

    def __iter__(self):
        worker = get_worker_info()
        rng = np.random.default_rng([self.seed, worker.id if worker else 0])
        cv2.setNumThreads(0)
        while True:
            name = self.names[rng.choice(len(self.names), p=self.shares)]
            yield self.sample(*self.cases[rng.choice(self.sets[name], p=self.appeal(name))], rng)

    def appeal(self, name: str) -> np.ndarray | None:
        """Cases of a set that hold more classes are drawn more often, where classes are rare."""
        if not self.rare:
            return None
        weights = np.array([max(1, len(self.marked[self.cases[i][0].key])) for i in self.sets[name]], float)
        return weights / weights.sum()

    def place(self, case: Case, rng: np.random.Generator) -> tuple[float, float]:
        marked = self.marked.get(case.key)
        if marked and rng.random() < self.rare:
            weights = np.array([self.rarity[i] for i in marked])
            places = marked[rng.choice(list(marked), p=weights / weights.sum())]
            y, x = places[rng.integers(len(places))] + rng.uniform(-80, 80, 2)
            return float(x), float(y)
        while True:
            x, y = rng.uniform(0, case.fov.shape[0], 2)
            if case.fov[int(y), int(x)]:
                return float(x), float(y)

    def sample(self, case: Case, target: np.ndarray, known: np.ndarray, rng: np.random.Generator):
        colour, frame = Colour(rng), case.fov.shape[0]
        # The z-score belongs to the whole image, as it will at inference; every fourth pixel is enough for it.
        small = np.ascontiguousarray(case.rgb[::4, ::4])
        mean, std = statistics(colour(small), case.fov[::4, ::4])
        scale = float(np.exp(rng.uniform(np.log(0.75), np.log(1.35))))
        x, y = self.place(case, rng)
        matrix = view(rng, frame, frame, (x, y), scale, rng.uniform(-np.pi, np.pi))
        matrix[:, 2] -= (frame - self.size) / 2.0  # middle of the frame -> middle of the crop
        fov = warp(case.fov, matrix, self.size, nearest=True)
        picture = soften(colour(warp(case.rgb, matrix, self.size)), rng)
        if rng.random() < 0.3:
            picture = picture * uneven_light(self.size, self.size, rng)
        # A random camera may leave a channel almost constant. Its noise, divided by next to nothing, once ruined the
        # running statistics of every batch normalisation: a floor and a ceiling no real image meets.
        image = np.clip(standardise(picture, fov, mean, np.maximum(std, 0.005)), -20.0, 20.0)
        out = [warp(layer, matrix, self.size).astype(np.float32).transpose(2, 0, 1) / 255.0 for layer in (target, known)]
        return torch.from_numpy(image), torch.from_numpy(out[0]), torch.from_numpy((out[1] > 0.99).astype(np.float32))


class Views(IterableDataset):
    """Random views of whole images, for disc, cup and fovea."""

    SIGMA = 0.025  # of the heatmap, in frames: about a third of a disc radius at 50 degrees

    def __init__(self, cases: list[Case], weights: dict[str, float], size: int, seed: int) -> None:
        self.crops = Crops(cases, weights, whole_targets, size, seed)
        self.size = size

    def __iter__(self):
        self.crops.sample = self.sample  # the same draw of sets, another kind of sample
        return iter(self.crops)

    def sample(self, case: Case, target: np.ndarray, known: np.ndarray, rng: np.random.Generator):
        frame, size = case.fov.shape[0], self.size
        scale = float(np.exp(rng.uniform(np.log(0.8), np.log(1.25))))
        if "cup" in case.masks and rng.random() < 0.35:
            # The one set with cups has a 30 degree camera: from farther away its discs are as small as a 50 degree camera's.
            scale *= rng.uniform(0.55, 0.8)
        centre = (frame - 1) / 2.0 + rng.normal(0.0, 0.05, 2) * frame
        fov = case.fov
        if rng.random() < 0.35:
            # A narrower camera, looking elsewhere: the fovea or the disc may be out of view.
            radius = rng.uniform(0.28, 0.45) * frame
            limit = 0.5 * frame - radius + 0.05 * frame
            angle, far = rng.uniform(0, 2 * np.pi), limit * np.sqrt(rng.random())
            centre = (frame - 1) / 2.0 + far * np.array([np.cos(angle), np.sin(angle)])
            circle = np.zeros_like(fov)
            cv2.circle(circle, tuple(int(round(v)) for v in centre), int(radius), 1, -1)
            fov = fov * circle
            scale = 0.5 * frame / radius * rng.uniform(0.9, 1.03)
        angle = rng.normal(0.0, 0.15) if rng.random() < 0.8 else rng.uniform(-np.pi, np.pi)
        matrix = view(rng, frame, size, tuple(centre), scale, angle)
        fov = warp(fov, matrix, size, nearest=True)
        picture = soften(Colour(rng)(warp(case.rgb, matrix, size)), rng)
        if rng.random() < 0.5:
            picture = picture * uneven_light(size, size, rng)
        image = standardise(picture, fov, *statistics(picture, fov))
        regions = warp(target, matrix, size).astype(np.float32).transpose(2, 0, 1) / 255.0
        counted = (warp(known, matrix, size) > 250).astype(np.float32).transpose(2, 0, 1) * fov
        heat = np.zeros((1, size, size), np.float32)
        if "fovea" in case.points:
            x, y = matrix @ np.array([*case.points["fovea"], 1.0])
            ys, xs = np.mgrid[0:size, 0:size]
            sigma = self.SIGMA * size * scale
            if 0 <= x < size and 0 <= y < size and fov[int(y), int(x)]:
                heat[0] = np.exp(-((xs - x) ** 2 + (ys - y) ** 2) / (2 * sigma * sigma))
            heat_known = fov[None].astype(np.float32)
        else:
            heat_known = (regions[:1] > 0.5) * counted[:1]  # nobody marked it, but it is not on the disc
        return (
            torch.from_numpy(image),
            torch.from_numpy(np.concatenate([regions, heat])),
            torch.from_numpy(np.concatenate([counted, heat_known]).astype(np.float32)),
        )


def samples(task: str, cases: list[Case], size: int, seed: int) -> IterableDataset:
    """The random training samples of a task."""
    if task == "whole":
        return Views(cases, WEIGHTS[task], size, seed)
    if task == "vessels":
        return Crops(cases, WEIGHTS[task], vessel_targets, size, seed)
    return Crops(cases, WEIGHTS[task], lesion_targets, size, seed, rare=0.7)


def plain(case: Case) -> torch.Tensor:
    """1x3xSxS model input of a case, as the SDK makes it."""
    picture = case.rgb.astype(np.float32) / 255.0
    return torch.from_numpy(standardise(picture, case.fov, *statistics(picture, case.fov)))[None]

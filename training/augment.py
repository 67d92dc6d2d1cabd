"""Photometric changes on uint8 pictures and the geometry of a random view. Cameras differ: be rough."""
from __future__ import annotations

import math

import cv2
import numpy as np

Random = np.random.Generator


class Colour:
    """One random camera: tone curve and gain per channel, then a mixing of channels."""

    def __init__(self, rng: Random) -> None:
        x = np.linspace(0.0, 1.0, 256)
        gamma = math.exp(rng.normal(0.0, 0.3))
        curves = []
        for _ in range(3):
            curve = x ** (gamma * math.exp(rng.normal(0.0, 0.1)))
            curve = curve * math.exp(rng.normal(0.0, 0.15)) + rng.normal(0.0, 0.02)
            curves.append(np.clip(curve * 255.0, 0, 255))
        self.table = np.stack(curves, axis=1).astype(np.uint8)[None]
        saturation = rng.uniform(0.5, 1.3)
        self.mix = saturation * np.eye(3) + (1.0 - saturation) / 3.0 + rng.normal(0.0, 0.04, (3, 3))

    def __call__(self, rgb: np.ndarray) -> np.ndarray:
        """uint8 RGB -> float32 RGB / 255."""
        return np.clip(cv2.transform(cv2.LUT(rgb, self.table).astype(np.float32) / 255.0, self.mix), 0.0, 1.0)


def soften(picture: np.ndarray, rng: Random) -> np.ndarray:
    """Blur or sharpen, then sensor noise."""
    choice = rng.random()
    if choice < 0.3:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 1.4))
    elif choice < 0.4:
        picture = picture + rng.uniform(0.3, 1.0) * (picture - cv2.GaussianBlur(picture, (0, 0), 1.5))
    if rng.random() < 0.3:
        picture = picture + rng.normal(0.0, rng.uniform(0.003, 0.03), picture.shape).astype(np.float32)
    return picture


def uneven_light(height: int, width: int, rng: Random) -> np.ndarray:
    """A smooth multiplicative field, as from a badly centred flash or haze."""
    coarse = np.exp(rng.normal(0.0, 0.2, (4, 4))).astype(np.float32)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)[..., None]


def view(rng: Random, source: int, output: int, centre: tuple[float, float], scale: float, angle: float) -> np.ndarray:
    """2x3 matrix: source pixels -> output pixels, `centre` to the middle, with random mirroring."""
    zoom = scale * output / source
    cos, sin = math.cos(angle) * zoom, math.sin(angle) * zoom
    flip_x, flip_y = rng.choice([-1.0, 1.0]), rng.choice([-1.0, 1.0])
    linear = np.array([[cos * flip_x, -sin * flip_y], [sin * flip_x, cos * flip_y]])
    middle = np.array([(output - 1) / 2.0, (output - 1) / 2.0])
    return np.hstack([linear, (middle - linear @ np.array(centre))[:, None]])


def standardise(picture: np.ndarray, fov: np.ndarray, mean: np.ndarray, std: np.ndarray) -> np.ndarray:
    """HxWx3 -> 3xHxW z-scores, zero outside the field of view, as in the SDK."""
    z = (picture - mean) / np.maximum(std, 1e-6)
    return np.ascontiguousarray((z * fov[..., None]).transpose(2, 0, 1), dtype=np.float32)


def statistics(picture: np.ndarray, fov: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    inside = picture[fov > 0]
    if len(inside) == 0:
        return np.zeros(3), np.ones(3)
    return inside.mean(axis=0), inside.std(axis=0)

"""Field of view and the square model frame.

The SDK cuts an image the same way (bounding box of the field of view, padded to a centred square,
resized with an area filter), so nothing here may become cleverer than what the SDK does.
"""
from __future__ import annotations

import cv2
import numpy as np


def field_of_view(bgr: np.ndarray) -> np.ndarray:
    """0/1 mask of the illuminated area: a threshold, the largest component, holes filled."""
    small = cv2.GaussianBlur(bgr.max(axis=2), (0, 0), max(1.0, bgr.shape[1] / 400))
    # Between the corners and the bright level, not a constant: cameras' black levels differ (0 to about 40).
    rows, columns = max(1, small.shape[0] // 30), max(1, small.shape[1] // 30)
    corners = [small[y, x] for y in (slice(rows), slice(-rows, None)) for x in (slice(columns), slice(-columns, None))]
    bright = float(np.percentile(small, 95))
    dark = float(np.median([np.median(corner) for corner in corners]))
    if dark > 0.4 * bright:  # the photograph fills its corners: no background to measure there
        dark = 0.0
    threshold = max(10.0, dark + 0.12 * (bright - dark))
    mask = (small > threshold).astype(np.uint8)
    radius = max(1, bgr.shape[1] // 200)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel)  # cuts off burnt-in text and noise
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    if count < 2:
        return np.ones(bgr.shape[:2], np.uint8)
    mask = (labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return cv2.drawContours(np.zeros_like(mask), contours, -1, 1, cv2.FILLED)


class Frame:
    """Source pixels to the square model frame, for images, masks and points alike."""

    def __init__(self, fov: np.ndarray, size: int) -> None:
        self.x, self.y, self.w, self.h = cv2.boundingRect(fov)
        self.side = max(self.w, self.h)
        self.size = size
        self.left, self.top = (self.side - self.w) // 2, (self.side - self.h) // 2

    def warp(self, picture: np.ndarray) -> np.ndarray:
        """Crops, pads with zeros and resizes; a 0/255 mask comes out soft (area shares)."""
        box = picture[self.y : self.y + self.h, self.x : self.x + self.w]
        square = np.zeros((self.side, self.side) + picture.shape[2:], picture.dtype)
        square[self.top : self.top + self.h, self.left : self.left + self.w] = box
        return cv2.resize(square, (self.size, self.size), interpolation=cv2.INTER_AREA)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point in source pixels (pixel centres at integers) to frame pixels, likewise."""
        scale = self.size / self.side
        return ((x - self.x + self.left + 0.5) * scale - 0.5, (y - self.y + self.top + 0.5) * scale - 0.5)

"""Labelled sets -> one compact pack per task family.

    python3 prepare.py --data ../../shared/data --out ../build/packs

A pack is an .npz: images as JPEG, masks as PNG, both already in the 640 px model frame. JPEG keeps the
packs small enough to travel to another machine; the masks are lossless.
Only `train` folders are read. Which of those cases are for validation stands in splits.json.
"""
from __future__ import annotations

import argparse
import csv
import os
from pathlib import Path

import cv2
import numpy as np

from fov import Frame, field_of_view

SIZE = 640
PACKS = {
    "vessels": ["DRIVE", "CHASE_DB1", "STARE", "HRF", "LES-AV", "ARIA", "ORVS", "DR-HAGIS"],
    "whole": ["Drishti-GS1", "IDRiD-seg", "IDRiD-loc", "DIARETDB1"],
    "lesions": ["IDRiD-seg", "HEI-MED", "e-ophtha-MA", "DIARETDB1", "HRF"],
}
HEALTHY = "_h"  # HRF's healthy eyes: no lesion anywhere, so they teach what is not one
LESIONS = ["MA", "HE", "EX", "SE"]


def png(mask: np.ndarray) -> np.ndarray:
    return cv2.imencode(".png", mask, [cv2.IMWRITE_PNG_COMPRESSION, 9])[1]


def read_points(data: Path) -> dict[tuple[str, str], dict[str, tuple[float, float]]]:
    points: dict[tuple[str, str], dict[str, tuple[float, float]]] = {}
    with open(data / "points.csv", newline="") as file:
        for row in csv.DictReader(file):
            if row["split"] != "train":
                continue
            entry = points.setdefault((row["dataset"], row["id"]), {})
            for name in ("disc", "fovea"):
                if row[f"{name}_x"] and row[f"{name}_y"]:
                    entry[name] = (float(row[f"{name}_x"]), float(row[f"{name}_y"]))
    return points


def labels_of(stem: Path, frame: Frame, pack: str) -> dict[str, np.ndarray]:
    """Masks of one case in the model frame. What is not labelled is not in the result."""

    def read(suffix: str) -> np.ndarray | None:
        path = stem.with_name(stem.name + suffix)
        return cv2.imread(str(path), cv2.IMREAD_GRAYSCALE) if path.exists() else None

    out: dict[str, np.ndarray] = {}
    if pack == "vessels":
        vessel, av = read(".vessel.png"), read(".av.png")
        if vessel is not None:
            out["vessel"] = png(frame.warp(vessel))
        if av is not None:
            # Crossings (3) are both; 255 is a vessel of unknown kind and stays out of the loss.
            layers = [(np.isin(av, values) * np.uint8(255)) for values in ((1, 3), (2, 3), (255,))]
            out["av"] = png(cv2.merge([frame.warp(layer) for layer in layers]))
    if pack == "whole":
        disc, soft = read(".disc.png"), read(".disc.soft.png")
        if disc is not None:
            out["disc"] = png(frame.warp((disc > 0) * np.uint8(255)))
            if (disc == 2).any():
                out["cup"] = png(frame.warp((disc == 2) * np.uint8(255)))
        if soft is not None:
            out["disc_soft"] = png(frame.warp(soft))
    if pack == "lesions":
        for name in LESIONS:
            mask, soft = read(f".lesion.{name}.png"), read(f".lesion.{name}.soft.png")
            if mask is not None:
                out[name] = png(frame.warp(mask))
            elif soft is not None:
                out[f"{name}_soft"] = png(frame.warp(soft))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--packs", nargs="*", default=list(PACKS))
    parser.add_argument("--quality", type=int, default=90, help="JPEG quality of the stored images")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    points = read_points(args.data)
    for pack in args.packs:
        arrays: dict[str, np.ndarray] = {}
        for dataset in PACKS[pack]:
            folder = args.data / dataset / "train"
            for path in sorted(p for p in folder.iterdir() if p.suffix == ".jpg" or p.name.count(".") == 1):
                if pack == "lesions" and dataset == "HRF" and not path.stem.endswith(HEALTHY):
                    continue
                bgr = cv2.imread(str(path), cv2.IMREAD_COLOR)
                fov = field_of_view(bgr)
                frame = Frame(fov, SIZE)
                key = f"{dataset}/{path.stem}"
                arrays[f"{key}|image"] = cv2.imencode(
                    ".jpg", frame.warp(bgr), [cv2.IMWRITE_JPEG_QUALITY, args.quality]
                )[1]
                arrays[f"{key}|fov"] = png((frame.warp(fov * np.uint8(255)) > 127) * np.uint8(255))
                for name, mask in labels_of(path.with_suffix(""), frame, pack).items():
                    arrays[f"{key}|{name}"] = mask
                if pack == "whole":
                    for name, (x, y) in points.get((dataset, path.stem), {}).items():
                        arrays[f"{key}|point_{name}"] = np.array(frame.point(x, y), np.float32)
        target = args.out / f"{pack}.npz"
        temporary = target.with_name(f".{pack}.tmp.npz")
        np.savez(temporary, **arrays)
        os.replace(temporary, target)
        cases = len({key.split("|")[0] for key in arrays})
        print(f"{pack}: {cases} images, {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

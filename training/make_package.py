#!/usr/bin/env python3
"""Embeds an exported model: model.onnx and notes.json, as export.py writes them, become the package inside RetSam.Models.Lite.

    python3 training/make_package.py --export build/export --version 0.2.0

Writes src/RetSam.Models.Lite/Model/model.onnx and model.json. Nothing else needs to change: the manifest carries the heads, their
thresholds, temperatures and smallest components, the SHA-256 of the weights, the training sets and the measured accuracy, and the
library reads all of it from there. --accuracy adds measurements of the exported file on test sets, a JSON list of
{"set": ..., "class": ..., "measure": ..., "value": ...}. Needs the Python standard library only.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "RetSam.Models.Lite" / "Model"

# The training code's short names -> the slugs of the taxonomy.
CLASSES = {
    "vessel": "vessel", "artery": "artery", "vein": "vein", "disc": "optic-disc", "cup": "optic-cup", "fovea": "fovea",
    "MA": "microaneurysm", "HE": "hemorrhage", "EX": "exudate", "SE": "cotton-wool-spot",
}
RULES = {
    "inside-field-of-view": set(),
    "vessel-includes-artery-and-vein": {"vessel", "artery", "vein"},
    "one-disc": {"optic-disc"},
    "cup-inside-disc": {"optic-disc", "optic-cup"},
}
TERMS = (
    "Research and evaluation only: several of the training sets allow no other use. The code that runs the weights is under the MIT "
    "licence; the weights are not. Not a medical device."
)


def channel(name: str, kind: str, notes: dict, pixels: float) -> dict:
    """One channel; notes give the smallest area in pixels of the input frame, `pixels` of which make one of this head."""
    chosen = notes["classes"].get(name, {})
    result = {"class": CLASSES[name], "threshold": chosen.get("threshold", 0.5)}
    if kind == "multilabel" and chosen.get("minimumArea"):
        area = chosen["minimumArea"] / pixels
        result["minimumComponentArea"] = int(area) if area == int(area) else area
    if chosen.get("temperature", 1) != 1:
        result["temperature"] = chosen["temperature"]
    return result


def output(name: str, head: dict, notes: dict) -> dict:
    _, _, input_height, input_width = notes["input"]["shape"]
    _, _, height, width = head["shape"]
    pixels = input_width * input_height / (width * height)
    return {
        "name": name,
        "kind": head["kind"],
        "width": width,
        "height": height,
        "channels": [channel(c, head["kind"], notes, pixels) for c in head["channels"]],
    }


def accuracy(notes: dict) -> list[dict]:
    """What was measured on the validation part, in the model's frame, by networks whose training is known to have left it out."""
    rows = []
    families = {"vessels": "vessels", "disc": "whole", "fovea": "whole", "lesions": "lesions"}
    known = {c for head, family in families.items() if notes.get("runs", {}).get(family)
             for c in notes["outputs"].get(head, {}).get("channels", [])}
    for name, chosen in notes["classes"].items():
        if name not in known:
            continue
        for dataset, value in chosen.get("diceBySet", {}).items():
            rows.append({"set": f"{dataset} validation", "class": CLASSES[name], "measure": "dice", "value": value})
        if "medianErrorDiscRadii" in chosen:
            rows.append({"set": "validation", "class": CLASSES[name], "measure": "median error in disc radii",
                         "value": chosen["medianErrorDiscRadii"]})
    return rows


def manifest(notes: dict, weights: bytes, version: str, measured: list[dict]) -> dict:
    _, _, height, width = notes["input"]["shape"]
    outputs = [output(name, head, notes) for name, head in notes["outputs"].items()]
    classes = {c["class"] for o in outputs for c in o["channels"]}
    sets = sorted({s for family in notes.get("trainingSets", {}).values() for s in family})
    training = {"sets": sets, "accuracy": measured + accuracy(notes)}
    if notes.get("note"):
        training["notes"] = notes["note"]
    return {
        "$schema": "../../../docs/model.schema.json",
        "schemaVersion": 1,
        "id": "retsam-lite",
        "version": version,
        "name": "RetSam Lite",
        "licence": "LicenseRef-RetSam-Weights-Research-Only",
        "terms": TERMS,
        "input": {"name": notes["input"]["name"], "width": width, "height": height, "layout": "NCHW", "channels": "RGB"},
        "preprocessing": {"crop": "field-of-view-square", "resampling": "area", "normalization": {"kind": "per-image"}},
        "outputs": outputs,
        "rules": [rule for rule, needed in RULES.items() if needed <= classes],
        "weights": {"file": "model.onnx", "sha256": hashlib.sha256(weights).hexdigest(), "bytes": len(weights)},
        "training": training,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--export", type=Path, required=True, help="folder with model.onnx and notes.json")
    parser.add_argument("--version", required=True, help="version of the model, such as 0.2.0")
    parser.add_argument("--accuracy", type=Path, help="measurements on test sets, a JSON list")
    parser.add_argument("--out", type=Path, default=TARGET)
    args = parser.parse_args()
    notes = json.loads((args.export / "notes.json").read_text())
    weights = (args.export / "model.onnx").read_bytes()
    if notes.get("sha256", hashlib.sha256(weights).hexdigest()) != hashlib.sha256(weights).hexdigest():
        raise SystemExit("notes.json was written for another model.onnx: their SHA-256 differ. Export again.")
    measured = json.loads(args.accuracy.read_text()) if args.accuracy else []
    result = manifest(notes, weights, args.version, measured)
    args.out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(args.export / "model.onnx", args.out / "model.onnx")
    (args.out / "model.json").write_text(json.dumps(result, indent=2) + "\n")
    print(f"{result['id']} {result['version']}: {len(weights) / 1e6:.2f} MB, "
          f"{', '.join(c['class'] for o in result['outputs'] for c in o['channels'])}")


if __name__ == "__main__":
    main()

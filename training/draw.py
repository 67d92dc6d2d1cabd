"""A contact sheet of predictions, to be looked at by a human.

    python3 draw.py --model ../build/export/model.onnx --notes ../build/export/notes.json --out sheet.png PICTURE...

Left: disc blue, cup cyan, fovea yellow cross (absent below its threshold), lesions. Right: artery red, vein blue,
other vessel green. Runs the exported file, not the checkpoint, in OpenCV's runtime.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import onnx
import onnx.numpy_helper

from evaluate import peak
from fov import Frame, field_of_view
from augment import standardise, statistics

LESION_COLOURS = {"MA": (255, 0, 255), "HE": (0, 0, 255), "EX": (0, 255, 255), "SE": (255, 255, 255)}


def read(path: Path) -> cv2.dnn.Net:
    """OpenCV 4.6 knows no fp16: weights stored so are widened, as a runtime does when it loads the file."""
    model = onnx.load(str(path))
    weights = {w.name: w for w in model.graph.initializer}
    for cast in [n for n in model.graph.node if n.op_type == "Cast" and n.input[0] in weights]:
        weight = weights[cast.input[0]]
        weight.CopyFrom(onnx.numpy_helper.from_array(onnx.numpy_helper.to_array(weight).astype(np.float32), cast.output[0]))
        model.graph.node.remove(cast)
    return cv2.dnn.readNetFromONNX(model.SerializeToString())


def outline(canvas: np.ndarray, mask: np.ndarray, colour: tuple[int, int, int]) -> None:
    contours, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(canvas, contours, -1, colour, 2)


def panel(net: cv2.dnn.Net, notes: dict, picture: Path, size: int) -> np.ndarray:
    bgr = cv2.imread(str(picture), cv2.IMREAD_COLOR)
    fov = field_of_view(bgr)
    frame = Frame(fov, 640)
    square, inside = frame.warp(bgr), (frame.warp(fov * np.uint8(255)) > 127).astype(np.uint8)
    rgb = cv2.cvtColor(square, cv2.COLOR_BGR2RGB).astype(np.float32) / 255
    net.setInput(standardise(rgb, inside, *statistics(rgb, inside))[None])
    names = list(notes["outputs"])
    maps: dict[str, np.ndarray] = {}
    for name, logits in zip(names, net.forward(names)):
        for channel, layer in zip(notes["outputs"][name]["channels"], logits[0]):
            layer = cv2.resize(layer, (640, 640), interpolation=cv2.INTER_LINEAR)
            maps[channel] = inside / (1 + np.exp(-layer / notes["classes"][channel]["temperature"]))
    on = {k: v > notes["classes"][k]["threshold"] for k, v in maps.items()}
    left, right = square.copy(), square // 2
    for name, colour in LESION_COLOURS.items():
        if name in on:
            outline(left, on[name], colour)
    outline(left, on["disc"], (255, 0, 0)), outline(left, on["cup"], (255, 255, 0))
    x, y, height = peak(maps["fovea"])
    if height >= notes["classes"]["fovea"]["threshold"]:
        cv2.drawMarker(left, (int(x), int(y)), (0, 255, 255), cv2.MARKER_CROSS, 28, 3)
    right[on["vessel"]] = (0, 160, 0)
    right[on["artery"]] = (0, 0, 255)
    right[on["vein"]] = (255, 80, 0)
    right[on["artery"] & on["vein"]] = (255, 0, 255)
    cv2.putText(left, f"{picture.parent.parent.name}/{picture.stem} fovea {height:.2f}", (8, 630), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (255, 255, 255), 1)
    return cv2.resize(np.hstack([left, right]), (2 * size, size), interpolation=cv2.INTER_AREA)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--notes", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", type=int, default=320)
    parser.add_argument("--columns", type=int, default=3)
    parser.add_argument("pictures", type=Path, nargs="+")
    args = parser.parse_args()
    net, notes = read(args.model), json.loads(args.notes.read_text())
    panels = [panel(net, notes, picture, args.size) for picture in args.pictures]
    blank = np.zeros_like(panels[0])
    panels += [blank] * (-len(panels) % args.columns)
    rows = [np.hstack(panels[i : i + args.columns]) for i in range(0, len(panels), args.columns)]
    cv2.imwrite(str(args.out), np.vstack(rows))


if __name__ == "__main__":
    main()

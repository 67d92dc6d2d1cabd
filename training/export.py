"""Checkpoints -> model.onnx, notes.json and a fixture to hold other runtimes to.

    python3 export.py --packs ../build/packs --vessels ../build/averaged/0.20.pt --whole ../build/whole/best.pt \
        --out ../build/export --fixture ../build/fixture --picture ../../shared/data/CHASE_DB1/train/Image_03L.jpg

Files are replaced in one move each, so that a reader never meets half a model.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import os
from pathlib import Path

import cv2
import numpy as np
import onnx
import onnx.numpy_helper
import torch
from torch import nn

import data
from calibrate import choose, choose_fovea, collect
from evaluate import DISC_RADIUS
from fov import Frame, field_of_view
from model import BUILDERS, Combined

HERE = Path(__file__).resolve().parent
OUTPUTS = {"vessels": ["vessel", "artery", "vein"], "disc": ["disc", "cup"], "fovea": ["fovea"], "lesions": data.LESIONS}
TOLERANCE = 1e-4


def load(task: str, path: Path) -> tuple[nn.Module, dict]:
    """A checkpoint of train.py, or a bare state dict."""
    kept = torch.load(path, map_location="cpu")
    state = kept["net"] if "net" in kept else kept
    net = BUILDERS[task]()
    net.load_state_dict(state)
    return net.eval(), {k: kept[k] for k in ("step", "minutes") if k in kept and "net" in kept}


def model_input(picture: Path) -> torch.Tensor:
    bgr = cv2.imread(str(picture), cv2.IMREAD_COLOR)
    fov = field_of_view(bgr)
    frame = Frame(fov, 640)
    case = data.Case("", cv2.cvtColor(frame.warp(bgr), cv2.COLOR_BGR2RGB), (frame.warp(fov * np.uint8(255)) > 127).astype(np.uint8))
    return data.plain(case)


def write_onnx(net: Combined, names: list[str], target: Path) -> None:
    torch.onnx.export(net, torch.zeros(1, 3, 640, 640), str(target), opset_version=16, input_names=["image"],
                      output_names=names, do_constant_folding=True)
    model = onnx.load(str(target))
    # The exporter lets equal constants share one initialiser through Identity nodes; resolve those.
    shared = {n.output[0]: n.input[0] for n in model.graph.node if n.op_type == "Identity"}
    for node in [n for n in model.graph.node if n.op_type == "Identity"]:
        model.graph.node.remove(node)
    for node in model.graph.node:
        for i, name in enumerate(node.input):
            node.input[i] = shared.get(name, name)
    model.producer_name, model.doc_string = "RetSam.Sdk training", ""
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, str(target))


def largest_weights(model: onnx.ModelProto, excess: int) -> list[onnx.TensorProto]:
    """As many of the largest weights as have to be halved for the file to lose `excess` bytes."""
    chosen: list[onnx.TensorProto] = []
    for weight in sorted(model.graph.initializer, key=lambda w: len(w.raw_data), reverse=True):
        if excess <= 0:
            break
        chosen.append(weight)
        excess -= len(weight.raw_data) // 2 - 200  # a Cast node and its names come instead
    return chosen


def store_half(source: Path, target: Path, budget: int) -> None:
    """The largest weights kept as fp16, each behind a Cast, which a runtime folds once at load. As few as the budget asks for:
    every one folded costs loading time, and the arithmetic stays float32."""
    model = onnx.load(str(source))
    casts = []
    for weight in largest_weights(model, source.stat().st_size - budget):
        name = weight.name
        array = onnx.numpy_helper.to_array(weight).astype(np.float16)
        weight.CopyFrom(onnx.numpy_helper.from_array(array, f"{name}.half"))
        casts.append(onnx.helper.make_node("Cast", [f"{name}.half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, str(target))


def round_to_half(source: Path, target: Path, budget: int) -> None:
    """The arithmetic of store_half without its Cast nodes, for runtimes that do not fold them."""
    model = onnx.load(str(source))
    for weight in largest_weights(model, source.stat().st_size - budget):
        array = onnx.numpy_helper.to_array(weight).astype(np.float16).astype(np.float32)
        weight.CopyFrom(onnx.numpy_helper.from_array(array, weight.name))
    onnx.save(model, str(target))


def largest_difference(path: Path, image: np.ndarray, expected: dict[str, np.ndarray]) -> float:
    """Runs the ONNX file in another runtime (OpenCV's) and compares with PyTorch."""
    net = cv2.dnn.readNetFromONNX(str(path))
    net.setInput(image)
    got = net.forward(list(expected))
    return max(float(np.abs(g - e).max()) for g, e in zip(got, expected.values()))


def outlined_only(case: data.Case) -> tuple[np.ndarray, np.ndarray]:
    target, known = data.whole_targets(case)
    if "cup" not in case.masks:
        known[..., 1] = 0
    return target, known


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("packs", "vessels", "whole", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    for name in ("lesions", "fixture", "picture"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--megabytes", type=float, help="store the largest weights as fp16 until the file is no larger")
    parser.add_argument("--note", default="", help="one line on where the weights come from")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)

    vessels, vessel_run = load("vessels", args.vessels)
    whole, whole_run = load("whole", args.whole)
    lesions, lesion_run = load("lesions", args.lesions) if args.lesions else (None, {})
    net = Combined(vessels, whole, lesions).eval()
    names = ["vessels", "disc", "fovea"] + (["lesions"] if lesions else [])

    image = model_input(args.picture) if args.picture else torch.randn(1, 3, 640, 640)
    with torch.no_grad():
        expected = {n: o.numpy() for n, o in zip(names, net(image))}
    temporary = args.out / ".model.tmp.onnx"
    write_onnx(net, names, temporary)
    difference = largest_difference(temporary, image.numpy(), expected)
    if difference > TOLERANCE:
        raise SystemExit(f"ONNX differs from PyTorch by {difference:.2e}, more than {TOLERANCE:.0e}")

    rounding = None
    if args.megabytes:
        budget = int(args.megabytes * 1e6)
        rounded = args.out / ".rounded.tmp.onnx"
        round_to_half(temporary, rounded, budget)
        rounding = largest_difference(rounded, image.numpy(), expected)
        rounded.unlink()
        store_half(temporary, temporary, budget)

    def validation(pack: str, size: int | None = None) -> list[data.Case]:
        return data.split(data.load_pack(args.packs / f"{pack}.npz", size), HERE / "splits.json")[1]

    classes: dict[str, dict] = {}
    samples = collect(vessels, validation("vessels"), data.vessel_targets, OUTPUTS["vessels"])
    for name in OUTPUTS["vessels"]:
        classes[name] = choose(samples[name], [0, 10, 20, 30, 50])
    eyes = validation("whole", 320)
    samples = collect(whole, [c for c in eyes if "disc" in c.masks], outlined_only, OUTPUTS["disc"])
    for name, areas in (("disc", [0, 200, 400, 800]), ("cup", [0, 50, 100, 200])):
        # More than one disc never is right: a tie goes to the larger area.
        classes[name] = choose(samples[name], areas[::-1], pixel=4)
    classes["fovea"] = choose_fovea(whole, eyes, DISC_RADIUS)
    if lesions:
        # Where nothing is outlined one false pixel is a Dice of nought: such eyes cannot say where to cut.
        outlined = [c for c in validation("lesions") if set(c.masks) & set(data.LESIONS)]
        samples = collect(lesions, outlined, data.lesion_targets, data.LESIONS)
        for name in data.LESIONS:
            classes[name] = choose(samples[name], [0, 3, 6, 10, 15, 20, 30, 40], sparing=0.01)

    blob = temporary.read_bytes()
    packs = {"vessels": "vessels", "disc": "whole", "fovea": "whole", "lesions": "lesions"}
    notes = {
        "sha256": hashlib.sha256(blob).hexdigest(), "bytes": len(blob), "opset": 16,
        "input": {"name": "image", "shape": [1, 3, 640, 640]},
        "outputs": {n: {"shape": list(expected[n].shape), "channels": OUTPUTS[n],
                        "kind": "heatmap" if n == "fovea" else "multilabel"} for n in names},
        "probability": "sigmoid(logit / temperature); thresholds are on it; minimumArea in pixels of the 640 frame",
        "classes": classes,
        "parameters": sum(p.numel() for p in net.parameters()),
        "largestDifferenceFromPyTorch": difference,
        "largestDifferenceByHalfStorage": rounding,
        "trainingSets": {n: list(data.WEIGHTS[packs[n]]) for n in names},
        "runs": {"vessels": vessel_run, "whole": whole_run, "lesions": lesion_run},
        "validation": "ids in training/splits.json; Dice in the model frame",
        "note": args.note,
    }
    text = args.out / ".notes.tmp.json"
    text.write_text(json.dumps(notes, indent=2) + "\n")
    if args.fixture:
        args.fixture.mkdir(parents=True, exist_ok=True)
        lines = ["Raw little-endian float32, row-major. Input and PyTorch outputs (logits).", f"Picture: {args.picture.name if args.picture else 'noise'}", ""]
        for name, array in {"image": image.numpy(), **expected}.items():
            array.astype("<f4").tofile(args.fixture / f"{name}.bin")
            lines.append(f"{name}.bin: {'x'.join(map(str, array.shape))}")
        (args.fixture / "README").write_text("\n".join([*lines, f"model.onnx sha256 {notes['sha256']}", ""]))
    os.replace(temporary, args.out / "model.onnx")
    os.replace(text, args.out / "notes.json")
    print(json.dumps(classes, indent=1))
    print(f"{len(blob) / 1e6:.2f} MB, differs by {difference:.1e}")


if __name__ == "__main__":
    main()

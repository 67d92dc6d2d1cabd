"""The shipped model.onnx -> one checkpoint per network, to train on from.

    python3 restore.py --model ../src/RetSam.Models.Lite/Model/model.onnx --packs ../build/packs --out ../build/shipped

Only the exported weights are kept in the repository, and in them every batch normalisation is folded into the
convolution before it. Here each is unfolded again: its statistics are measured on training samples, and its scale and
shift are set so that the network computes what it did before.
"""
from __future__ import annotations

import argparse
from pathlib import Path

import onnx
import onnx.numpy_helper
import torch
from torch import nn

import data
from model import BUILDERS
from train import HERE, WHOLE_SIZE, WHOLE_STORED, save


def folded(model: onnx.ModelProto, task: str) -> dict[str, tuple[torch.Tensor, torch.Tensor | None]]:
    """Weight and bias of each of a network's convolutions, by the name of its module."""
    values = {i.name: torch.from_numpy(onnx.numpy_helper.to_array(i).copy()).float() for i in model.graph.initializer}
    for node in model.graph.node:  # weights stored as fp16 stand behind a Cast
        if node.op_type == "Cast" and node.input[0] in values:
            values[node.output[0]] = values[node.input[0]]
    found = {}
    for node in model.graph.node:
        scopes = node.name.split("/")[1:-1]
        if node.op_type != "Conv" or scopes[0] != task:
            continue
        # A module list's entries carry the list's own name: stem/stem.0 is stem.0.
        names = [a for a, b in zip(scopes[1:], [*scopes[2:], ""]) if not b.startswith(f"{a}.")]
        found[".".join(names)] = (values[node.input[1]], values[node.input[2]] if len(node.input) > 2 else None)
    return found


def normalisation_after(net: nn.Module) -> dict[nn.Conv2d, nn.BatchNorm2d]:
    """Convolutions and batch normalisations are registered next to each other."""
    found: dict[nn.Conv2d, nn.BatchNorm2d] = {}
    for parent in net.modules():
        before = None
        for child in parent.children():
            if isinstance(child, nn.BatchNorm2d) and isinstance(before, nn.Conv2d):
                found[before] = child
            before = child
    return found


def unfold(net: nn.Module, convolutions: dict[str, tuple[torch.Tensor, torch.Tensor | None]], batches: list[torch.Tensor]) -> None:
    net.eval()
    after = normalisation_after(net)
    sums: dict[nn.BatchNorm2d, list[torch.Tensor]] = {}
    modules = {name: m for name, m in net.named_modules() if isinstance(m, nn.Conv2d)}
    if modules.keys() != convolutions.keys():
        raise SystemExit(f"convolutions differ: {sorted(modules.keys() ^ convolutions.keys())}")
    for name, conv in modules.items():
        weight, bias = convolutions[name]
        conv.weight.data.copy_(weight)
        if conv in after:
            norm = after[conv]
            norm.weight.data.fill_((1.0 + norm.eps) ** 0.5)  # passes its input on unchanged
            norm.bias.data.copy_(bias)
        elif bias is not None:
            conv.bias.data.copy_(bias)

    def measure(norm: nn.BatchNorm2d):
        def hook(_, inputs: tuple[torch.Tensor], __) -> None:
            x = inputs[0].float()
            entry = sums.setdefault(norm, [torch.zeros(x.shape[1]), torch.zeros(x.shape[1]), torch.zeros(1)])
            entry[0] += x.sum(dim=(0, 2, 3))
            entry[1] += (x * x).sum(dim=(0, 2, 3))
            entry[2] += x.numel() / x.shape[1]
        return hook

    hooks = [norm.register_forward_hook(measure(norm)) for norm in after.values()]
    with torch.no_grad():
        before = [net(batch) for batch in batches]
        for hook in hooks:
            hook.remove()
        for norm, (total, squares, count) in sums.items():
            mean, variance = total / count, (squares / count - (total / count) ** 2).clamp(min=0.0)
            norm.running_mean.copy_(mean), norm.running_var.copy_(variance)
            norm.bias.data.add_(mean)
            norm.weight.data.copy_((variance + norm.eps).sqrt())
        difference = max(float((net(batch) - expected).abs().max()) for batch, expected in zip(batches, before))
    if difference > 1e-3:
        raise SystemExit(f"the unfolded network differs by {difference:.1e}")
    print(f"{len(after)} batch normalisations unfolded, logits differ by {difference:.1e}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("model", "packs", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--tasks", nargs="*", default=list(BUILDERS))
    parser.add_argument("--batches", type=int, default=16)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    model = onnx.load(str(args.model))
    for task in args.tasks:
        convolutions = folded(model, task)
        if not convolutions:
            print(f"{task}: not in this model")
            continue
        cases = data.split(data.load_pack(args.packs / f"{task}.npz", WHOLE_STORED if task == "whole" else None), HERE / "splits.json")[0]
        samples = iter(data.samples(task, cases, WHOLE_SIZE if task == "whole" else 256, seed=77))
        batches = [torch.stack([next(samples)[0] for _ in range(8)]) for _ in range(args.batches)]
        net = BUILDERS[task]()
        unfold(net, convolutions, batches)
        save(args.out / f"{task}.pt", {"net": net.state_dict()})


if __name__ == "__main__":
    main()

"""A mean of two checkpoints of one network, with the batch norm statistics measured again.

    python3 average.py vessels --packs ../build/packs --first probe.pt --second ../build/vessels/best.pt \
        --shares 0.25 0.5 --out ../build/averaged

Weights that lie in one basin may be averaged, and the mean is often better than both: here it keeps what the first
weights knew of the small sets. Every share of the first is scored on the validation part; one file each is written.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from torch import nn

import data
from evaluate import EVALUATORS
from model import BUILDERS
from train import HERE, save


def load(path: Path) -> dict[str, torch.Tensor]:
    kept = torch.load(path, map_location="cpu")
    return kept["net"] if "net" in kept else kept


def measure_again(net: nn.Module, batches: list[torch.Tensor]) -> None:
    """Batch norm statistics of the averaged weights are not the average of the statistics."""
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.reset_running_stats()
            module.momentum = None  # a plain mean over all batches
    net.train()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for batch in batches:
            net(batch.contiguous(memory_format=torch.channels_last))
    net.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["vessels", "lesions"])
    for name in ("packs", "first", "second", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--shares", type=float, nargs="+", default=[0.5], help="of the first")
    parser.add_argument("--batches", type=int, default=24)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    train, validation = data.split(data.load_pack(args.packs / f"{args.task}.npz"), HERE / "splits.json")
    samples = iter(data.samples(args.task, train, 256, 77))
    batches = [torch.stack([next(samples)[0] for _ in range(8)]) for _ in range(args.batches)]
    first, second = load(args.first), load(args.second)
    for share in args.shares:
        mixed = {k: share * v + (1 - share) * second[k] if v.dtype.is_floating_point else v for k, v in first.items()}
        net = BUILDERS[args.task]()
        net.load_state_dict(mixed)
        net = net.to(memory_format=torch.channels_last)
        measure_again(net, batches)
        scores = EVALUATORS[args.task](net, validation)
        print(json.dumps({"share": share} | {k: round(v, 4) for k, v in scores.items()}), flush=True)
        run = {k: torch.load(args.second, map_location="cpu").get(k) for k in ("step", "minutes")}
        save(args.out / f"{share:.2f}.pt", {"net": net.state_dict(), "scores": scores, **run})


if __name__ == "__main__":
    main()

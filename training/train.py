"""Trains one of the networks for a number of minutes. Stops and resumes at any time.

    python3 train.py whole   --packs ../build/packs --out ../build/whole --minutes 30
    python3 train.py vessels --packs ../build/packs --out ../build/vessels --minutes 60 --warm-start probe.pt
    python3 train.py vessels ... --resume
"""
from __future__ import annotations

import argparse
import json
import math
import os
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader

import data
from evaluate import EVALUATORS
from losses import segmentation_loss, whole_image_loss
from model import BUILDERS

HERE = Path(__file__).resolve().parent
WHOLE_SIZE, WHOLE_STORED = 320, 448  # views are cut from a larger picture, so that zooming in stays sharp


class Average:
    """Exponential moving average of the weights: what is validated and shipped."""

    def __init__(self, net: nn.Module, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.state = {k: v.detach().clone() for k, v in net.state_dict().items()}

    def update(self, net: nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, (1.0 + self.steps) / (10.0 + self.steps))  # forget the start quickly
        for key, value in net.state_dict().items():
            if value.dtype.is_floating_point:
                self.state[key].mul_(decay).add_(value.detach(), alpha=1.0 - decay)
            else:
                self.state[key].copy_(value)


def save(path: Path, content: object) -> None:
    """Never leaves half a file behind."""
    temporary = path.with_suffix(".tmp")
    torch.save(content, temporary)
    os.replace(temporary, path)


def loaders(task: str, packs: Path, batch: int, workers: int, seed: int):
    stored = WHOLE_STORED if task == "whole" else None
    train, _ = data.split(data.load_pack(packs / f"{task}.npz", stored), HERE / "splits.json")
    if task == "whole":
        validation = data.split(data.load_pack(packs / "whole.npz", WHOLE_SIZE), HERE / "splits.json")[1]
        # A case with no label of this task would only cost time.
        train = [c for c in train if c.points or set(c.masks) & {"disc", "disc_soft"}]
        samples = data.samples(task, train, WHOLE_SIZE, seed)
    else:
        validation = data.split(data.load_pack(packs / f"{task}.npz"), HERE / "splits.json")[1]
        samples = data.samples(task, train, 256, seed)
    return DataLoader(samples, batch_size=batch, num_workers=workers), validation, len(train)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=list(BUILDERS))
    parser.add_argument("--packs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=30.0, help="training time in all, earlier runs counted")
    parser.add_argument("--every", type=float, default=4.0, help="minutes between validations")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--decay", type=float, default=0.998, help="of the moving average of the weights")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--warm-start", type=Path)
    parser.add_argument("--resume", action="store_true")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    random.seed(args.seed), np.random.seed(args.seed), torch.manual_seed(args.seed)

    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    net = BUILDERS[args.task]()
    if args.warm_start:
        kept = torch.load(args.warm_start, map_location="cpu")
        state, own = kept.get("net", kept), net.state_dict()
        # A network of the same shape trained for another task is a good start too; only its last layer is not.
        net.load_state_dict({k: v if v.shape == own[k].shape else own[k] for k, v in state.items()})
    # Channels last with bfloat16 is four times as fast as the defaults on a CPU with AVX-512.
    net = net.to(device, memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(net.parameters(), lr=args.rate, weight_decay=1e-3)
    average = Average(net, args.decay)
    step, elapsed, best = 0, 0.0, -1.0
    checkpoint = args.out / "last.pt"
    if args.resume and checkpoint.exists():
        kept = torch.load(checkpoint, map_location=device)
        net.load_state_dict(kept["net"]), optimiser.load_state_dict(kept["optimiser"])
        average.state, average.steps = kept["average"], kept["step"]
        step, elapsed, best = kept["step"], kept["elapsed"], kept["best"]

    # A resumed run draws other samples than the ones it has seen.
    loader, validation, count = loaders(args.task, args.packs, args.batch, args.workers, args.seed + step)
    loss_of = whole_image_loss if args.task == "whole" else segmentation_loss
    kind = torch.float16 if device.type == "cuda" else torch.bfloat16
    scaler = torch.cuda.amp.GradScaler(enabled=device.type == "cuda")
    shadow = BUILDERS[args.task]().to(device, memory_format=torch.channels_last).eval()
    budget, log = args.minutes * 60.0, open(args.out / "log.jsonl", "a", buffering=1)

    def validate(loss: float) -> None:
        nonlocal best
        shadow.load_state_dict(average.state)
        scores = EVALUATORS[args.task](shadow, validation)
        line = {"step": step, "minutes": round(elapsed / 60, 2), "loss": round(loss, 4)}
        line |= {k: round(v, 4) for k, v in scores.items()}
        print(json.dumps(line), flush=True)
        log.write(json.dumps(line) + "\n")
        if scores["score"] > best:
            best = scores["score"]
            save(args.out / "best.pt", {"net": average.state, "scores": scores, "step": step, "minutes": elapsed / 60})
        save(checkpoint, {"net": net.state_dict(), "optimiser": optimiser.state_dict(), "average": average.state,
                          "step": step, "elapsed": elapsed, "best": best})

    print(f"{args.task}: {count} training images, {len(validation)} for validation, {device}", flush=True)
    if args.warm_start and step == 0:
        validate(float("nan"))  # what is to be beaten
    last_validation, losses, now = elapsed, [], time.monotonic()
    for image, target, known in loader:
        net.train()
        share = min(1.0, elapsed / budget)
        rate = args.rate * min(1.0, (step + 1) / 200) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * share)))
        for group in optimiser.param_groups:
            group["lr"] = rate
        image = image.to(device).contiguous(memory_format=torch.channels_last)
        with torch.autocast(device.type, dtype=kind):
            logits = net(image)
        loss = loss_of(logits.float(), target.to(device), known.to(device))
        optimiser.zero_grad(set_to_none=True)
        scaler.scale(loss).backward()
        scaler.unscale_(optimiser)
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        scaler.step(optimiser), scaler.update()
        average.update(net)
        step += 1
        losses.append(float(loss.detach()))
        then, now = now, time.monotonic()
        elapsed += now - then  # validation time is not training time
        if elapsed - last_validation >= args.every * 60 or elapsed >= budget:
            validate(float(np.mean(losses)))
            last_validation, losses, now = elapsed, [], time.monotonic()
            if elapsed >= budget:
                break


if __name__ == "__main__":
    main()

"""The loss and the validation scores of the runs behind the shipped weights, as one picture.

    python3 plot.py --out ../docs/images/training.png logs/vessels.jsonl logs/whole.jsonl logs/lesions.jsonl

Needs python3-matplotlib.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

# What is drawn of each network: validation Dice, or the fovea's error.
SCORES = {
    "vessels": ["vessel", "artery", "vein"],
    "whole": ["disc", "cup", "fovea_median"],
    "lesions": ["MA", "HE", "EX", "SE"],
}
LABELS = {"fovea_median": "fovea error, disc radii", "MA": "microaneurysm", "HE": "haemorrhage", "EX": "hard exudate", "SE": "soft exudate"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("logs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    figure, axes = plt.subplots(2, len(args.logs), figsize=(4.2 * len(args.logs), 5.6), squeeze=False, sharex="col")
    for column, path in zip(axes.T, args.logs):
        lines = [json.loads(line) for line in path.read_text().splitlines()]
        task = next(name for name in SCORES if path.stem.startswith(name))
        trained = [line for line in lines if line["loss"] is not None]  # the first validation has no loss yet
        column[0].plot([l["minutes"] for l in trained], [l["loss"] for l in trained], color="black", marker=".")
        column[0].set_title(f"{task}: {lines[-1]['step']} steps, {lines[-1]['minutes']:.0f} min")
        column[0].set_ylabel("training loss")
        for score in SCORES[task]:
            column[1].plot([l["minutes"] for l in lines], [l[score] for l in lines], marker=".", label=LABELS.get(score, score))
        column[1].set_ylabel("validation (Dice)")
        column[1].set_xlabel("minutes")
        column[1].legend(fontsize="small")
        for axis in column:
            axis.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(args.out, dpi=110)


if __name__ == "__main__":
    main()

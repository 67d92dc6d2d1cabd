"""Fits the model behind quality.grade to what the SDK measured, and writes the tables of README.md.

    retsam analyze ../shared/data/DRIMDB/train -o build/quality/DRIMDB      # likewise the sets of --check
    python3 training/quality/fit.py build/quality/DRIMDB --check build/quality/CHASE_DB1 build/quality/HRF build/quality/DRIVE \
        --readme training/quality/README.md

Reports are <id>.json; an id of DRIMDB begins with good_, bad_ or outlier_. A logistic model with an L2 penalty and coefficients that may
not be negative (a better score never makes a photograph worse) is fitted by projected gradient steps. Needs numpy. Copy the
coefficients it prints into src/RetSam.Biomarkers/Quality/QualityModel.cs.
"""
import argparse
import json
import re
from pathlib import Path

import numpy as np

SCORES = ["focus", "illumination", "contrast", "colour", "vessel_visibility"]
KINDS = ["good", "bad", "outlier"]
GRADES = ["Good", "Usable", "Reject"]
FOLDS, SEED, PENALTY, REPEATS = 5, 20240501, 0.01, 2000


def read(folder: Path) -> tuple[list[str], np.ndarray]:
    """Ids, and the scores of SCORES with fov_fraction after them."""
    files = sorted(folder.glob("*.json"))
    rows = []
    for file in files:
        values = {m["id"]: m["value"] for m in json.loads(file.read_text())["measurements"]}
        rows.append([values[f"quality.{name}"] for name in [*SCORES, "fov_fraction"]])
    return [file.stem for file in files], np.array(rows, float)


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Intercept and coefficients. Both classes weigh the same in the loss, however many photographs they hold."""
    design = np.hstack([np.ones((len(x), 1)), x])
    weight = np.where(y > 0, 0.5 / y.sum(), 0.5 / (1 - y).sum())
    w = np.zeros(design.shape[1])
    for _ in range(20000):
        p = 1 / (1 + np.exp(-design @ w))
        gradient = design.T @ (weight * (p - y))
        gradient[1:] += PENALTY * w[1:]
        w -= 0.8 * gradient
        w[1:] = np.maximum(w[1:], 0)
    return np.round(w, 3)


def probability(w: np.ndarray, x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(w[0] + x @ w[1:])))


def roc_area(p: np.ndarray, y: np.ndarray) -> float:
    good, other = p[y > 0][:, None], p[y == 0][None, :]
    return float((good > other).mean() + 0.5 * (good == other).mean())


def out_of_fold(x: np.ndarray, y: np.ndarray, strata: np.ndarray) -> np.ndarray:
    """The probability of each photograph by the model that was fitted without its fold; folds hold equal shares of each kind."""
    random = np.random.default_rng(SEED)
    fold = np.zeros(len(y), int)
    for kind in np.unique(strata):
        members = random.permutation(np.flatnonzero(strata == kind))
        fold[members] = np.arange(len(members)) % FOLDS
    p = np.zeros(len(y))
    for k in range(FOLDS):
        p[fold == k] = probability(fit(x[fold != k], y[fold != k]), x[fold == k])
    return p


def interval(p: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """95 % of the areas of as many photographs drawn again, good and other apart."""
    random = np.random.default_rng(SEED)
    good, other = np.flatnonzero(y > 0), np.flatnonzero(y == 0)
    areas = []
    for _ in range(REPEATS):
        drawn = np.concatenate([random.choice(good, len(good)), random.choice(other, len(other))])
        areas.append(roc_area(p[drawn], y[drawn]))
    return float(np.percentile(areas, 2.5)), float(np.percentile(areas, 97.5))


def limits(p: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """The band of "usable": between the probability that 95 % of the others stay below and the one that 95 % of the good reach."""
    ends = sorted([np.percentile(p[y == 0], 95), np.percentile(p[y > 0], 5)])
    return round(float(ends[0]), 2), round(float(ends[1]), 2)


def grades(p: np.ndarray, band: tuple[float, float]) -> list[str]:
    return ["Good" if v >= band[1] else "Usable" if v >= band[0] else "Reject" for v in np.round(p, 6)]


def shares(found: list[str]) -> str:
    return " | ".join(f"{found.count(g)} ({100 * found.count(g) / len(found):.0f} %)" for g in GRADES)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("drimdb", type=Path)
    parser.add_argument("--check", type=Path, nargs="*", default=[], help="reports of sets that are looked at and never fitted on")
    parser.add_argument("--readme", type=Path)
    args = parser.parse_args()
    ids, x = read(args.drimdb)
    kind = np.array([name.split("_")[0] for name in ids])
    y = (kind == "good").astype(float)
    checks = {folder.name: read(folder) for folder in args.check}

    lines = ["| photographs | " + " | ".join([*SCORES, "fov_fraction"]) + " |", "|---|" + "---:|" * (len(SCORES) + 1)]
    for name, rows in [*[(f"DRIMDB {k}", x[kind == k]) for k in KINDS], *[(n, r) for n, (_, r) in checks.items()]]:
        lines.append(f"| {name} ({len(rows)}) | " + " | ".join(f"{v:.2f}" for v in rows.mean(axis=0)) + " |")
    alone = [f"{roc_area(x[:, i], y):.3f}" for i in range(len(SCORES) + 1)]
    lines += ["| ROC area of the score alone | " + " | ".join(alone) + " |", ""]

    for title, used in (("With vessels", SCORES), ("Without vessels", SCORES[:-1])):
        columns = [SCORES.index(s) for s in used]
        features = x[:, columns]
        w = fit(features, y)
        p = out_of_fold(features, y, kind)
        band = limits(p, y)
        low, high = interval(p, y)
        area = {k: roc_area(p[(kind == "good") | (kind == k)], y[(kind == "good") | (kind == k)]) for k in KINDS[1:]}
        lines += [
            f"**{title}.** ROC area, good against bad and outlier, {FOLDS} folds: **{roc_area(p, y):.3f}** (95 % interval {low:.3f} to {high:.3f}; "
            f"against bad {area['bad']:.3f}, against outlier {area['outlier']:.3f}).",
            f"Intercept {w[0]:g}, " + ", ".join(f"{n} {v:g}" for n, v in zip(used, w[1:])) + f". Usable from {band[0]:g}, good from {band[1]:g}.",
            "",
            "| photographs | Good | Usable | Reject |", "|---|---:|---:|---:|",
        ]
        for k in KINDS:
            lines.append(f"| DRIMDB {k}, out of fold | {shares(grades(p[kind == k], band))} |")
        for name, (_, rows) in checks.items():
            lines.append(f"| {name}, never fitted on | {shares(grades(probability(w, rows[:, columns]), band))} |")
        lines.append("")
    text = "\n".join(lines).rstrip()
    print(text)
    if args.readme:
        card = args.readme.read_text()
        pattern = re.compile(r"(<!-- fit -->\n).*?(\n<!-- end of fit -->)", re.S)
        if not pattern.search(card):
            raise SystemExit("the README has no <!-- fit --> ... <!-- end of fit -->")
        args.readme.write_text(pattern.sub(lambda m: m[1] + text + m[2], card))


if __name__ == "__main__":
    main()

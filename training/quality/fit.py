"""Fits the model behind quality.grade to what the SDK measured, and writes the tables of README.md.

    retsam analyze <photographs of a set> -o build/quality/<set>        # for DRIMDB and each set of --gradable
    python3 training/quality/fit.py build/quality/DRIMDB --gradable build/quality/CHASE_DB1 ... --readme training/quality/README.md

Reports are <id>.json; an id of DRIMDB begins with good_, bad_ or outlier_. The photographs of --gradable are ones that experts drew
structures on, and count as good. A logistic model with an L2 penalty and coefficients that may not be negative (a better score never
makes a photograph worse). Needs numpy. Copy the coefficients it prints into src/RetSam.Biomarkers/Quality/QualityModel.cs.
"""
import argparse
import json
import re
from pathlib import Path

import numpy as np

SCORES = ["focus", "illumination", "contrast", "colour", "vessel_visibility", "retinal gradients"]
WITHOUT_VESSELS = [i for i, name in enumerate(SCORES) if name != "vessel_visibility"]
KINDS = ["good", "bad", "outlier"]
FOLDS, SEED, PENALTY, STEPS, REPEATS = 5, 20240501, 0.001, 3000, 2000


def read(folder: Path) -> tuple[list[str], np.ndarray]:
    """Ids, and one row of SCORES for each."""
    ids, rows = [], []
    for file in sorted(folder.glob("*.json")):
        values = {}
        for m in json.loads(file.read_text())["measurements"]:
            if m["id"].startswith("quality."):
                values[m["id"].removeprefix("quality.")] = m["value"]
                values.update({d["name"]: d["value"] for d in m["details"]})
        ids.append(file.stem)
        rows.append([values[name] for name in SCORES])
    return ids, np.array(rows, float)


def fit(x: np.ndarray, y: np.ndarray, sets: list[np.ndarray]) -> np.ndarray:
    """Intercept and coefficients. Half of the loss is DRIMDB's bad and outlier, a quarter its good, a quarter the sets, each alike."""
    rows = np.vstack([x, *sets])
    target = np.concatenate([y, *[np.ones(len(s)) for s in sets]])
    weight = np.concatenate([np.where(y > 0, 0.25 / y.sum(), 0.5 / (1 - y).sum()), *[np.full(len(s), 0.25 / len(sets) / len(s)) for s in sets]])
    design = np.hstack([np.ones((len(rows), 1)), rows])
    w = before = np.zeros(design.shape[1])
    for step in range(STEPS):  # projected gradients with Nesterov's momentum; 0.5 is below 4 / (the largest squared length of a row)
        ahead = w + step / (step + 3) * (w - before)
        gradient = design.T @ (weight * (1 / (1 + np.exp(-design @ ahead)) - target))
        gradient[1:] += PENALTY * ahead[1:]
        before, w = w, ahead - 0.5 * gradient
        w[1:] = np.maximum(w[1:], 0)
    return np.round(w, 3)


def probability(w: np.ndarray, x: np.ndarray) -> np.ndarray:
    return np.round(1 / (1 + np.exp(-(w[0] + x @ w[1:]))), 6)


def roc_area(p: np.ndarray, y: np.ndarray) -> float:
    good, other = p[y > 0][:, None], p[y == 0][None, :]
    return float((good > other).mean() + 0.5 * (good == other).mean())


def out_of_fold(x: np.ndarray, y: np.ndarray, kind: np.ndarray, sets: list[np.ndarray]) -> np.ndarray:
    """The probability of each photograph of DRIMDB by the model fitted without its fold; folds hold equal shares of each kind."""
    random = np.random.default_rng(SEED)
    fold = np.zeros(len(y), int)
    for k in KINDS:
        members = random.permutation(np.flatnonzero(kind == k))
        fold[members] = np.arange(len(members)) % FOLDS
    p = np.zeros(len(y))
    for k in range(FOLDS):
        p[fold == k] = probability(fit(x[fold != k], y[fold != k], sets), x[fold == k])
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
    """Usable: from the first hundredth above every bad photograph and outlier. Good: from what 95 % of the good that are usable reach."""
    usable = np.floor(p[y == 0].max() * 100 + 1) / 100
    return float(usable), round(float(np.percentile(p[(y > 0) & (p >= usable)], 5)), 2)


def shares(p: np.ndarray, band: tuple[float, float]) -> str:
    counts = [(p >= band[1]).sum(), ((p >= band[0]) & (p < band[1])).sum(), (p < band[0]).sum()]
    return " | ".join(f"{count} ({100 * count / len(p):.0f} %)" for count in counts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("drimdb", type=Path)
    parser.add_argument("--gradable", type=Path, nargs="+", required=True)
    parser.add_argument("--readme", type=Path)
    args = parser.parse_args()
    ids, x = read(args.drimdb)
    kind = np.array([name.split("_")[0] for name in ids])
    y = (kind == "good").astype(float)
    sets = {folder.name: read(folder)[1] for folder in args.gradable}

    lines = ["Means:", "", "| photographs | " + " | ".join(SCORES) + " |", "|---|" + "---:|" * len(SCORES)]
    for name, rows in [*[(f"DRIMDB {k}", x[kind == k]) for k in KINDS], *sets.items()]:
        lines.append(f"| {name} ({len(rows)}) | " + " | ".join(f"{v:.2f}" for v in rows.mean(axis=0)) + " |")
    lines += ["| ROC area of the score alone | " + " | ".join(f"{roc_area(x[:, i], y):.3f}" for i in range(len(SCORES))) + " |", ""]

    for title, columns in (("Vessels looked for", list(range(len(SCORES)))), ("Vessels not looked for", WITHOUT_VESSELS)):
        of_sets = {name: rows[:, columns] for name, rows in sets.items()}
        features = x[:, columns]
        w = fit(features, y, list(of_sets.values()))
        p = out_of_fold(features, y, kind, list(of_sets.values()))
        band = limits(p, y)
        low, high = interval(p, y)
        area = {k: roc_area(p[(kind == "good") | (kind == k)], y[(kind == "good") | (kind == k)]) for k in KINDS[1:]}
        lines += [
            f"**{title}.** ROC area, good against bad and outlier, {FOLDS} folds: **{roc_area(p, y):.3f}** "
            f"(95 % interval {low:.3f} to {high:.3f}; against bad {area['bad']:.3f}, against outlier {area['outlier']:.3f}).",
            f"Intercept {w[0]:g}, " + ", ".join(f"{SCORES[c]} {v:g}" for c, v in zip(columns, w[1:]))
            + f". Usable from {band[0]:g}, good from {band[1]:g}.",
            "", "| photographs | Good | Usable | Reject |", "|---|---:|---:|---:|",
        ]
        lines += [f"| DRIMDB {k}, by the model fitted without their fold | {shares(p[kind == k], band)} |" for k in KINDS]
        every = []
        for name, rows in of_sets.items():
            every.append(probability(fit(features, y, [r for n, r in of_sets.items() if n != name]), rows))
            lines.append(f"| {name}, by the model fitted without this set | {shares(every[-1], band)} |")
        lines += [f"| all sets but DRIMDB | {shares(np.concatenate(every), band)} |", ""]
    text = "\n".join(lines).rstrip()
    print(text)
    if args.readme:
        page = args.readme.read_text()
        pattern = re.compile(r"(<!-- fit -->\n).*?(\n<!-- end of fit -->)", re.S)
        if not pattern.search(page):
            raise SystemExit("the README has no <!-- fit --> ... <!-- end of fit -->")
        args.readme.write_text(pattern.sub(lambda m: m[1] + text + m[2], page))


if __name__ == "__main__":
    main()

"""Turns what `retsam evaluate --json` measured into the model card's tables and the manifest's accuracy list.

    python3 training/tables.py test.json idrid-loc-validation.json --card src/RetSam.Models.Lite/MODEL_CARD.md --accuracy build/accuracy.json

The card's tables stand between <!-- scores --> and <!-- agreement --> markers and their ends; everything else in it is left alone.
`make_package.py --accuracy` takes the list. Needs the Python standard library only.
"""
import argparse
import json
import re
from pathlib import Path

LESIONS = {"MA": "microaneurysms", "HE": "haemorrhages", "EX": "hard exudates", "SE": "soft exudates"}
SCORES = {
    "vessel.dice": "vessel Dice", "vessel.iou": "vessel IoU", "vessel.sensitivity": "vessel sensitivity",
    "vessel.specificity": "vessel specificity", "vessel.auc": "vessel area under ROC", "vessel.cldice": "vessel clDice",
    "vessel.dice.second_observer": "*second observer's vessel Dice*", "artery.dice": "artery Dice", "vein.dice": "vein Dice",
    "av.accuracy": "artery or vein, right on true vessel pixels (missed = wrong)",
    "av.accuracy.found": "artery or vein, right on those of them that were found",
    "disc.dice": "disc Dice", "disc.iou": "disc IoU", "cup.dice": "cup Dice", "cup.iou": "cup IoU",
    "cdr.vertical.error": "vertical cup-to-disc ratio, absolute error", "disc.found": "disc found, share of images",
    "disc.centre.error": "disc centre, error in disc radii", "fovea.found": "fovea found, share of images",
    "fovea.error": "fovea, error in disc radii",
    **{f"lesion.{code}.{key}": f"{label} {name}" for code, label in LESIONS.items()
       for key, name in (("dice", "Dice"), ("sensitivity", "sensitivity"), ("average_precision", "area under precision-recall"))},
    "seconds": "seconds per image",
}
MEASURES = {
    "vessel.vessel.density": "vessel density", "vessel.vessel.fractal.d0": "fractal dimension d0",
    "vessel.vessel.tortuosity.distance_factor.mean": "distance factor, all vessels",
    "vessel.artery.tortuosity.distance_factor.mean": "distance factor, arteries",
    "vessel.vein.tortuosity.distance_factor.mean": "distance factor, veins",
    "vessel.artery.crae.knudtson": "CRAE (Knudtson)", "vessel.vein.crve.knudtson": "CRVE (Knudtson)", "vessel.avr": "AVR",
}
# What the manifest carries: the class and the measure of a score.
LESION_CLASSES = {"MA": "microaneurysm", "HE": "hemorrhage", "EX": "exudate", "SE": "cotton-wool-spot"}
ACCURACY = {
    "vessel.dice": ("vessel", "mean dice"), "artery.dice": ("artery", "mean dice"), "vein.dice": ("vein", "mean dice"),
    "disc.dice": ("optic-disc", "mean dice"), "cup.dice": ("optic-cup", "mean dice"),
    **{f"lesion.{code}.dice": (slug, "mean dice") for code, slug in LESION_CLASSES.items()},
}
SECOND = " (second observer)"


def name(part: dict) -> str:
    return f"{part['dataset']} {part['split'].replace('listed ids', 'validation part')}"


def score_rows(parts: list[dict]) -> list[str]:
    rows = ["| set | score | images | mean | 95 % interval | median | lowest | highest |", "|---|---|---:|---:|---:|---:|---:|---:|"]
    for part in parts:
        for m in part["metrics"]:
            if m["id"] not in SCORES:
                continue
            spread = f"{m['low95']:.3f} to {m['high95']:.3f} | {m['median']:.3f} | {m['min']:.3f} | {m['max']:.3f}"
            rows.append(f"| {name(part)} | {SCORES[m['id']]} | {m['images']} | {m['mean']:.3f} | {spread} |")
            if m["pooled"] is not None:
                rows.append(f"| {name(part)} | {SCORES[m['id']]}, all pixels together | {m['images']} | {m['pooled']:.3f} | | | | |")
    return rows


def agreement_rows(part: dict) -> list[str]:
    rows = ["| measure | unit | expert mean | correlation | mean difference | limits of agreement | second observer: correlation "
            "| mean difference | limits |", "|---|---|---:|---:|---:|---:|---:|---:|---:|"]
    found = {a["id"]: a for a in part["agreement"]}
    for key, label in MEASURES.items():
        if key not in found:
            continue
        a, second = found[key], found.get(key + SECOND)
        unit = "" if a["unit"] == "1" else a["unit"]
        rows.append(f"| {label} | {unit} | {a['expertMean']:.3g} | {agreement(a)} | {agreement(second) if second else '| |'} |")
    return rows


def agreement(a: dict) -> str:
    return f"{a['pearson']:.2f} | {a['meanDifference']:.3g} | {a['lowerLimit']:.3g} to {a['upperLimit']:.3g}"


def replace(card: str, marker: str, rows: list[str]) -> str:
    pattern = re.compile(rf"(<!-- {marker} -->\n).*?(\n<!-- end of {marker} -->)", re.S)
    if not pattern.search(card):
        raise SystemExit(f"the model card has no <!-- {marker} --> ... <!-- end of {marker} -->")
    return pattern.sub(lambda m: m[1] + "\n".join(rows) + m[2], card)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measured", type=Path, nargs="+", help="files that `retsam evaluate --json` wrote")
    parser.add_argument("--card", type=Path, required=True)
    parser.add_argument("--accuracy", type=Path, required=True)
    parser.add_argument("--agreement", default="DRIVE", help="the set whose measures are compared")
    args = parser.parse_args()
    parts = [part for file in args.measured for part in json.loads(file.read_text())["sets"]]
    card = replace(args.card.read_text(), "scores", score_rows(parts))
    card = replace(card, "agreement", agreement_rows(next(p for p in parts if p["dataset"] == args.agreement)))
    args.card.write_text(card)
    rows = [{"set": f"{name(part)}, photograph's own pixels", "class": ACCURACY[m["id"]][0], "measure": ACCURACY[m["id"]][1],
             "value": round(m["mean"], 4)} for part in parts for m in part["metrics"] if m["id"] in ACCURACY]
    args.accuracy.write_text(json.dumps(rows, indent=2) + "\n")


if __name__ == "__main__":
    main()

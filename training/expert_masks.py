"""Measures the experts' artery and vein masks of DRIVE's test photographs with `retsam measure` and writes the table of
docs/drive-expert-masks.md to the standard output.

    python training/expert_masks.py --data ../shared/data/DRIVE/test --retsam "dotnet src/RetSam.Cli/bin/Release/net10.0/retsam.dll"

DRIVE has no disc labels: the disc is what the embedded model finds on the photograph (`retsam segment`). Nothing is kept.
"""
import argparse
import json
import pathlib
import shlex
import statistics
import subprocess
import sys
import tempfile


def run(retsam, *arguments):
    return subprocess.run([*retsam, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def measure(retsam, folder, name, discs):
    mask = discs / "masks" / f"{name}.optic-disc.png"
    if not mask.exists():
        run(retsam, "segment", folder / f"{name}.png", "--out", discs, "--threads", 1)
    report = run(retsam, "measure", "--av", folder / f"{name}.av.png", "--disc", mask, "--fov", folder / f"{name}.fov.png", "--json", "-")
    return [m for m in json.loads(report)["measurements"] if m["id"].startswith("vessel.")]


def check(name, m):
    """Every measure has a value or says why not."""
    if (m["value"] is None) == (m["status"] == "Ok") or (m["value"] is None and not m["reason"]):
        sys.exit(f"{name}: {m['id']} has neither a value nor a reason: {m}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, required=True, help="a folder of NN.png, NN.av.png and NN.fov.png")
    parser.add_argument("--retsam", default="retsam", help="the command to run")
    parser.add_argument("--discs", type=pathlib.Path, help="keep the model's discs here and take them from here")
    arguments = parser.parse_args()
    retsam = shlex.split(arguments.retsam)
    names = sorted(f.name[: -len(".av.png")] for f in arguments.data.glob("*.av.png"))
    columns, missing = {}, {}
    with tempfile.TemporaryDirectory() as temporary:
        for name in names:
            for m in measure(retsam, arguments.data, name, arguments.discs or pathlib.Path(temporary)):
                check(name, m)
                column = columns.setdefault((m["id"], m["unit"]), [])
                if m["value"] is None:
                    missing.setdefault((m["id"], m["status"]), []).append(name)
                else:
                    column.append(m["value"])

    print("| measure | unit | n | mean | SD | least | most |")
    print("|---|---|---|---|---|---|---|")
    for (measure_id, unit), values in columns.items():
        if values:
            numbers = (statistics.mean(values), statistics.pstdev(values) if len(values) < 2 else statistics.stdev(values), min(values), max(values))
            print(f"| `{measure_id}` | {unit} | {len(values)} | " + " | ".join(f"{v:.4g}" for v in numbers) + " |")
    print()
    for (measure_id, status), images in missing.items():
        if columns[next(k for k in columns if k[0] == measure_id)] or status != "NoScale":
            print(f"- `{measure_id}` was not taken in {len(images)} of {len(names)}: {status} ({', '.join(images)}).")
    without_scale = [measure_id for measure_id, status in missing if status == "NoScale"]
    if without_scale:
        print(f"- Not taken without a scale: {', '.join(f'`{i}`' for i in without_scale)}.")


if __name__ == "__main__":
    main()

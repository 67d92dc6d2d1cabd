"""Times other libraries' kernels on the masks that the benchmark program wrote; called by compare.sh."""

import platform
import sys
import time
from pathlib import Path

import cv2
import numpy
import scipy
import skimage
from scipy import ndimage
from skimage import measure, morphology

PATIENCE_S = 2.0
FEWEST = 5

OTHERS = {
    "thinning": {
        "skimage skeletonize (zhang)": lambda m: morphology.skeletonize(m.bools),
        "skimage skeletonize (lee)": lambda m: morphology.skeletonize(m.bools, method="lee"),
    },
    "distance": {
        "scipy distance_transform_edt": lambda m: ndimage.distance_transform_edt(m.bools),
        "OpenCV distanceTransform (precise)": lambda m: cv2.distanceTransform(m.bytes, cv2.DIST_L2, cv2.DIST_MASK_PRECISE),
    },
    "components": {
        "OpenCV connectedComponentsWithStats": lambda m: cv2.connectedComponentsWithStats(m.bytes, connectivity=8),
        "skimage label + regionprops (moments)": lambda m: [p.moments for p in measure.regionprops(measure.label(m.bools))],
    },
}


class Mask:
    def __init__(self, path: Path) -> None:
        self.bytes = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        self.bools = self.bytes > 127


def least_ms(action) -> float:
    action()
    least, runs, start = float("inf"), 0, time.perf_counter()
    while runs < FEWEST or time.perf_counter() - start < PATIENCE_S:
        # The thread's own processor time: long runs share a busy machine's processor with others, and would look slower than they are.
        begin = time.thread_time()
        action()
        least = min(least, time.thread_time() - begin)
        runs += 1
    return 1000 * least


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.processor()


def main(folder: Path) -> None:
    cv2.setNumThreads(1)
    lines = (folder / "times.tsv").read_text().splitlines()
    print(f"{processor()}; {lines[0].lstrip('# ')}; Python {platform.python_version()}, numpy {numpy.__version__}, ", end="")
    print(f"scikit-image {skimage.__version__}, SciPy {scipy.__version__}, OpenCV {cv2.__version__}. One thread; least elapsed time of RetSam, least processor time of the others.\n")
    print("| Kernel | Size | RetSam | Other | Other's time | Times as long |")
    print("|---|---:|---:|---|---:|---:|")
    for line in lines[1:]:
        kernel, size, ours = line.split("\t")
        mask = Mask(folder / f"vessels-{size}.png")
        for name, action in OTHERS[kernel].items():
            theirs = least_ms(lambda: action(mask))
            print(f"| {kernel} | {size} | {float(ours):.2f} ms | {name} | {theirs:.2f} ms | {theirs / float(ours):.1f} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

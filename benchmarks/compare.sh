#!/bin/sh
# Times the kernels beside scikit-image, SciPy and OpenCV on the same masks in the same run, each on one thread, and prints one table.
# The packages are Debian's: apt install python3-skimage python3-scipy python3-opencv
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-/usr/bin/python3}
missing=""
for module in skimage:python3-skimage scipy:python3-scipy cv2:python3-opencv; do
    "$python" -c "import ${module%%:*}" 2>/dev/null || missing="$missing ${module##*:}"
done
if [ -n "$missing" ]; then
    echo "compare.sh: missing:$missing" >&2
    exit 1
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet run -c Release --project "$here/RetSam.Benchmarks" ${NO_BUILD:+--no-build} -- times "$folder" >&2
OMP_NUM_THREADS=1 "$python" "$here/compare.py" "$folder"

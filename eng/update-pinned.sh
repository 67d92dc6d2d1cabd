#!/usr/bin/env bash
# Writes anew what the tests in tests/RetSam.Biomarkers.Tests/Pinned compare with: after a result has changed on purpose. The diff says which.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release tests/RetSam.Biomarkers.Tests
pinned="$PWD/tests/RetSam.Biomarkers.Tests/Pinned/pinned.txt"
: > "$pinned"
RETSAM_WRITE_PINNED="$pinned" dotnet test -c Release --no-build --project tests/RetSam.Biomarkers.Tests -- --filter-namespace 'RetSam.Biomarkers.Tests.Pinned' || [ $? -eq 8 ]

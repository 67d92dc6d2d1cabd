#!/usr/bin/env bash
# Writes anew what `retsam selftest` compares with: after a measure, a phantom or the default model has changed on purpose.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release tests/RetSam.Sdk.Tests
RETSAM_WRITE_SELFTEST="$PWD/src/RetSam.Sdk/SelfTests/reference.json" \
  dotnet test -c Release --no-build --project tests/RetSam.Sdk.Tests -- --filter-class '*SelfTests.ReferenceWriter' || [ $? -eq 8 ]

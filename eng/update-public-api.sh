#!/usr/bin/env bash
# Writes every public member that is not yet in a library's PublicAPI.Unshipped.txt into it. Read the diff before you commit it:
# what it adds is promised to users.
set -euo pipefail
cd "$(dirname "$0")/.."
for project in src/*/PublicAPI.Unshipped.txt; do
  dotnet format analyzers "$(dirname "$project")" --diagnostics RS0016 RS0017 --severity warn
done

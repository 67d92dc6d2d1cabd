#!/usr/bin/env bash
# Writes PublicAPI.Unshipped.txt of every library (or of those named) anew from the code: all public members that are not in
# PublicAPI.Shipped.txt. Read the diff before you commit it: what it adds is promised to users.
set -euo pipefail
cd "$(dirname "$0")/.."
for library in "${@:-src/*}"; do
  for file in $library/PublicAPI.Unshipped.txt; do
    # From an empty file: the fixer merges its own edits badly when only some lines of a type are missing.
    echo '#nullable enable' > "$file"
    dotnet format analyzers "$(dirname "$file")" --diagnostics RS0016 --severity warn
  done
done

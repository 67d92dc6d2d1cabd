#!/usr/bin/env bash
# Writes the tables at the end of docs/biomarkers.md anew from the catalogue.
set -euo pipefail
cd "$(dirname "$0")/.."
page=docs/biomarkers.md
tables=$(mktemp)
trap 'rm -f "$tables"' EXIT
dotnet run --project src/RetSam.Cli -c Release -- catalogue --markdown > "$tables"
{
  sed '/^<!-- catalogue -->$/q' "$page"
  cat "$tables"
  echo '<!-- end of catalogue -->'
} > "$tables.page"
mv "$tables.page" "$page"

#!/usr/bin/env bash
# Restores every project under src as eng/locks has it; fails where a package, a version or the content of one is another.
set -eu
cd "$(dirname "$0")/.."
for project in src/*/*.csproj; do
  dotnet restore "$project" -p:LockedRestore=true --force
done

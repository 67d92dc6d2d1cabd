#!/usr/bin/env bash
# Writes eng/locks anew: every package that a project under src rests on, with its version and the hash of its content. To be run after
# a change of Directory.Packages.props or of a reference; what changed is to be read before it is committed.
set -eu
cd "$(dirname "$0")/.."
for project in src/*/*.csproj; do
  dotnet restore "$project" -p:LockedRestore=false --force-evaluate
done

#!/usr/bin/env bash
# Mutation testing: run.sh [--seed 1] [--sample 400] [--only Kernels/] [--without .Pinned.] [--processes 2] [--out DIR]. Takes some seconds a mutant.
set -eu
cd "$(dirname "$0")/../.."
for project in RetSam.Mutations RetSam.Biomarkers.Tests RetSam.Properties.Tests; do dotnet build "tests/$project" -c Release -v quiet; done
exec nice dotnet tests/RetSam.Mutations/bin/Release/net10.0/RetSam.Mutations.dll run "$@"

#!/usr/bin/env bash
# Lets AFL++ (apt install afl++) choose the inputs of one target: run-afl.sh tiff [DIR]. Stop it with Ctrl+C; what it finds is in DIR/TARGET/default/crashes.
set -eu
target=$1
out=$(mkdir -p "${2:-fuzz-out/afl}" && cd "${2:-fuzz-out/afl}" && pwd)
cd "$(dirname "$0")/../.."
dotnet build tests/RetSam.Fuzz -c Release -v quiet
program=tests/RetSam.Fuzz/bin/Release/net10.0/RetSam.Fuzz.dll
dotnet "$program" seeds "$target" --out "$out/seeds-$target"
copy=$(dotnet "$program" instrument --out "$out")
# AFL++ looks for its own instrumentation in the program it starts, which is dotnet; SharpFuzz's is in the assemblies.
export AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1
exec afl-fuzz -i "$out/seeds-$target" -o "$out/$target" -t 20000 -m none -- dotnet "$copy" afl "$target"

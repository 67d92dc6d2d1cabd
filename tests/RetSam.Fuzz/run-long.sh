#!/usr/bin/env bash
# Fuzzes for a long time: run-long.sh [--minutes 60] [--targets tiff png] [--seed 7] [--out DIR]. What one run keeps the next begins with.
set -eu
cd "$(dirname "$0")/../.."
dotnet build tests/RetSam.Fuzz -c Release -v quiet
case " $* " in *" --minutes "*) minutes=() ;; *) minutes=(--minutes 60) ;; esac
case " $* " in *" --seed "*) seed=() ;; *) seed=(--seed "$(date +%s)") ;; esac
exec nice -n 15 dotnet tests/RetSam.Fuzz/bin/Release/net10.0/RetSam.Fuzz.dll run "${minutes[@]}" "${seed[@]}" "$@"

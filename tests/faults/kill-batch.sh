#!/usr/bin/env bash
# Kills `retsam batch` two hundred times (or as often as the first argument says) as kill -9 does, at moments of chance: at its start, while it
# writes reports, while it writes the part. After each kill it is begun again; a cohort that is done must equal an undisturbed run's to the
# byte. Prints what the kills left behind. Takes some minutes. The second argument seeds the moments.
set -euo pipefail
cd "$(dirname "$0")/../.."
RETSAM_KILLS=${1:-200} RETSAM_KILL_SEED=${2:-1} \
  dotnet run -c Release --project tests/RetSam.Cli.Tests -- --filter-class '*KilledRunTests' --output Detailed

#!/usr/bin/env bash
# Two hundred concurrent uploads of the sample photograph to the service, in a process of its own on this machine's loopback: every
# report must be the library's own, nothing but 429 may be refused, and memory must stay bounded. Takes minutes; stops by itself.
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build tests/RetSam.WebService.Tests -c Release
address=http://127.0.0.1:5099
(cd samples/WebService && exec dotnet bin/Release/net10.0/WebService.dll --urls "$address") >/dev/null &
service=$!
trap 'kill "$service"' EXIT
for _ in $(seq 60); do (exec 3<>/dev/tcp/127.0.0.1/5099) 2>/dev/null && break; sleep 1; done
RETSAM_LOAD_ADDRESS=$address RETSAM_LOAD_PROCESS=$service \
  tests/RetSam.WebService.Tests/bin/Release/net10.0/RetSam.WebService.Tests --filter-method '*sample_photograph*' --xunit-diagnostics on --output Detailed

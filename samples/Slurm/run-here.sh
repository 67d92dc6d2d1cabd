#!/usr/bin/env bash
# Runs shard.sbatch on a Slurm of this machine alone: draws a small cohort, submits an array of 8 shards, kills one task half-way as kill -9
# does, queues it again, merges, and compares with one process's run byte for byte. Takes some minutes on two cores.
#
# Needs slurm-wlm and munge, which it installs where it is root of a Debian; no systemd, no cgroups, nothing of a Slurm that is there already.
# Everything it starts and writes is below one temporary folder and gone at the end.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
readonly here shards=8 images=24 victim=3

if ! command -v slurmctld slurmd munged sbatch >/dev/null; then
  [ "$(id -u)" -eq 0 ] || { echo "Slurm is not installed: apt-get install slurm-wlm munge" >&2; exit 1; }
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends slurm-wlm munge >/dev/null
fi

dir=$(mktemp -d)
chmod 711 "$dir"    # munged wants its socket to be within everybody's reach
daemons=()
clean() {
  [ ${#daemons[@]} -eq 0 ] || { kill "${daemons[@]}" 2>/dev/null; wait "${daemons[@]}" 2>/dev/null; } || true
  rm -rf "$dir"
}
trap clean EXIT
fail() { echo "FAILED: $1" >&2; tail -n 20 "$dir"/*.log >&2; exit 1; }
await() {    # await WHAT SECONDS COMMAND...: until the command succeeds
  local what=$1 end=$((SECONDS + $2))
  until "${@:3}" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || fail "$what did not happen in $2 s"
    sleep 0.1
  done
}

echo "== retsam"
root=$(cd "$here/../.." && pwd)
dotnet build "$root/src/RetSam.Cli" -c Release -v quiet -nologo
mkdir "$dir/bin"
printf '#!/bin/sh\nexec dotnet "%s" "$@"\n' "$root/src/RetSam.Cli/bin/Release/net10.0/retsam.dll" >"$dir/bin/retsam"
chmod +x "$dir/bin/retsam"
export PATH="$dir/bin:$PATH"

echo "== a cohort of $images drawn eyes, and what one process makes of it"
cd "$dir"
echo "path,id,laterality,um_per_px" >images.csv
for i in $(seq "$images"); do
  retsam phantom --size 320 --seed "$i" --out "eye$i"
  echo "eye$i/phantom.png,P$i,od,7.5" >>images.csv
done
retsam batch --manifest images.csv --out one
retsam merge one --out one-merged

echo "== Slurm $(slurmctld -V)"
host=$(hostname -s)
cat >slurm.conf <<CONF
ClusterName=here
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=26817
SlurmdPort=26818
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$dir/munge.socket
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
SwitchType=switch/none
MailProg=/bin/true
KillWait=5
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc)
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$dir/slurm.conf
mkdir state spool
(umask 077 && head -c 128 /dev/urandom >munge.key)
munged --foreground --force --key-file="$dir/munge.key" --socket="$dir/munge.socket" --pid-file="$dir/munged.pid" --seed-file="$dir/munge.seed" &>munged.log &
daemons+=($!)
await "munged's socket" 20 test -S munge.socket
slurmctld -D &>slurmctld.log &
daemons+=($!)
await "an answer of slurmctld" 60 scontrol ping
slurmd -D -N "$host" &>slurmd.log &
daemons+=($!)
await "an idle node" 60 sh -c 'sinfo -h -o %t | grep -qx idle'
sinfo

echo "== an array of $shards shards"
array=$(sbatch --parsable --array=0-$((shards - 1)) --output="$dir/task-%a.log" "$here/shard.sbatch" "$dir/images.csv" "$dir/many" "$shards")
state_of() { scontrol show job "${array}_$1" | sed -n 's/.*JobState=\([A-Z_]*\).*/\1/p'; }
mine() { (cd many/reports 2>/dev/null && for ((i = victim + 1; i <= images; i += shards)); do ls "P$i.json" 2>/dev/null; done) || true; }
some_of_mine() { [ -n "$(mine)" ]; }
is_failed() { [ "$(state_of "$victim")" = FAILED ]; }
none_is_queued() { [ -z "$(squeue -h -j "$array")" ]; }

await "a first report of shard $victim" 600 some_of_mine
id=$(scontrol show job "${array}_$victim" | sed -n 's/^JobId=\([0-9]*\).*/\1/p')
pid=$(scontrol listpids "$id" | awk 'NR > 1 {print $1; exit}')
kill -9 "$pid"
await "the end of the killed task" 60 is_failed
done_before=$(mine | wc -l)
[ ! -e "many/parts/part-000$victim-of-000$shards.parquet" ] || fail "shard $victim was complete before it was killed"
first=many/reports/$(mine | head -n 1)
written=$(stat -c %y "$first")
squeue
echo "task $victim, process $pid, killed with $done_before of $((images / shards)) reports done: $(state_of "$victim"); queued again"
scontrol requeue "${array}_$victim"
await "the end of all tasks" 900 none_is_queued
for ((i = 0; i < shards; i++)); do
  echo "shard $i: $(state_of "$i")"
  [ "$(state_of "$i")" = COMPLETED ] || fail "task $i did not complete: $(cat "task-$i.log")"
done
[ "$(stat -c %y "$first")" = "$written" ] || fail "$first was written again"

echo "== merged, against one process"
retsam merge many --out many-merged
for file in measures.parquet measures.csv; do
  cmp "one-merged/$file" "many-merged/$file" || fail "$file differs"
  echo "the same bytes: $file, $(stat -c %s "many-merged/$file") bytes, SHA-256 $(sha256sum <"many-merged/$file" | cut -c 1-16)..."
done
diff -r one/reports many/reports || fail "reports differ"
echo "the same bytes: $(find many/reports -name '*.json' | wc -l) reports"
echo "passed"

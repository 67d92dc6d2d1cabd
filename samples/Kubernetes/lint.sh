#!/usr/bin/env bash
# Holds the manifests to the JSON schemas of the Kubernetes API (npm: kubernetes-models) and lints the Dockerfile (npm: dockerfilelint).
# Needs node and npm; installs into a temporary folder.
set -euo pipefail
cd "$(dirname "$0")"
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
npm install --prefix "$tools" --silent kubernetes-models@5.1.0 dockerfilelint@1.8.0 js-yaml@4.1.0 2>/dev/null
cat >"$tools/check.mjs" <<'JS'
import fs from "node:fs";
import yaml from "js-yaml";
import { Job } from "kubernetes-models/batch/v1";
for (const file of process.argv.slice(2)) {
  const job = yaml.load(fs.readFileSync(file, "utf8"));
  new Job(job).validate();
  console.log(`${file}: a ${job.apiVersion} ${job.kind} by its schema`);
  // A schema that lets everything through would say so too.
  for (const spoil of [j => { j.spec.completions = "eight"; }, j => { delete j.spec.template; }]) {
    const bad = structuredClone(job);
    spoil(bad);
    let refused = false;
    try { new Job(bad).validate(); } catch { refused = true; }
    if (!refused) { throw new Error(`${file}: the schema takes a spoilt job`); }
  }
}
JS
node "$tools/check.mjs" cohort.yaml merge.yaml
"$tools/node_modules/.bin/dockerfilelint" Dockerfile

#!/usr/bin/env bash
# Asks the package source whether any package that the solution restores, directly or through another, is known to be vulnerable.
# A source without such data answers as one that knows of nothing. So it is asked first about a package that is known to be
# (Newtonsoft.Json 12.0.3, GHSA-5crp-9r3c-p9vr): where it does not say so, nothing was checked.
# Exit code: 0 checked, none found; 1 found, or the check broke; 2 not checked.
set -u
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# ask PROJECT: what the source says of the project's packages; fails where it cannot be asked.
ask() { dotnet list "$1" package --vulnerable --include-transitive --format json; }

not_checked() { echo "not checked here: $1"; exit 2; }

cat >"$work/known.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Newtonsoft.Json" Version="[12.0.3]" />
  </ItemGroup>
</Project>
PROJECT
dotnet restore "$work/known.csproj" >"$work/log" 2>&1 || not_checked "the source has no package that is known to be vulnerable, to ask it about first"
ask "$work/known.csproj" >"$work/known.json" 2>&1 || not_checked "the source cannot be asked about vulnerabilities"
grep -q '"vulnerabilities"' "$work/known.json" || not_checked "the source serves no vulnerability data"

if ! ask RetSam.Sdk.sln >"$work/ours.json" 2>&1; then
  cat "$work/ours.json"
  echo "the source serves vulnerability data, and could not be asked about the packages of the solution"
  exit 1
fi
if grep -q '"vulnerabilities"' "$work/ours.json"; then
  # Only packages with findings are listed.
  grep -E '"(id|resolvedVersion|severity|advisoryurl)"' "$work/ours.json"
  exit 1
fi

echo "no package is known to be vulnerable"

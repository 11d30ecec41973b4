#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# build.sh [TARGET...]: configures and builds the release preset; quiet unless something fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Another clone of the same sources finds what was compiled here.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=true

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Building Wattline (build/release) ..."
if ! { cmake --preset release && cmake --build --preset release ${1:+--target "$@"}; } >"$log" 2>&1; then
  grep -E -A12 'error:|FAILED|CMake Error' "$log" >&2 || tail -n 40 "$log" >&2
  exit 1
fi

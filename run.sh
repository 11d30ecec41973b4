#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [FILE...]: installs what is missing, builds Wattline and opens it on the files, or on the sample project.
# Without a display it renders the same pages to wattline-out/ and prints the path.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

files=()
for file in "$@"; do
  files+=("$(realpath -m -- "$file")")
done

cd "$root"
tools/install_packages.sh build
tools/build.sh wattline wattline-cli

if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
  [ ${#files[@]} -gt 0 ] || files=(--sample)
  exec build/release/app/gui/wattline "${files[@]}"
fi
echo "No display here: rendering the pages instead."
exec tools/render_pages.sh "$root/wattline-out" "${files[@]}"

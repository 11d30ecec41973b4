#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# render_pages.sh FOLDER [FILE...]: draws the workbench's five pages of the files, or of the synthetic sample project, into the
# folder, and for the sample project also writes the data set, a formula, the comparison table and a forecast.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

out=$1
shift
opened=("$@")
[ ${#opened[@]} -gt 0 ] || opened=(--sample)
mkdir -p "$out"
if [ -z "${XDG_RUNTIME_DIR:-}" ]; then
  XDG_RUNTIME_DIR=$(mktemp -d)
  export XDG_RUNTIME_DIR # Qt warns without one
  trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
fi

number=0
for page in trace features search compare report; do
  number=$((number + 1))
  picture="$out/$number-$page.png"
  build/release/app/gui/wattline --render "$page" -o "$picture" "${opened[@]}"
  echo "  $picture"
done

cli() {
  build/release/app/cli/wattline-cli "$@" --quiet
}
if [ "${opened[0]}" = --sample ]; then
  four_gpus=("$out/dataset.csv" --target peak_power_w --where gpus=4)
  cli dataset --tasks sample-data/tasks.csv --traces sample-data -o "$out/dataset.csv" >/dev/null
  cli evolve "${four_gpus[@]}" --population 200 --generations 50 -o "$out/formula.txt"
  cli compare "${four_gpus[@]}" --repeats 5 -o "$out/comparison.txt"
  cli forecast --valley-power 62.23 --valley-duration 6.41 --peak-power 291.06 --peak-duration 182.58 \
    --epochs 10 --gpus 4 --tdp 400 -o "$out/forecast.txt"
  for text in dataset.csv formula.txt comparison.txt forecast.txt; do
    echo "  $out/$text"
  done
fi
echo "Everything lies in $out."

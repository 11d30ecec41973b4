#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test.sh [CTEST OPTION...]: installs what is missing, builds everything and runs every test; the last line counts them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

tools/install_packages.sh build test
tools/build.sh

report=build/release/test-report.xml
rm -f "$report"
status=0
ctest --preset release --output-junit "$PWD/$report" "$@" || status=$?

# The summary is counted from ctest's own report; a test that was skipped has not passed.
if [ ! -s "$report" ]; then
  echo "0 passed, 1 failed"
  exit 1
fi
count() {
  sed -n "s/.*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p" "$report" | head -n 1
}
failures=$(count failures)
left_out=$(($(count disabled) + $(count skipped)))
echo "$(($(count tests) - failures - left_out)) passed, $failures failed, $left_out skipped"
exit "$status"

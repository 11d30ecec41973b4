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

# The summary is counted from ctest's own report, so that it cannot say more than was run.
read -r tests failures < <(sed -n 's/.*<testsuite[^>]* tests="\([0-9]*\)".*/\1/p; s/.*[[:space:]]failures="\([0-9]*\)".*/\1/p' \
  "$report" | tr '\n' ' '; echo)
echo "$((tests - failures)) passed, $failures failed"
exit "$status"

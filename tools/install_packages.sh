#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# install_packages.sh GROUP...: installs the Debian packages of the groups build, test and check that are missing, with
# apt-get (through sudo where not root). Says what and why; asks only on a terminal. Ends with 1 where that cannot be done.
set -euo pipefail

# What the programs are built from; docs/decisions/0001-components.md says why each.
build_packages=(
  g++ cmake ninja-build ccache
  qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev libqcustomplot-dev
  libeigen3-dev libhwy-dev libcli11-dev nlohmann-json3-dev libfmt-dev zlib1g-dev
  fonts-dejavu-core python3
)
# What the tests need besides: a screen without a monitor, a window manager, a hand for mouse and keys; another boosting
# to compare with (2 MB to fetch, 6 MB installed).
test_packages=(xvfb openbox xdotool python3-numpy python3-sympy libxgboost-dev)
# What the checks of .ci/run need besides.
check_packages=(clang-format clang-tidy)

wanted=()
for group in "$@"; do
  case "$group" in
    build) wanted+=("${build_packages[@]}") ;;
    test) wanted+=("${test_packages[@]}") ;;
    check) wanted+=("${check_packages[@]}") ;;
    *) echo "install_packages.sh: no group of packages is named '$group'." >&2; exit 2 ;;
  esac
done

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "This is no Debian system; Wattline needs the equivalents of these packages: ${wanted[*]}" >&2
  exit 0 # the build says what is really missing
fi

missing=()
for package in "${wanted[@]}"; do
  status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

echo "Wattline is built from Debian packages. Missing here ($*): ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "They cannot be installed: not root, and there is no sudo. As root: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
if [ -t 0 ] && [ -t 1 ]; then
  read -r -p "Install them with ${as_root[*]:+sudo }apt-get? [Y/n] " answer
  case "$answer" in
    [nN]*) echo "Nothing was installed."; exit 1 ;;
  esac
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { "${as_root[@]}" apt-get update &&
       "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
         apt-get install --yes --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "apt-get could not install them; its last lines stand above." >&2
  exit 1
fi
echo "Installed."

# SPDX-License-Identifier: GPL-3.0-or-later
# One interface target that every target of the project links: language, warnings, sanitizers.
add_library(wattline_options INTERFACE)
target_include_directories(wattline_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(wattline_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wformat=2
  -Wno-missing-field-initializers
  -Wno-maybe-uninitialized -Wno-restrict # GCC 12 warns falsely inside its own std::stop_source and std::string
  -Werror)

# Results must not depend on the compiler's freedom to fuse or reorder floating-point operations.
target_compile_options(wattline_options INTERFACE -fno-math-errno -ffp-contract=off)

if(WATTLINE_SANITIZE)
  string(REPLACE ";" "," _sanitizers "${WATTLINE_SANITIZE}")
  target_compile_options(wattline_options INTERFACE -fsanitize=${_sanitizers} -fno-omit-frame-pointer)
  target_link_options(wattline_options INTERFACE -fsanitize=${_sanitizers})
  if(_sanitizers MATCHES "undefined")
    target_compile_options(wattline_options INTERFACE -fno-sanitize-recover=undefined)
  endif()
endif()

# Names of this build, for --version and the files that the program writes.
set(WATTLINE_VERSION_DEFINITION WATTLINE_VERSION="${PROJECT_VERSION}")

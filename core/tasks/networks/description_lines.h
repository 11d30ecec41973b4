// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/networks/size_expression.h"

namespace wattline {

/// A word of a description and where it stands.
struct DescriptionWord {
    std::string text;
    TextPlace place;
};

/// A line that holds words: what stands before a `#`, parted at blanks. Never empty.
using DescriptionLine = std::vector<DescriptionWord>;

/// Error Format where a description has more than 1 MiB.
Result<void> checkDescriptionSize(std::uintmax_t bytes, const std::string& file);

/// The lines of a description that hold words. Error Format: more than 1 MiB, a word longer than 64 bytes, or
/// control bytes, so no text.
Result<std::vector<DescriptionLine>> descriptionLines(std::string_view text, const std::string& file);

} // namespace wattline

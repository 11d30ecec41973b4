// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/evolution/search.h"

#include <string_view>

namespace wattline {

/// The rows that a search speaks of, as a checkpoint recognises them.
struct RowsMark {
    std::size_t trainRows = 0;
    std::size_t validationRows = 0;
    std::size_t features = 0;
    std::string target;
    std::uint64_t fingerprint = 0; ///< of names and values

    bool operator==(const RowsMark&) const = default;
};

RowsMark markOf(const RegressionData& train, const RegressionData& validation);

/// Bytes with a first line that says what they are and of which version, and a fingerprint that shows damage.
std::string sealed(std::string_view title, const ByteWriter& body);
/// What was sealed. Error Format where the bytes are something else, of another version, or damaged; `what` names the
/// thing in the message: "checkpoint".
Result<std::string_view> unsealed(std::string_view title, std::string_view bytes, const std::string& what);

/// The beginning of every mode's checkpoint.
ByteWriter beginCheckpoint(const SearchSettings& settings, const RowsMark& rows);
/// The end of it.
std::string endCheckpoint(const ByteWriter& body);
/// The answer of restoreStrictSearch() and its like where the reader has failed or bytes are left over.
Error unsoundCheckpoint();

void put(ByteWriter& writer, const Expression& formula);
void put(ByteWriter& writer, const SearchSettings& settings);
void put(ByteWriter& writer, const std::vector<GenerationStats>& history);
void put(ByteWriter& writer, const FormulaCandidate& candidate);

/// Each makes the reader fail where the bytes are unsound: a formula that is no tree, or speaks of a feature that there
/// is not.
Expression takeExpression(ByteReader& reader, std::size_t features);
SearchSettings takeSettings(ByteReader& reader);
std::vector<GenerationStats> takeHistory(ByteReader& reader, std::size_t features);
FormulaCandidate takeCandidate(ByteReader& reader, std::size_t features);

} // namespace wattline

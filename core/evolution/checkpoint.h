// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/split.h"
#include "core/evolution/search.h"

#include <filesystem>

namespace wattline {

/// A search that was put down, with all the rows that it speaks of: enough to look at it and to go on with it on
/// another day, without the files that its rows came from.
struct SavedSearch {
    RegressionData data; ///< all rows
    Split split;         ///< which of them train, validate and test
    std::string state;   ///< Search::checkpoint()
    std::size_t generations = 0;
    std::int64_t startedUnixSeconds = 0; ///< 0 where that is not known

    RegressionData train() const { return selectRows(data, split.train); }
    RegressionData validation() const { return selectRows(data, split.validation); }
    RegressionData test() const { return selectRows(data, split.test); }
};

/// Replaces the file as writeFileAtomically() does; its errors.
Result<void> writeCheckpoint(const std::filesystem::path& file, const SavedSearch& search);

/// What writeCheckpoint() wrote; its state is only looked at by restoreSearch(). Errors of readFile(); Error Format,
/// naming the file, where it is no checkpoint, of another version, or damaged.
Result<SavedSearch> readCheckpoint(const std::filesystem::path& file, const RunContext& context = {});

/// The bytes of such a file, and back; errors name `name`.
std::string checkpointBytes(const SavedSearch& search);
Result<SavedSearch> parseCheckpoint(std::string_view bytes, const std::string& name);

/// Whether bytes begin like a checkpoint of any version.
bool looksLikeCheckpoint(std::string_view bytes);

/// Whether two tables hold the same columns and values, row for row.
bool sameRows(const RegressionData& a, const RegressionData& b);

} // namespace wattline

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

#include <filesystem>
#include <map>
#include <optional>
#include <set>

namespace wattline {

/// Which row of a data set was measured on which recording. Built once, asked for many.
class RecordingRows {
public:
    explicit RecordingRows(const Dataset& dataset);

    /// The row of the recording at that path; else, as recordings are moved, the only row that was measured on a
    /// recording of that file name. Nothing where none or several were.
    std::optional<std::size_t> rowOf(const std::filesystem::path& recording) const;

private:
    std::map<std::filesystem::path, std::size_t> m_byPath;
    std::map<std::filesystem::path, std::set<std::size_t>> m_byName;
};

} // namespace wattline

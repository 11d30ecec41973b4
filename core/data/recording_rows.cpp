// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/recording_rows.h"

#include <system_error>

namespace wattline {

namespace {

/// The whole path, without "." and ".."; nothing is looked up on the disk.
std::filesystem::path wholePath(const std::filesystem::path& path)
{
    std::error_code failed;
    const std::filesystem::path whole = std::filesystem::absolute(path, failed);
    return (failed ? path : whole).lexically_normal();
}

} // namespace

RecordingRows::RecordingRows(const Dataset& dataset)
{
    for (std::size_t row = 0; row < dataset.provenance.size(); ++row) {
        for (const std::filesystem::path trace : dataset.provenance[row].traces) {
            m_byPath.emplace(wholePath(trace), row);
            m_byName[trace.filename()].insert(row);
        }
    }
}

std::optional<std::size_t> RecordingRows::rowOf(const std::filesystem::path& recording) const
{
    if (const auto there = m_byPath.find(wholePath(recording)); there != m_byPath.end())
        return there->second;
    const auto named = m_byName.find(recording.filename());
    if (named == m_byName.end() || named->second.size() != 1)
        return std::nullopt;
    return *named->second.begin();
}

} // namespace wattline

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/read_trace.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace wattline::test {

/// The recording that the text is, under the name run.csv.
inline Result<Trace> parse(const QByteArray& text, const ReadOptions& options = {})
{
    return parseTrace({text.constData(), static_cast<std::size_t>(text.size())}, "run.csv", options);
}

/// The recordings that the text holds.
inline Result<std::vector<Trace>> parseAll(const QByteArray& text, const ReadOptions& options = {})
{
    return parseRecordings({text.constData(), static_cast<std::size_t>(text.size())}, "run.csv", options);
}

/// The trace's issue of that kind, or none.
inline const Issue* issueOf(const Trace& trace, IssueKind kind)
{
    const auto found =
        std::find_if(trace.issues.begin(), trace.issues.end(), [&](const Issue& i) { return i.kind == kind; });
    return found == trace.issues.end() ? nullptr : &*found;
}

/// The watts of a GPU as text, gaps as "-": "60 - 300".
inline QString wattsOf(const Trace& trace, std::size_t gpu = 0)
{
    QStringList watts;
    for (const float value : trace.gpus[gpu].power.powerWatts)
        watts << (std::isnan(value) ? QString("-") : QString::number(value));
    return watts.join(' ');
}

} // namespace wattline::test

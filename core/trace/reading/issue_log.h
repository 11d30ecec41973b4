// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace wattline {

/// Collects what is odd in a recording. What happens row by row is counted per kind, and only its first occurrence is
/// put into words, so that a file full of oddities costs no more than a good one.
class IssueLog {
public:
    /// Counts one occurrence; `message` is called for the first of its kind only.
    template <class MakeMessage>
    void count(IssueKind kind, std::size_t line, const MakeMessage& message)
    {
        std::size_t& place = m_counted[static_cast<std::size_t>(kind)];
        if (place == 0) {
            m_issues.push_back({kind, line, 0, message()});
            place = m_issues.size();
        }
        ++m_issues[place - 1].count;
    }

    /// A finding of its own, never merged with others.
    void add(Issue issue) { m_issues.push_back(std::move(issue)); }

    /// Takes what was found in a later stretch of the recording, whose lines count from the given one.
    void append(IssueLog&& later, std::size_t linesBefore)
    {
        for (Issue& issue : later.m_issues) {
            const auto kind = static_cast<std::size_t>(issue.kind);
            const bool counted = later.m_counted[kind] > 0 && &later.m_issues[later.m_counted[kind] - 1] == &issue;
            issue.line += issue.line > 0 ? linesBefore : 0;
            if (counted && m_counted[kind] > 0) {
                m_issues[m_counted[kind] - 1].count += issue.count;
                continue;
            }
            m_issues.push_back(std::move(issue));
            if (counted)
                m_counted[kind] = m_issues.size();
        }
        later = {};
    }

    /// All findings in the order of their lines, those of the whole file last.
    std::vector<Issue> take()
    {
        const auto place = [](const Issue& issue) {
            return std::tuple(issue.line > 0 ? issue.line : std::numeric_limits<std::size_t>::max(), issue.kind);
        };
        std::stable_sort(m_issues.begin(), m_issues.end(),
                         [&](const Issue& a, const Issue& b) { return place(a) < place(b); });
        m_counted = {};
        return std::move(m_issues);
    }

private:
    static constexpr std::size_t Kinds = static_cast<std::size_t>(IssueKind::Assumption) + 1;
    std::array<std::size_t, Kinds> m_counted{}; ///< place in m_issues, from 1; 0 where none was counted
    std::vector<Issue> m_issues;
};

} // namespace wattline

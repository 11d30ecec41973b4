// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <array>

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

    std::vector<Issue> take() { return std::move(m_issues); }

private:
    static constexpr std::size_t Kinds = static_cast<std::size_t>(IssueKind::Assumption) + 1;
    std::array<std::size_t, Kinds> m_counted{}; ///< place in m_issues, from 1; 0 where none was counted
    std::vector<Issue> m_issues;
};

} // namespace wattline

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace wattline::ui {

/// The views that one can go back and forth between, as in a browser.
template <class View>
class ViewHistory {
public:
    void clear()
    {
        m_past.clear();
        m_future.clear();
    }

    /// Called with the present view before it changes.
    void leave(const View& present)
    {
        m_past.push_back(present);
        if (m_past.size() > Kept)
            m_past.erase(m_past.begin());
        m_future.clear();
    }

    /// The view before the present one; the present one itself where there is none.
    View back(const View& present) { return step(m_past, m_future, present); }
    View forth(const View& present) { return step(m_future, m_past, present); }

private:
    static constexpr std::size_t Kept = 100;

    static View step(std::vector<View>& from, std::vector<View>& to, const View& present)
    {
        if (from.empty())
            return present;
        to.push_back(present);
        View view = from.back();
        from.pop_back();
        return view;
    }

    std::vector<View> m_past;
    std::vector<View> m_future;
};

} // namespace wattline::ui

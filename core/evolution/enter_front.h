// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

namespace wattline {

/// The newcomer enters a front, shortest formula first, where nothing at most as long has at most its error (the given
/// member), and ousts what it beats. Whether it did.
template <class T>
bool enterFront(std::vector<T>& front, T newcomer, double T::*error)
{
    const auto beats = [error](const T& a, const T& b) {
        return a.formula.length() <= b.formula.length() && a.*error <= b.*error;
    };
    if (std::any_of(front.begin(), front.end(), [&](const T& member) { return beats(member, newcomer); }))
        return false;
    std::erase_if(front, [&](const T& member) { return beats(newcomer, member); });
    const auto place = std::find_if(front.begin(), front.end(), [&](const T& member) {
        return member.formula.length() > newcomer.formula.length();
    });
    front.insert(place, std::move(newcomer));
    return true;
}

} // namespace wattline

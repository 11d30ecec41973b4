// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <new>

namespace wattline {

/// Numbers that begin on a line of the cache, so that no vector of theirs lies on two; not initialised.
template <class T>
class RowBuffer {
public:
    static constexpr std::size_t Alignment = 64;

    RowBuffer() = default;
    explicit RowBuffer(std::size_t size)
        : m_size(size), m_values(static_cast<T*>(::operator new (size * sizeof(T), std::align_val_t{Alignment})))
    {
    }

    T* data() { return m_values.get(); }
    const T* data() const { return m_values.get(); }
    std::size_t size() const { return m_size; }

private:
    struct Release {
        void operator()(T* values) const { ::operator delete (values, std::align_val_t{Alignment}); }
    };

    std::size_t m_size = 0;
    std::unique_ptr<T, Release> m_values;
};

} // namespace wattline

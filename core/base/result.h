// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace wattline {

/// What sort of failure an Error is. The command line and the message bar treat Canceled as an ordinary outcome.
enum class ErrorKind {
    Io,       ///< a file could not be read or written
    Format,   ///< the bytes are not of the form they should have
    Data,     ///< the values are well formed but cannot be used (too few rows, no power column, ...)
    Numeric,  ///< a computation has no finite answer
    Canceled, ///< the caller asked to stop
    Internal  ///< our own fault, survived
};

/// A failure that the user can act on: one sentence with a place and, where there is one, a way out,
/// for example: node3.csv:118: "[N/A]" is not a power reading.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    std::string message;
};

/// The value of a computation that can fail, or the Error that says why it did.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool hasValue() const { return m_state.index() == 0; }
    explicit operator bool() const { return hasValue(); }

    const T& value() const&
    {
        assert(hasValue());
        return *std::get_if<0>(&m_state);
    }
    T& value() &
    {
        assert(hasValue());
        return *std::get_if<0>(&m_state);
    }
    T&& value() &&
    {
        assert(hasValue());
        return std::move(*std::get_if<0>(&m_state));
    }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    const Error& error() const
    {
        assert(!hasValue());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_failed(true) {}

    bool hasValue() const { return !m_failed; }
    explicit operator bool() const { return hasValue(); }
    const Error& error() const
    {
        assert(m_failed);
        return m_error;
    }

private:
    Error m_error;
    bool m_failed = false;
};

/// The ordinary outcome of a stop request.
inline Error canceledError()
{
    return {ErrorKind::Canceled, "Canceled."};
}

} // namespace wattline

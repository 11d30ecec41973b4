// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wattline {

/// Numbers and texts as compact bytes, the same on every machine.
class ByteWriter {
public:
    /// A count or a code: one byte below 128, ten at most.
    void number(std::uint64_t value);
    /// Exact to the bit, not-a-number included: eight bytes.
    void real(double value);
    void text(std::string_view text);

    const std::string& bytes() const { return m_bytes; }
    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Takes what a ByteWriter wrote. Bytes that end too early or do not fit make it fail; from then on every answer is 0
/// or empty, so that one look at failed() at the end suffices. Nothing is ever read beyond the end.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : m_rest(bytes) {}

    std::uint64_t number();
    /// A number of at most `most`; fails where it is greater.
    std::uint64_t numberUpTo(std::uint64_t most);
    double real();
    std::string text();
    /// How many things follow, each of at least that many bytes; fails where fewer bytes are left than they need, so
    /// that memory for them is only asked for where they are there.
    std::size_t count(std::size_t leastBytesEach);

    void fail();
    bool failed() const { return m_failed; }
    bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
    bool m_failed = false;
};

/// A 64-bit fingerprint of bytes, to recognise what is damaged or another; no protection against a forger.
std::uint64_t fingerprintOf(std::string_view bytes);

} // namespace wattline

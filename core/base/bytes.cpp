// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bytes.h"

#include <bit>

namespace wattline {

void ByteWriter::number(std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        m_bytes.push_back(static_cast<char>(0x80 | (value & 0x7f)));
    m_bytes.push_back(static_cast<char>(value));
}

void ByteWriter::real(double value)
{
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (int shift = 0; shift < 64; shift += 8)
        m_bytes.push_back(static_cast<char>(bits >> shift & 0xff));
}

void ByteWriter::text(std::string_view text)
{
    number(text.size());
    m_bytes += text;
}

std::uint64_t ByteReader::number()
{
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(m_rest.front());
        m_rest.remove_prefix(1);
        value |= std::uint64_t{byte & 0x7fU} << shift;
        if (byte < 0x80)
            return value;
    }
    fail();
    return 0;
}

std::uint64_t ByteReader::numberUpTo(std::uint64_t most)
{
    const std::uint64_t value = number();
    if (value <= most)
        return value;
    fail();
    return 0;
}

double ByteReader::real()
{
    if (m_rest.size() < 8) {
        fail();
        return 0.0;
    }
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 8; ++i)
        bits |= std::uint64_t{static_cast<unsigned char>(m_rest[i])} << (8 * i);
    m_rest.remove_prefix(8);
    return std::bit_cast<double>(bits);
}

std::string ByteReader::text()
{
    const std::size_t length = count(1);
    std::string text(m_rest.substr(0, length));
    m_rest.remove_prefix(length);
    return text;
}

std::size_t ByteReader::count(std::size_t leastBytesEach)
{
    const std::uint64_t count = number();
    if (count <= m_rest.size() / leastBytesEach)
        return count;
    fail();
    return 0;
}

void ByteReader::fail()
{
    m_failed = true;
    m_rest = {};
}

std::uint64_t fingerprintOf(std::string_view bytes)
{
    constexpr std::size_t Word = 8;
    std::uint64_t hash = 0x9e3779b97f4a7c15ULL ^ bytes.size();
    for (std::size_t begin = 0; begin < bytes.size(); begin += Word) {
        std::uint64_t word = 0;
        const std::string_view part = bytes.substr(begin, Word);
        for (std::size_t i = 0; i < part.size(); ++i)
            word |= std::uint64_t{static_cast<unsigned char>(part[i])} << (8 * i);
        hash = (hash ^ word) * 0xbf58476d1ce4e5b9ULL;
        hash ^= hash >> 31;
    }
    hash *= 0x94d049bb133111ebULL;
    return hash ^ (hash >> 29);
}

} // namespace wattline

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/csv_marks.h"

#include <bit>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/trace/reading/csv_marks.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway asks.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace wattline::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t GroupBytes = 64;
using D = hn::CappedTag<std::uint8_t, GroupBytes>;
using V = hn::Vec<D>;

template <class Mask>
HWY_INLINE std::uint64_t bitsOf(D d, Mask mask)
{
    // As wide as the vector has lanes, so that the compiler sees through the memory.
    std::uint8_t bytes[8] = {};
    hn::StoreMaskBits(d, mask, bytes);
    if constexpr (hn::MaxLanes(D()) == 16) {
        std::uint16_t bits = 0;
        std::memcpy(&bits, bytes, sizeof bits);
        return bits;
    } else if constexpr (hn::MaxLanes(D()) == 32) {
        std::uint32_t bits = 0;
        std::memcpy(&bits, bytes, sizeof bits);
        return bits;
    } else {
        std::uint64_t bits = 0;
        std::memcpy(&bits, bytes, sizeof bits);
        return bits;
    }
}

/// Writes the places of the bits, some too many: with as many as are usual at once the loop hardly ever turns a second
/// time.
template <int Usual>
HWY_INLINE std::uint32_t* writePlaces(std::uint64_t bits, std::uint32_t base, std::uint32_t* out)
{
    const int count = std::popcount(bits);
    for (int done = 0; done < count; done += Usual) {
        for (int i = done; i < done + Usual; ++i) {
            out[i] = base + static_cast<std::uint32_t>(std::countr_zero(bits));
            bits &= bits - 1;
        }
    }
    return out + count;
}

class Finder {
public:
    Finder(CsvMarks& marks, char separator)
        : m_separator(hn::Set(m_d, static_cast<std::uint8_t>(separator))),
          m_cells(marks.cellEnds.data()),
          m_lines(marks.lineEnds.data())
    {
    }

    HWY_INLINE void look(const char* text, std::uint32_t base)
    {
        const V lineBreak = hn::Set(m_d, static_cast<std::uint8_t>('\n'));
        const V quote = hn::Set(m_d, static_cast<std::uint8_t>('"'));
        std::uint64_t cells = 0;
        std::uint64_t lines = 0;
        for (std::size_t at = 0; at < GroupBytes; at += hn::Lanes(m_d)) {
            const V bytes = hn::LoadU(m_d, reinterpret_cast<const std::uint8_t*>(text) + at);
            const auto isBreak = hn::Eq(bytes, lineBreak);
            lines |= bitsOf(m_d, isBreak) << at;
            cells |= bitsOf(m_d, hn::Or(isBreak, hn::Eq(bytes, m_separator))) << at;
            m_quotes = hn::Or(m_quotes, hn::VecFromMask(m_d, hn::Eq(bytes, quote)));
            m_high = hn::Or(m_high, bytes);
            m_least = hn::Min(m_least, bytes);
        }
        m_cells = writePlaces<8>(cells, base, m_cells);
        m_lines = writePlaces<2>(lines, base, m_lines);
    }

    void finish(CsvMarks& marks) const
    {
        marks.cells = static_cast<std::size_t>(m_cells - marks.cellEnds.data());
        marks.lines = static_cast<std::size_t>(m_lines - marks.lineEnds.data());
        const auto any = [this](auto mask) { return !hn::AllFalse(m_d, mask); };
        marks.hasQuotes = any(hn::Ne(m_quotes, hn::Zero(m_d)));
        marks.hasNuls = any(hn::Eq(m_least, hn::Zero(m_d)));
        marks.hasHighBytes = any(hn::Ne(hn::And(m_high, hn::Set(m_d, std::uint8_t{0x80})), hn::Zero(m_d)));
    }

private:
    D m_d;
    V m_separator;
    V m_quotes = hn::Zero(m_d);
    V m_high = hn::Zero(m_d);
    V m_least = hn::Set(m_d, std::uint8_t{0xff});
    std::uint32_t* m_cells;
    std::uint32_t* m_lines;
};

void findMarks(CsvMarks& marks, std::string_view text, char separator)
{
    Finder finder(marks, separator);
    std::size_t at = 0;
    for (; at + GroupBytes <= text.size(); at += GroupBytes)
        finder.look(text.data() + at, static_cast<std::uint32_t>(at));
    if (at < text.size()) {
        char rest[GroupBytes];
        std::memset(rest, ' ', GroupBytes);
        std::memcpy(rest, text.data() + at, text.size() - at);
        finder.look(rest, static_cast<std::uint32_t>(at));
    }
    finder.finish(marks);
}

} // namespace wattline::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace wattline {

HWY_EXPORT(findMarks);

void CsvMarks::find(std::string_view text, char separator)
{
    // Every byte may be a mark, and the last places are written eight at a time.
    const std::size_t room = text.size() + 64;
    if (cellEnds.size() < room) {
        cellEnds.resize(room);
        lineEnds.resize(room);
    }
    HWY_DYNAMIC_DISPATCH(findMarks)(*this, text, separator);
}

} // namespace wattline
#endif

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace wattline {

/// Rows are evaluated in groups of this many, the widest vector that there is; blocks are padded to a multiple of it.
template <class T>
inline constexpr std::size_t LaneGroup = 64 / sizeof(T);

/// Where an instruction finds an argument: a column of the features, a constant, or a slot that an earlier instruction
/// wrote. Terminals are read where they lie and never copied.
struct Operand {
    enum class Kind : std::uint8_t { Slot, Column, Constant };
    std::uint32_t index = 0;
    Kind kind = Kind::Slot;
};

/// One function applied to a block of rows; `second` is unused by functions of one argument. A terminal's op copies
/// `first`: only where a whole program is a terminal.
struct Instruction {
    Operand first;
    Operand second;
    std::uint32_t slot = 0; ///< where the value goes
    Op op = Op::Add;
    bool scored = false;     ///< the value is a whole program's: its absolute errors are summed
    std::uint32_t score = 0; ///< which sum, where scored
};

/// A sequence of instructions that computes one or many expressions, each distinct subtree as often as its maker chose.
struct Tape {
    std::vector<Instruction> instructions;
    std::vector<double> constants;
    std::size_t slotCount = 0;
};

/// The tape of one expression: one instruction per function node, arguments before their function, slots used again as
/// soon as they are read. Empty where the expression is a terminal.
Tape tapeOf(const Expression& expression);

/// Gives out slot numbers, the one that was given back last first, so that few of them stay in the nearest cache.
class SlotPool {
public:
    std::uint32_t take();
    void giveBack(std::uint32_t slot) { m_free.push_back(slot); }
    std::size_t count() const { return m_count; }

private:
    std::vector<std::uint32_t> m_free;
    std::uint32_t m_count = 0;
};

/// The memory that a tape runs on: one block of rows of doubles or of floats.
template <class T>
struct TapeBlock {
    std::size_t rows = 0;       ///< rows that count; memory holds them padded to a multiple of LaneGroup
    const T* columns = nullptr; ///< feature v of row i at columns[v * columnStride + i]
    std::size_t columnStride = 0;
    T* slotValues = nullptr; ///< slot s of row i at slotValues[s * slotStride + i]
    std::size_t slotStride = 0;
    const T* target = nullptr; ///< needed where instructions are scored
    T* scores = nullptr;       ///< the sum of |value - target| over the rows that count is added
    T* result = nullptr;       ///< where there is one, the last instruction writes here rather than into its slot
};

/// Runs the instructions on one block, with the widest vectors that the machine has.
void runTape(std::span<const Instruction> instructions, const std::vector<double>& constants,
             const TapeBlock<double>& block);
void runTape(std::span<const Instruction> instructions, const std::vector<double>& constants,
             const TapeBlock<float>& block);

} // namespace wattline

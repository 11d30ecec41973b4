// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/networks/description_lines.h"
#include "core/tasks/networks/network_description.h"

#include <span>

namespace wattline {

/// Reads the statements of one block or network, up to its `end`.
class StatementParser {
public:
    /// `next` is the line to go on with; it is moved on. Parameters are those of the block, none in a network.
    StatementParser(const NetworkFile& known, std::span<const DescriptionLine> lines, std::size_t& next,
                    const std::vector<std::string>& parameters);

    /// The statements of what began at `opening`. Error Format as parseNetworks().
    Result<std::vector<NetworkStatement>> parseBody(const DescriptionWord& opening);

private:
    Result<NetworkStatement> parseStatement(const DescriptionLine& line);
    Result<NetworkStatement> parseNested(const DescriptionLine& line, NetworkStatement::Kind kind);
    Result<void> parseLayer(const DescriptionLine& line, NetworkStatement& statement) const;
    Result<void> parseCall(const DescriptionLine& line, NetworkStatement& statement) const;
    Result<SizeExpression> parseNumber(const DescriptionWord& word) const;
    bool isParameter(std::string_view name) const;
    Error unknownWord(const DescriptionWord& word) const;
    Error mistake(const DescriptionWord& word, const std::string& sentence) const;

    const NetworkFile& m_known;
    std::span<const DescriptionLine> m_lines;
    std::size_t& m_next;
    const std::vector<std::string>& m_parameters;
    std::size_t m_depth = 0;
    bool m_endedAtShortcut = false;
};

/// Words that no block and no parameter may be called.
bool isKeyword(std::string_view word);

} // namespace wattline

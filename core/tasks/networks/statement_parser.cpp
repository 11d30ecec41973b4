// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/networks/statement_parser.h"

#include "core/base/text.h"
#include "core/tasks/networks/layer_kinds.h"
#include "core/tasks/networks/network_names.h"

#include <algorithm>
#include <fmt/format.h>

namespace wattline {

namespace {

using Kind = NetworkStatement::Kind;
using Need = LayerOption::Need;

constexpr std::size_t DeepestNesting = 50;
constexpr std::string_view Keywords[] = {"block", "network", "end", "repeat", "residual", "shortcut", "gate"};

std::string listOfOptions(const LayerKind& kind)
{
    std::vector<std::string_view> names;
    for (const LayerOption& option : kind.options)
        names.push_back(option.name);
    names.push_back(UnseenFlag);
    return fmt::format("{}", fmt::join(names, ", "));
}

const LayerArgument* argumentNamed(const NetworkStatement& statement, std::string_view name)
{
    const auto found = std::find_if(statement.arguments.begin(), statement.arguments.end(),
                                    [name](const LayerArgument& a) { return a.name == name; });
    return found == statement.arguments.end() ? nullptr : &*found;
}

} // namespace

bool isKeyword(std::string_view word)
{
    return std::find(std::begin(Keywords), std::end(Keywords), word) != std::end(Keywords);
}

StatementParser::StatementParser(const NetworkFile& known, std::span<const DescriptionLine> lines, std::size_t& next,
                                 const std::vector<std::string>& parameters)
    : m_known(known), m_lines(lines), m_next(next), m_parameters(parameters)
{
}

Result<std::vector<NetworkStatement>> StatementParser::parseBody(const DescriptionWord& opening)
{
    std::vector<NetworkStatement> body;
    while (m_next < m_lines.size()) {
        const DescriptionLine& line = m_lines[m_next];
        const std::string& first = line.front().text;
        if (first == "end" || first == "shortcut") {
            if (line.size() > 1)
                return mistake(line[1], fmt::format("nothing may follow \"{}\".", first));
            if (body.empty())
                return mistake(line.front(),
                               fmt::format("\"{}\" on line {} holds no layer.", opening.text, opening.place.line));
            m_endedAtShortcut = first == "shortcut";
            if (m_endedAtShortcut && m_depth == 0)
                return mistake(line.front(), "\"shortcut\" belongs into \"residual\".");
            ++m_next;
            return body;
        }
        Result<NetworkStatement> statement = parseStatement(line);
        if (!statement)
            return statement.error();
        body.push_back(*std::move(statement));
    }
    return mistake(opening, fmt::format("\"{}\" has no \"end\".", opening.text));
}

Result<NetworkStatement> StatementParser::parseStatement(const DescriptionLine& line)
{
    const std::string& word = line.front().text;
    if (word == "repeat")
        return parseNested(line, Kind::Repeat);
    if (word == "residual")
        return parseNested(line, Kind::Residual);
    if (word == "gate")
        return parseNested(line, Kind::Gate);
    NetworkStatement statement;
    statement.place = line.front().place;
    statement.word = word;
    ++m_next;
    Result<void> read;
    if (m_known.block(word) != nullptr) {
        statement.kind = Kind::Call;
        read = parseCall(line, statement);
    } else if (layerKind(word) != nullptr || isParameter(word)) {
        read = parseLayer(line, statement);
    } else {
        return unknownWord(line.front());
    }
    if (!read)
        return read.error();
    return statement;
}

Result<NetworkStatement> StatementParser::parseNested(const DescriptionLine& line, Kind kind)
{
    if (m_depth == DeepestNesting)
        return mistake(line.front(), fmt::format("more than {} statements stand within each other.", DeepestNesting));
    NetworkStatement statement;
    statement.kind = kind;
    statement.place = line.front().place;
    statement.word = line.front().text;
    const std::size_t words = kind == Kind::Repeat ? 2 : 1;
    if (line.size() < words)
        return mistake(line.front(), "a number must follow \"repeat\".");
    if (line.size() > words)
        return mistake(line[words], fmt::format("{} is one word too many.", quotedForMessage(line[words].text)));
    if (kind == Kind::Repeat) {
        Result<SizeExpression> times = parseNumber(line[1]);
        if (!times)
            return times.error();
        statement.arguments.push_back({{}, *std::move(times)});
    }
    ++m_next;
    ++m_depth;
    Result<std::vector<NetworkStatement>> body = parseBody(line.front());
    if (!body)
        return body.error();
    statement.body = *std::move(body);
    if (m_endedAtShortcut) {
        const DescriptionWord& shortcut = m_lines[m_next - 1].front();
        if (kind != Kind::Residual)
            return mistake(shortcut, "\"shortcut\" belongs into \"residual\".");
        Result<std::vector<NetworkStatement>> other = parseBody(shortcut);
        if (!other)
            return other.error();
        if (m_endedAtShortcut)
            return mistake(m_lines[m_next - 1].front(), "a residual has one shortcut.");
        statement.shortcut = *std::move(other);
    }
    --m_depth;
    return statement;
}

Result<void> StatementParser::parseLayer(const DescriptionLine& line, NetworkStatement& statement) const
{
    static const LayerKind anyKind{}; // of a parameter, which is known only when the block is called
    const LayerKind* const known = layerKind(statement.word);
    const LayerKind& kind = known != nullptr ? *known : anyKind;
    std::size_t at = 1;
    if (!kind.leading.empty()) {
        if (line.size() == 1)
            return mistake(line[0], fmt::format("{} needs a number behind it: its {}.", kind.name, kind.leading));
        Result<SizeExpression> number = parseNumber(line[at++]);
        if (!number)
            return number.error();
        statement.arguments.push_back({{}, *std::move(number)});
    }
    while (at < line.size()) {
        const DescriptionWord& name = line[at++];
        const LayerOption* const option = kind.option(name.text);
        if (option == nullptr)
            return mistake(name, fmt::format("{} has no {}; it takes {}.", statement.word, quotedForMessage(name.text),
                                             listOfOptions(kind)));
        if (argumentNamed(statement, name.text) != nullptr)
            return mistake(name, fmt::format("{} is said twice.", name.text));
        if (option->need == Need::Flag) {
            statement.arguments.push_back({name.text, {}, true});
            continue;
        }
        if (at == line.size())
            return mistake(name, fmt::format("a number must follow {}.", name.text));
        Result<SizeExpression> number = parseNumber(line[at++]);
        if (!number)
            return number.error();
        statement.arguments.push_back({name.text, *std::move(number)});
    }
    for (const LayerOption& option : kind.options) {
        if (option.need == Need::Must && argumentNamed(statement, option.name) == nullptr)
            return mistake(line[0], fmt::format("{0} needs its {1}: write {1} and a number.", kind.name, option.name));
    }
    return {};
}

Result<void> StatementParser::parseCall(const DescriptionLine& line, NetworkStatement& statement) const
{
    const NetworkBlock& block = *m_known.block(statement.word);
    if (line.size() - 1 != block.parameters.size())
        return mistake(line[0], fmt::format("block {} takes {} ({}), but {} given.", block.name,
                                            block.parameters.size(), fmt::join(block.parameters, ", "),
                                            line.size() == 2 ? "1 is" : fmt::format("{} are", line.size() - 1)));
    for (std::size_t i = 1; i < line.size(); ++i) {
        const bool isKind = layerKind(line[i].text) != nullptr;
        Result<SizeExpression> value =
            isKind ? parseSize(line[i].text, line[i].place, m_known.file) : parseNumber(line[i]);
        if (!value)
            return value.error();
        statement.arguments.push_back({block.parameters[i - 1], *std::move(value)});
    }
    return {};
}

Result<SizeExpression> StatementParser::parseNumber(const DescriptionWord& word) const
{
    Result<SizeExpression> number = parseSize(word.text, word.place, m_known.file);
    if (!number)
        return number;
    for (const SizeExpression::Step& step : number->steps) {
        if (step.kind == SizeExpression::Step::Kind::Name && !isNamedSize(step.name) && !isParameter(step.name))
            return mistake(word, fmt::format("{} is no parameter of the block and none of image, sequence, classes, "
                                             "channels, side, tokens.",
                                             quotedForMessage(step.name)));
    }
    return number;
}

bool StatementParser::isParameter(std::string_view name) const
{
    return std::find(m_parameters.begin(), m_parameters.end(), name) != m_parameters.end();
}

Error StatementParser::unknownWord(const DescriptionWord& word) const
{
    std::vector<std::string> candidates;
    for (const LayerKind& kind : layerKinds())
        candidates.emplace_back(kind.name);
    for (const NetworkBlock& block : m_known.blocks)
        candidates.push_back(block.name);
    candidates.insert(candidates.end(), std::begin(Keywords), std::end(Keywords));
    const std::string near = nearNamesList(word.text, candidates);
    return mistake(word, fmt::format("{} is no layer and no block above this line.{}", quotedForMessage(word.text),
                                     near.empty() ? "" : fmt::format(" Did you mean {}?", near)));
}

Error StatementParser::mistake(const DescriptionWord& word, const std::string& sentence) const
{
    return mistakeAt(m_known.file, word.place, sentence);
}

} // namespace wattline

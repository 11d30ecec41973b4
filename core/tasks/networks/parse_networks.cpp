// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/text.h"
#include "core/tasks/networks/layer_kinds.h"
#include "core/tasks/networks/network_names.h"
#include "core/tasks/networks/statement_parser.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace wattline {

namespace {

constexpr std::size_t MostBlocks = 200; // each name is looked for among them
constexpr std::string_view NamedSizes[] = {"image", "sequence", "classes", "channels", "side", "tokens"};

std::uint64_t valueOf(const SizeExpression& number)
{
    return number.steps.front().number;
}

class NetworkParser {
public:
    NetworkParser(std::vector<DescriptionLine> lines, const std::string& file) : m_lines(std::move(lines))
    {
        m_file.file = file;
    }

    Result<NetworkFile> parse()
    {
        while (m_next < m_lines.size()) {
            const DescriptionLine& line = m_lines[m_next++];
            const std::string& word = line.front().text;
            if (word != "block" && word != "network")
                return mistake(line.front(),
                               fmt::format("{} stands outside of any block or network.", quotedForMessage(word)));
            if (line.size() == 1)
                return mistake(line.front(), fmt::format("a name must follow \"{}\".", word));
            if (Result<void> part = word == "block" ? parseBlock(line) : parseNetwork(line); !part)
                return part.error();
        }
        if (m_file.networks.empty())
            return Error{ErrorKind::Format, m_file.file +
                                                ": describes no network; one begins with the word network, its "
                                                "name behind it, and ends with the word end."};
        return std::move(m_file);
    }

private:
    Result<void> parseBlock(const DescriptionLine& line)
    {
        NetworkBlock block{line[1].text, line.front().place, {}, {}};
        if (Result<void> fits = checkNewName(line[1]); !fits)
            return fits;
        if (m_file.blocks.size() == MostBlocks)
            return mistake(line.front(), fmt::format("there are more than {} blocks.", formatCount(MostBlocks)));
        if (m_file.block(block.name) != nullptr)
            return mistake(line[1], fmt::format("there is a block {} already, on line {}.", block.name,
                                                m_file.block(block.name)->place.line));
        for (std::size_t i = 2; i < line.size(); ++i) {
            if (Result<void> fits = checkNewName(line[i]); !fits)
                return fits;
            if (std::find(block.parameters.begin(), block.parameters.end(), line[i].text) != block.parameters.end())
                return mistake(line[i], fmt::format("two parameters are called {}.", line[i].text));
            block.parameters.push_back(line[i].text);
        }
        StatementParser statements(m_file, m_lines, m_next, block.parameters);
        Result<std::vector<NetworkStatement>> body = statements.parseBody(line.front());
        if (!body)
            return body.error();
        block.body = *std::move(body);
        m_file.blocks.push_back(std::move(block));
        return {};
    }

    Result<void> parseNetwork(const DescriptionLine& line)
    {
        if (line.size() > 2)
            return mistake(line[2], "a network's name is one word.");
        NetworkDescription network;
        network.name = line[1].text;
        network.place = line.front().place;
        if (Result<void> fits = noteName(line[1]); !fits)
            return fits;
        while (m_next < m_lines.size() && isHeader(m_lines[m_next].front().text)) {
            if (Result<void> header = parseHeader(m_lines[m_next++], network); !header)
                return header;
        }
        if (network.usualSize == 0)
            return mistake(line[1], "what the network reads must stand before its layers: \"image 224 channels 3\" or "
                                    "\"sequence 128\".");
        const std::vector<std::string> none;
        StatementParser statements(m_file, m_lines, m_next, none);
        Result<std::vector<NetworkStatement>> body = statements.parseBody(line.front());
        if (!body)
            return body.error();
        network.body = *std::move(body);
        m_file.networks.push_back(std::move(network));
        return {};
    }

    static bool isHeader(std::string_view word)
    {
        return word == "also" || word == "source" || word == "image" || word == "sequence" || word == "classes";
    }

    Result<void> parseHeader(const DescriptionLine& line, NetworkDescription& network)
    {
        const std::string& word = line.front().text;
        if (line.size() == 1)
            return mistake(line.front(), fmt::format("something must follow \"{}\".", word));
        if (word == "also") {
            for (std::size_t i = 1; i < line.size(); ++i) {
                if (Result<void> fits = noteName(line[i]); !fits)
                    return fits;
                network.otherNames.push_back(line[i].text);
            }
            return {};
        }
        if (word == "source") {
            for (std::size_t i = 1; i < line.size(); ++i)
                network.source += (i == 1 ? "" : " ") + line[i].text;
            return {};
        }
        return parseSizeHeader(line, network);
    }

    /// image N channels N, sequence N, classes N.
    Result<void> parseSizeHeader(const DescriptionLine& line, NetworkDescription& network)
    {
        const std::string& word = line.front().text;
        const bool saidTwice = word == "classes" ? network.usualClasses.has_value() : network.usualSize != 0;
        if (saidTwice)
            return mistake(line.front(),
                           word == "classes" ? "the classes are said twice." : "what the network reads is said twice.");
        const std::size_t words = word == "image" ? 4 : 2;
        if (line.size() != words || (word == "image" && line[2].text != "channels"))
            return mistake(line.front(), word == "image" ? "the line must read \"image SIDE channels COUNT\"."
                                                         : fmt::format("one number must follow \"{}\".", word));
        std::vector<std::uint64_t> numbers;
        for (std::size_t i = 1; i < line.size(); i += 2) {
            Result<SizeExpression> number = parseSize(line[i].text, line[i].place, m_file.file);
            if (!number)
                return number.error();
            if (number->steps.size() > 1 || valueOf(*number) == 0)
                return mistake(line[i], fmt::format("{} is no number above 0.", quotedForMessage(line[i].text)));
            numbers.push_back(valueOf(*number));
        }
        if (word == "classes") {
            network.usualClasses = numbers[0];
            return {};
        }
        network.input = word == "image" ? NetworkDescription::Input::Image : NetworkDescription::Input::Tokens;
        network.usualSize = numbers[0];
        network.inputChannels = numbers.back();
        return {};
    }

    /// Of a block or parameter: a name that an expression may hold and that means nothing else.
    Result<void> checkNewName(const DescriptionWord& word) const
    {
        const Result<SizeExpression> name = parseSize(word.text, word.place, m_file.file);
        if (!name || name->loneName().empty())
            return mistake(word, fmt::format("{} is no name: letters, digits and _ are wanted, a letter first.",
                                             quotedForMessage(word.text)));
        if (isKeyword(word.text) || layerKind(word.text) != nullptr || isNamedSize(word.text))
            return mistake(
                word, fmt::format("{} has a meaning of its own; choose another name.", quotedForMessage(word.text)));
        return {};
    }

    /// Of a network: no other has it.
    Result<void> noteName(const DescriptionWord& word)
    {
        const std::string name = comparableName(word.text);
        if (name.empty())
            return mistake(word, fmt::format("{} holds no letter and no digit.", quotedForMessage(word.text)));
        const auto [first, isNew] = m_lineOfName.emplace(name, word.place.line);
        if (!isNew)
            return mistake(word, fmt::format("{} names a network already, on line {} (case and punctuation do not "
                                             "count).",
                                             quotedForMessage(word.text), first->second));
        return {};
    }

    Error mistake(const DescriptionWord& word, const std::string& sentence) const
    {
        return mistakeAt(m_file.file, word.place, sentence);
    }

    std::vector<DescriptionLine> m_lines;
    std::size_t m_next = 0;
    NetworkFile m_file;
    std::map<std::string, std::size_t> m_lineOfName;
};

} // namespace

const NetworkBlock* NetworkFile::block(std::string_view name) const
{
    const auto found = std::find_if(blocks.begin(), blocks.end(), [name](const auto& b) { return b.name == name; });
    return found == blocks.end() ? nullptr : &*found;
}

Result<NetworkFile> parseNetworks(std::string_view text, const std::string& file)
{
    Result<std::vector<DescriptionLine>> lines = descriptionLines(text, file);
    if (!lines)
        return lines.error();
    return NetworkParser(*std::move(lines), file).parse();
}

Result<NetworkFile> readNetworks(const std::filesystem::path& path)
{
    std::error_code unknown; // readFile says what is wrong with the file
    const std::uintmax_t size = std::filesystem::file_size(path, unknown);
    if (Result<void> fits = checkDescriptionSize(unknown ? 0 : size, path.string()); !fits)
        return fits.error();
    const Result<std::string> bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    return parseNetworks(*bytes, path.string());
}

bool isNamedSize(std::string_view name)
{
    return std::find(std::begin(NamedSizes), std::end(NamedSizes), name) != std::end(NamedSizes);
}

} // namespace wattline

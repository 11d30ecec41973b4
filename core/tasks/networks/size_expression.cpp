// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/networks/size_expression.h"

#include "core/base/text.h"

#include <charconv>
#include <fmt/format.h>

namespace wattline {

namespace {

using Step = SizeExpression::Step;

constexpr std::size_t DeepestBrackets = 50;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// Recursive descent over one word.
class SizeReader {
public:
    SizeReader(std::string_view text, TextPlace place, const std::string& file)
        : m_text(text), m_place(place), m_file(file)
    {
    }

    Result<SizeExpression> read()
    {
        if (Result<void> whole = readSum(); !whole)
            return whole.error();
        if (m_at < m_text.size())
            return mistake("an operator (+ - * /)");
        return SizeExpression{std::string(m_text), m_place, std::move(m_steps)};
    }

private:
    Result<void> readSum()
    {
        return readChain("+-", [this] { return readChain("*/", [this] { return readOne(); }); });
    }

    template <class Operand>
    Result<void> readChain(std::string_view operators, const Operand& readOperand)
    {
        if (Result<void> first = readOperand(); !first)
            return first;
        while (m_at < m_text.size() && operators.find(m_text[m_at]) != std::string_view::npos) {
            const std::string name(1, m_text[m_at++]);
            if (Result<void> next = readOperand(); !next)
                return next;
            m_steps.push_back({Step::Kind::Operator, 0, name});
        }
        return {};
    }

    Result<void> readOne()
    {
        const char c = m_at < m_text.size() ? m_text[m_at] : '\0';
        if (isDigit(c))
            return readNumber();
        if (isNameCharacter(c)) {
            const std::size_t begin = m_at;
            while (m_at < m_text.size() && (isNameCharacter(m_text[m_at]) || isDigit(m_text[m_at])))
                ++m_at;
            m_steps.push_back({Step::Kind::Name, 0, std::string(m_text.substr(begin, m_at - begin))});
            return {};
        }
        if (c != '(')
            return mistake("a whole number or a name");
        if (++m_depth > DeepestBrackets)
            return mistake("fewer brackets within brackets");
        ++m_at;
        if (Result<void> inner = readSum(); !inner)
            return inner;
        --m_depth;
        if (m_at == m_text.size() || m_text[m_at] != ')')
            return mistake("a closing bracket");
        ++m_at;
        return {};
    }

    Result<void> readNumber()
    {
        std::uint64_t number = 0;
        const char* const begin = m_text.data() + m_at;
        const auto [end, status] = std::from_chars(begin, m_text.data() + m_text.size(), number);
        if (status != std::errc() || number > LargestSize)
            return mistakeAt(m_file, here(),
                             fmt::format("the number exceeds {}, the largest there may be.", formatCount(LargestSize)));
        m_at += static_cast<std::size_t>(end - begin);
        m_steps.push_back({Step::Kind::Number, number, {}});
        return {};
    }

    TextPlace here() const { return {m_place.line, m_place.column + m_at}; }

    Error mistake(const std::string& wanted) const
    {
        return mistakeAt(m_file, here(), fmt::format("{} is wanted here, in {}.", wanted, quotedForMessage(m_text)));
    }

    std::string_view m_text;
    TextPlace m_place;
    const std::string& m_file;
    std::size_t m_at = 0;
    std::size_t m_depth = 0;
    std::vector<Step> m_steps;
};

/// The sentence that says why two numbers have no result; empty where they have one, which `a` then holds.
std::string combine(std::uint64_t& a, std::uint64_t b, char operation)
{
    switch (operation) {
    case '+':
        a += b;
        break;
    case '*':
        a *= b; // both at most LargestSize
        break;
    case '-':
        if (b > a)
            return fmt::format("{} - {} is below 0", a, b);
        a -= b;
        break;
    default:
        if (b == 0 || a % b != 0)
            return fmt::format("{} / {} is no whole number", a, b);
        a /= b;
    }
    return a > LargestSize ? fmt::format("its value exceeds {}", formatCount(LargestSize)) : std::string();
}

} // namespace

std::string_view SizeExpression::loneName() const
{
    return steps.size() == 1 && steps.front().kind == Step::Kind::Name ? std::string_view(steps.front().name)
                                                                       : std::string_view();
}

Error mistakeAt(const std::string& file, TextPlace place, const std::string& sentence)
{
    return {ErrorKind::Format, fmt::format("{}:{}:{}: {}", file, place.line, place.column, sentence)};
}

Result<SizeExpression> parseSize(std::string_view text, TextPlace place, const std::string& file)
{
    return SizeReader(text, place, file).read();
}

Result<std::uint64_t> sizeOf(const SizeExpression& expression,
                             const std::function<std::optional<std::uint64_t>(std::string_view)>& valueOf,
                             const std::string& file)
{
    const auto refused = [&](const std::string& reason) {
        return Error{ErrorKind::Data,
                     mistakeAt(file, expression.place,
                               fmt::format("{} cannot be computed: {}.", quotedForMessage(expression.text), reason))
                         .message};
    };
    std::vector<std::uint64_t> stack;
    for (const Step& step : expression.steps) {
        if (step.kind == Step::Kind::Operator) {
            const std::uint64_t second = stack.back();
            stack.pop_back();
            if (const std::string reason = combine(stack.back(), second, step.name.front()); !reason.empty())
                return refused(reason);
        } else if (step.kind == Step::Kind::Name) {
            const std::optional<std::uint64_t> value = valueOf(step.name);
            if (!value)
                return refused(fmt::format("{} has no value here", quotedForMessage(step.name)));
            if (*value > LargestSize)
                return refused(fmt::format("{} is {}, above {}", step.name, *value, formatCount(LargestSize)));
            stack.push_back(*value);
        } else {
            stack.push_back(step.number);
        }
    }
    return stack.back();
}

} // namespace wattline

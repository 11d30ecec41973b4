// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/parse.h"

#include "core/base/text.h"
#include "core/expression/names.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace wattline {

namespace {

constexpr int DeepestNesting = 200;
constexpr Node Two = {Op::Constant, 0, 2.0};

/// Recursive descent; every rule appends its nodes in postfix order and answers false after the first error.
///   sum = product { (+|-) product }     product = factor { (*|/) factor }     factor = { - } power
///   power = atom [ ^ factor ]           atom = number | name | function ( sum { , sum } ) | ( sum )
class FormulaParser {
public:
    FormulaParser(std::string_view text, const std::vector<std::string>& names, FunctionNames functionNames)
        : m_text(text), m_names(names), m_functionNames(functionNames)
    {
    }

    Result<Expression> parse()
    {
        if (readSum()) {
            skipBlanks();
            if (m_place == m_text.size())
                return std::move(m_expression);
            fail("an operator or the end", m_place);
        }
        return std::move(m_error);
    }

private:
    bool readSum()
    {
        if (++m_nesting > DeepestNesting)
            return failWith("is nested deeper than 200", m_place);
        if (!readProduct())
            return false;
        for (;;) {
            const Op op = accept('+') ? Op::Add : accept('-') ? Op::Sub : Op::Constant;
            if (op == Op::Constant)
                break;
            if (!readProduct())
                return false;
            m_expression.nodes.push_back({op});
        }
        --m_nesting;
        return true;
    }

    bool readProduct()
    {
        if (!readFactor())
            return false;
        for (;;) {
            const Op op = accept('*') ? Op::Mul : accept('/') ? Op::Div : Op::Constant;
            if (op == Op::Constant)
                return true;
            if (!readFactor())
                return false;
            m_expression.nodes.push_back({op});
        }
    }

    bool readFactor()
    {
        skipBlanks();
        std::size_t minuses = 0;
        while (accept('-')) {
            ++minuses;
            skipBlanks();
        }
        const bool literal = m_place < m_text.size() && (isDigit(m_text[m_place]) || m_text[m_place] == '.');
        const std::size_t before = m_expression.nodes.size();
        if (!readPower())
            return false;
        if (literal && minuses > 0 && m_expression.nodes.size() == before + 1) {
            --minuses; // a minus before a number is the number's own sign
            m_expression.nodes.back().constant = -m_expression.nodes.back().constant;
        }
        m_expression.nodes.insert(m_expression.nodes.end(), minuses, {Op::Neg});
        return true;
    }

    bool readPower()
    {
        if (!readAtom())
            return false;
        if (!accept('^'))
            return true;
        if (++m_nesting > DeepestNesting)
            return failWith("is nested deeper than 200", m_place);
        const std::size_t exponent = m_expression.nodes.size();
        if (!readFactor())
            return false;
        --m_nesting;
        const bool isSquare = m_expression.nodes.size() == exponent + 1 && m_expression.nodes.back() == Two;
        if (isSquare)
            m_expression.nodes.pop_back();
        m_expression.nodes.push_back({isSquare ? Op::Square : Op::Pow});
        return true;
    }

    bool readAtom()
    {
        if (m_place == m_text.size())
            return fail("a number, a variable, a function or \"(\"", m_place);
        const char c = m_text[m_place];
        if (isDigit(c) || c == '.')
            return readNumber();
        if (c == '`')
            return readQuotedName();
        if (beginsName(c))
            return readWord();
        if (accept('('))
            return readSum() && expect(')');
        return fail("a number, a variable, a function or \"(\"", m_place);
    }

    bool readNumber()
    {
        double value = 0.0;
        const char* const begin = m_text.data() + m_place;
        const auto [end, status] = std::from_chars(begin, m_text.data() + m_text.size(), value);
        if (status != std::errc() || !std::isfinite(value))
            return fail("a number that a double can hold", m_place);
        m_place += static_cast<std::size_t>(end - begin);
        m_expression.nodes.push_back({Op::Constant, 0, value});
        return true;
    }

    bool readQuotedName()
    {
        const std::size_t begin = m_place++;
        std::string name;
        for (;; ++m_place) {
            if (m_place == m_text.size())
                return fail("a closing backtick", begin);
            if (m_text[m_place] == '`') {
                if (m_text.substr(m_place + 1, 1) != "`")
                    break;
                ++m_place;
            }
            name += m_text[m_place];
        }
        ++m_place;
        return addVariable(name, begin);
    }

    bool readWord()
    {
        const std::size_t begin = m_place;
        while (m_place < m_text.size() && continuesName(m_text[m_place]))
            ++m_place;
        const std::string_view word = m_text.substr(begin, m_place - begin);
        if (!accept('('))
            return addVariable(word, begin);
        const std::optional<Op> op = functionNamed(word, m_functionNames);
        if (!op)
            return failWith("knows no function " + quotedForMessage(word), begin);
        if (!readSum())
            return false;
        const bool hasSecond = accept(',');
        if (hasSecond != (arityOf(*op) == 2))
            return failWith(std::string(word) + "() takes " + (hasSecond ? "one argument" : "two arguments"), begin);
        if (hasSecond && !readSum())
            return false;
        m_expression.nodes.push_back({*op});
        return expect(')');
    }

    bool addVariable(std::string_view name, std::size_t begin)
    {
        const auto found = std::find(m_names.begin(), m_names.end(), name);
        std::optional<std::size_t> variable;
        if (found != m_names.end())
            variable = static_cast<std::size_t>(found - m_names.begin());
        else if (name.size() > 1 && name.size() < 7 && name.front() == 'X' &&
                 std::all_of(name.begin() + 1, name.end(), isDigit))
            variable = static_cast<std::size_t>(parseNumber(name.substr(1)).value_or(0.0));
        if (!variable || *variable >= m_names.size() || *variable > 65535)
            return failWith("knows no variable " + quotedForMessage(name) + "; it may use " + someNames(), begin);
        m_expression.nodes.push_back({Op::Variable, static_cast<std::uint16_t>(*variable)});
        return true;
    }

    std::string someNames() const
    {
        constexpr std::size_t Shown = 12;
        std::string list;
        for (std::size_t i = 0; i < std::min(m_names.size(), Shown); ++i)
            list += (i > 0 ? ", " : "") + quotedName(m_names[i]);
        return m_names.empty() ? "no variables" : list + (m_names.size() > Shown ? ", …" : "");
    }

    static bool isDigit(char c) { return c >= '0' && c <= '9'; }

    void skipBlanks()
    {
        while (m_place < m_text.size() && trimmed(m_text.substr(m_place, 1)).empty())
            ++m_place;
    }

    bool accept(char c)
    {
        skipBlanks();
        if (m_place == m_text.size() || m_text[m_place] != c)
            return false;
        ++m_place;
        return true;
    }

    bool expect(char c) { return accept(c) || fail(std::string("\"") + c + "\"", m_place); }

    bool fail(const std::string& expected, std::size_t place)
    {
        const std::string there =
            place < m_text.size() ? quotedForMessage(m_text.substr(place)) : std::string("the end");
        return failWith("needs " + expected + " before " + there, place);
    }

    bool failWith(const std::string& what, std::size_t place)
    {
        m_error = {ErrorKind::Format, "Formula, character " + std::to_string(place + 1) + ": " + what + "."};
        return false;
    }

    std::string_view m_text;
    const std::vector<std::string>& m_names;
    FunctionNames m_functionNames;
    Expression m_expression;
    Error m_error;
    std::size_t m_place = 0;
    int m_nesting = 0;
};

} // namespace

Result<Expression> parseExpression(std::string_view text, const std::vector<std::string>& names,
                                   FunctionNames functionNames)
{
    return FormulaParser(text, names, functionNames).parse();
}

} // namespace wattline

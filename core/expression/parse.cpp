// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/parse.h"

#include "core/base/text.h"
#include "core/expression/formula_names.h"
#include "core/expression/formula_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

namespace wattline {

namespace {

constexpr int DeepestNesting = 200;
constexpr Node Two = {Op::Constant, 0, 2.0};

/// Recursive descent; every rule appends its nodes in postfix order and answers false after the first mistake.
///   sum = product { (+|-) product }     product = factor { (*|/) factor }     factor = { -|+ } power
///   power = atom [ ^ factor ]           atom = number | name | function ( sum { , sum } ) | ( sum )
class FormulaParser {
public:
    FormulaParser(std::string_view original, const std::vector<std::string>& names, FunctionNames functionNames)
        : m_original(original),
          m_formula(withPlainSigns(original)),
          m_text(m_formula.signs),
          m_names(names, functionNames),
          m_functionNames(functionNames)
    {
    }

    FormulaReading read()
    {
        if (readSum()) {
            skipBlanks();
            if (m_place == m_text.size())
                return {std::move(m_expression), std::nullopt};
            failAfterOperand();
        }
        return {{}, std::move(m_mistake)};
    }

private:
    bool readSum()
    {
        if (++m_nesting > DeepestNesting)
            return failWith("is nested deeper than 200", m_place, 1);
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
        for (;;) {
            if (accept('-'))
                ++minuses;
            else if (!accept('+'))
                break;
        }
        skipBlanks();
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
            return failWith("is nested deeper than 200", m_place, 1);
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
        const char c = m_place < m_text.size() ? m_text[m_place] : '\0';
        if (isDigit(c) || c == '.')
            return readNumber();
        if (c == '`')
            return readQuotedName();
        if (beginsName(c))
            return readWord();
        if (accept('('))
            return readSum() && expectClosing();
        if (c == '[' || c == '{')
            return failWith("takes round brackets: write ( )", m_place, 1);
        if (c == '|')
            return failWith("takes no | |: write abs( )", m_place, 1);
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
        return addVariable(name, begin, m_place);
    }

    bool readWord()
    {
        const std::size_t begin = m_place;
        while (m_place < m_text.size() && continuesName(m_text[m_place]))
            ++m_place;
        const std::string_view word = m_text.substr(begin, m_place - begin);
        if (!accept('('))
            return addVariable(word, begin, begin + word.size());
        const std::optional<Op> op = functionNamed(word, m_functionNames);
        if (!op)
            return failWith(m_names.whyNoFunction(word), begin, word.size());
        if (!readSum())
            return false;
        const bool hasSecond = accept(',');
        if (hasSecond != (arityOf(*op) == 2))
            return failWith(std::string(word) + "() takes " + (hasSecond ? "one argument" : "two arguments"), begin,
                            word.size());
        if (hasSecond && !readSum())
            return false;
        m_expression.nodes.push_back({*op});
        return expectClosing();
    }

    bool addVariable(std::string_view name, std::size_t begin, std::size_t end)
    {
        const std::optional<std::size_t> variable = m_names.find(name);
        if (variable && *variable <= 65535) {
            m_expression.nodes.push_back({Op::Variable, static_cast<std::uint16_t>(*variable)});
            return true;
        }
        if (name == "π" || name == "pi") {
            m_expression.nodes.push_back({Op::Constant, 0, std::numbers::pi});
            return true;
        }
        return failWith(m_names.whyNoVariable(name), begin, end - begin);
    }

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

    bool expectClosing()
    {
        if (accept(')'))
            return true;
        return m_place == m_text.size() ? fail("\")\"", m_place) : failAfterOperand();
    }

    /// Something stands where only an operator may: say which one it probably should be.
    bool failAfterOperand()
    {
        const char c = m_text[m_place];
        const bool isOperand = isDigit(c) || c == '.' || c == '(' || c == '`' || beginsName(c);
        if (isOperand)
            return fail("an operator (to multiply, write \"*\")", m_place);
        if (c == ',' && m_place + 1 < m_text.size() && isDigit(m_text[m_place + 1]))
            return fail("a point for decimals, or an operator,", m_place);
        if (c == '=')
            return failWith("is the right-hand side alone, without \"=\"", m_place, 1);
        if (c == '|')
            return failWith("takes no | |: write abs( )", m_place, 1);
        return fail("an operator or the end", m_place);
    }

    bool fail(const std::string& expected, std::size_t place)
    {
        const std::size_t original = m_formula.places[place];
        const std::string there =
            original < m_original.size() ? quotedForMessage(m_original.substr(original)) : std::string("the end");
        return failWith("needs " + expected + " before " + there, place, 1);
    }

    bool failWith(const std::string& what, std::size_t place, std::size_t length)
    {
        const std::size_t begin = m_formula.places[place];
        const std::size_t end = m_formula.places[std::min(place + length, m_text.size())];
        const std::size_t character = characterCount(m_original.substr(0, begin)) + 1;
        m_mistake = {begin, end - begin, "Formula, character " + std::to_string(character) + ": " + what + "."};
        return false;
    }

    std::string_view m_original;
    FormulaText m_formula;
    std::string_view m_text; ///< in the parser's signs
    FormulaNames m_names;
    FunctionNames m_functionNames;
    Expression m_expression;
    FormulaMistake m_mistake;
    std::size_t m_place = 0;
    int m_nesting = 0;
};

} // namespace

FormulaReading readFormula(std::string_view text, const std::vector<std::string>& names, FunctionNames functionNames)
{
    return FormulaParser(text, names, functionNames).read();
}

Result<Expression> parseExpression(std::string_view text, const std::vector<std::string>& names,
                                   FunctionNames functionNames)
{
    FormulaReading reading = readFormula(text, names, functionNames);
    if (reading.mistake)
        return Error{ErrorKind::Format, std::move(reading.mistake->message)};
    return std::move(reading.expression);
}

} // namespace wattline

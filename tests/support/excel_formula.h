// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace wattline::test {

/// Computes a spreadsheet formula by the rules of Excel: a sign binds tighter than ^, which goes from left to right; a
/// number keeps 15 digits; an error (NaN here) goes through everything but the branch of IF that is not taken; LN, SQRT
/// and EXP have an error where there is no finite value, POWER also for 0 ^ 0. Throws where Excel would not take the
/// text.
class ExcelFormula {
public:
    explicit ExcelFormula(std::map<std::string, double> names) : m_names(std::move(names)) {}

    double value(std::string_view text)
    {
        m_text = text;
        m_place = 0;
        expect('=');
        const double result = comparison();
        if (m_place != m_text.size())
            fail("an end");
        return result;
    }

private:
    static constexpr double Error = std::numeric_limits<double>::quiet_NaN();

    double comparison()
    {
        const double left = sum();
        if (!accept('>'))
            return left;
        const double right = sum();
        return std::isnan(left) || std::isnan(right) ? Error : left > right ? 1.0 : 0.0;
    }

    double sum()
    {
        double value = product();
        for (;;) {
            if (accept('+'))
                value = finite(value + product());
            else if (accept('-'))
                value = finite(value - product());
            else
                return value;
        }
    }

    double product()
    {
        double value = power();
        for (;;) {
            if (accept('*'))
                value = finite(value * power());
            else if (accept('/'))
                value = finite(value / power());
            else
                return value;
        }
    }

    double power()
    {
        double value = signedAtom();
        while (accept('^'))
            value = powerOf(value, signedAtom());
        return value;
    }

    double signedAtom()
    {
        if (accept('-'))
            return -signedAtom();
        return accept('+') ? signedAtom() : atom();
    }

    double atom()
    {
        if (accept('(')) {
            const double value = comparison();
            expect(')');
            return value;
        }
        if (isDigit(next()))
            return number();
        const std::string name = word();
        if (!accept('('))
            return variable(name);
        return name == "LET" ? let() : call(name);
    }

    double number()
    {
        const std::size_t begin = m_place;
        const auto isPart = [&] {
            const char before = m_place > begin ? m_text[m_place - 1] : '0';
            return isDigit(next()) || next() == '.' || next() == 'E' ||
                   ((next() == '-' || next() == '+') && before == 'E');
        };
        while (isPart())
            ++m_place;
        const std::string digits(m_text.substr(begin, m_place - begin));
        char shortened[40];
        std::snprintf(shortened, sizeof shortened, "%.14e", std::strtod(digits.c_str(), nullptr));
        return std::strtod(shortened, nullptr);
    }

    std::string word()
    {
        const std::size_t begin = m_place;
        while (std::isalnum(static_cast<unsigned char>(next())) || next() == '_')
            ++m_place;
        if (m_place == begin)
            fail("a name");
        return std::string(m_text.substr(begin, m_place - begin));
    }

    double variable(const std::string& name)
    {
        const auto found = m_names.find(name);
        if (found == m_names.end())
            fail("a known name instead of " + name);
        return found->second;
    }

    double let()
    {
        for (;;) {
            const std::size_t begin = m_place;
            if (std::isalpha(static_cast<unsigned char>(next()))) {
                const std::string name = word();
                if (accept(',')) {
                    m_names[name] = comparison();
                    expect(',');
                    continue;
                }
            }
            m_place = begin;
            const double value = comparison();
            expect(')');
            return value;
        }
    }

    double call(const std::string& name)
    {
        if (++m_nesting > 64)
            fail("fewer nested functions");
        std::vector<double> arguments = {comparison()};
        while (accept(','))
            arguments.push_back(comparison());
        expect(')');
        --m_nesting;
        if (name == "IF" && arguments.size() == 3)
            return std::isnan(arguments[0]) ? Error : arguments[0] != 0.0 ? arguments[1] : arguments[2];
        if (name == "POWER" && arguments.size() == 2)
            return powerOf(arguments[0], arguments[1]);
        if (name == "MAX" && arguments.size() == 2)
            return std::isnan(arguments[0]) || std::isnan(arguments[1]) ? Error : std::max(arguments[0], arguments[1]);
        static const std::map<std::string, double (*)(double)> functions = {
            {"ABS", std::abs}, {"SQRT", std::sqrt}, {"LN", std::log},  {"EXP", std::exp},
            {"SIN", std::sin}, {"COS", std::cos},   {"TAN", std::tan}, {"TANH", std::tanh}};
        const auto function = functions.find(name);
        if (function == functions.end() || arguments.size() != 1)
            fail("a function instead of " + name);
        return finite(function->second(arguments[0]));
    }

    static double powerOf(double base, double exponent)
    {
        return base == 0.0 && exponent == 0.0 ? Error : finite(std::pow(base, exponent));
    }

    static double finite(double value) { return std::isfinite(value) ? value : Error; }
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    char next() const { return m_place < m_text.size() ? m_text[m_place] : '\0'; }

    bool accept(char c)
    {
        if (next() != c)
            return false;
        ++m_place;
        return true;
    }

    void expect(char c)
    {
        if (!accept(c))
            fail(std::string("\"") + c + "\"");
    }

    [[noreturn]] void fail(const std::string& expected) const
    {
        throw std::invalid_argument("Excel needs " + expected + " before " + std::string(m_text.substr(m_place, 30)));
    }

    std::map<std::string, double> m_names;
    std::string_view m_text;
    std::size_t m_place = 0;
    int m_nesting = 0;
};

} // namespace wattline::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/expression/code.h"
#include "core/expression/formula_names.h"
#include "core/expression/print.h"

#include <algorithm>

namespace wattline {

namespace {

/// A part that has to stand twice is written twice up to this length, and named by LET beyond.
constexpr std::size_t LongestTwice = 40;
/// Excel allows 64 nested functions; each of ours adds at most three.
constexpr std::size_t DeepestNesting = 16;
constexpr int ReadDigits = 15;
constexpr std::string_view StepPrefix = "step_";

/// Letters and then digits, as A1 or XFD1048576: Excel takes it for a cell. So it does R, C, R1 and R1C1.
bool isCellLike(const std::string& name)
{
    const std::string lower = lowerCase(name);
    const auto letters = std::find_if(lower.begin(), lower.end(), isDigit) - lower.begin();
    const bool endsInDigits = std::all_of(lower.begin() + letters, lower.end(), isDigit);
    const bool isCell = endsInDigits && letters < static_cast<std::ptrdiff_t>(lower.size()) && letters <= 3;
    const bool isRowColumn = lower.find_first_not_of("rc0123456789") == std::string::npos;
    return isCell || isRowColumn;
}

bool isReserved(const std::string& name)
{
    const std::string lower = lowerCase(name);
    return isCellLike(name) || lower == "true" || lower == "false" || lower.starts_with(StepPrefix);
}

std::string excelDigits(double value)
{
    std::string text = formatNumber(value);
    std::replace(text.begin(), text.end(), 'e', 'E');
    return text;
}

PrintedPart excelNumber(double value)
{
    const double read = parseNumber(formatShort(value, ReadDigits)).value_or(value);
    if (read == value)
        return {excelDigits(value), value < 0.0 ? PrintedPart::Sum : PrintedPart::Atom};
    const double rest = parseNumber(formatShort(value - read, ReadDigits)).value_or(0.0);
    return {"(" + excelDigits(read) + (rest < 0.0 ? "" : "+") + excelDigits(rest) + ")"};
}

PrintedPart guarded(const std::string& part, const std::string& value, const char* elsewhere)
{
    return {"IF(ABS(" + part + ")>0.001," + value + "," + elsewhere + ")"};
}

/// Powers are calls: -2^2 is 4 there.
PrintedPart excelFunction(Op op, const std::vector<PrintedPart>& arguments)
{
    const PrintedPart& first = arguments.front();
    const PrintedPart& last = arguments.back();
    const auto called = [&](const char* name) -> PrintedPart { return {name + ("(" + first.text + ")")}; };
    switch (op) {
    case Op::Add:
    case Op::Sub:
        return {bound(first, PrintedPart::Sum) + (op == Op::Add ? "+" : "-") + bound(last, PrintedPart::Product),
                PrintedPart::Sum};
    case Op::Mul:
    case Op::Div:
        return {bound(first, PrintedPart::Product) + (op == Op::Mul ? "*" : "/") + bound(last, PrintedPart::Power),
                PrintedPart::Product};
    case Op::Neg:
        return {"-" + bound(first, PrintedPart::Power), PrintedPart::Sum};
    case Op::ProtectedDiv:
        return guarded(last.text, bound(first, PrintedPart::Product) + "/" + bound(last, PrintedPart::Power), "1");
    case Op::ProtectedInverse:
        return guarded(first.text, "1/" + bound(first, PrintedPart::Power), "0");
    case Op::ProtectedLog:
        return guarded(first.text, "LN(ABS(" + first.text + "))", "0");
    case Op::ProtectedSqrt:
        return {"SQRT(ABS(" + first.text + "))"};
    case Op::Sigmoid: // EXP has an error where it overflows
        return {"(1/(1+EXP(-MAX(" + first.text + ",-709))))"};
    case Op::Pow:
        return {"POWER(" + first.text + "," + last.text + ")"};
    case Op::Square:
        return {"POWER(" + first.text + ",2)"};
    case Op::Abs:
        return called("ABS");
    case Op::Sin:
        return called("SIN");
    case Op::Cos:
        return called("COS");
    case Op::Tan:
        return called("TAN");
    case Op::Sqrt:
        return called("SQRT");
    case Op::Log:
        return called("LN");
    case Op::Exp:
        return called("EXP");
    default:
        return called("TANH");
    }
}

bool standsTwice(Op op, bool isLast)
{
    return op == Op::ProtectedInverse || op == Op::ProtectedLog || (op == Op::ProtectedDiv && isLast);
}

} // namespace

std::string toExcel(const Expression& expression, const std::vector<std::string>& names)
{
    const std::map<std::size_t, std::string> identifiers = identifiersOf(expression, names, isReserved);
    Steps steps{std::string(StepPrefix)};
    const auto terminal = [&](const Node& node) -> PrintedPart {
        return node.op == Op::Constant ? excelNumber(node.constant) : PrintedPart{identifiers.at(node.variable)};
    };
    const auto function = [&](Op op, std::vector<PrintedPart>& parts) {
        for (PrintedPart& part : parts) {
            const bool isTwice = standsTwice(op, &part == &parts.back());
            if (part.depth >= DeepestNesting || (isTwice && part.text.size() > LongestTwice))
                part = steps.named(part);
        }
        return excelFunction(op, parts);
    };
    const std::string result = assemble(expression, terminal, function).text;
    std::string text = steps.all().empty() ? "=" : "=LET(";
    for (const auto& [name, value] : steps.all()) {
        text += name;
        text += "," + value + ",";
    }
    return text + result + (steps.all().empty() ? "" : ")");
}

} // namespace wattline

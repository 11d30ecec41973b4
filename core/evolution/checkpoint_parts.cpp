// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/checkpoint_parts.h"

#include <bit>

namespace wattline {

namespace {

constexpr auto LastOp = static_cast<std::uint64_t>(AllFunctions.back());

bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

/// Equality in which not-a-number equals itself.
bool sameCandidate(const FormulaCandidate& a, const FormulaCandidate& b)
{
    return sameBits(a.trainError, b.trainError) && sameBits(a.validationError, b.validationError) &&
           a.formula == b.formula && a.rawFormula == b.rawFormula;
}

/// Fronts of one history share most of their members, so each candidate is written once and called by its number.
class FrontWriter {
public:
    explicit FrontWriter(ByteWriter& writer) : m_writer(writer) {}

    void put(const std::shared_ptr<const Front>& front)
    {
        const bool isNew = front != m_last;
        m_writer.number(isNew ? 1 : 0);
        if (!isNew)
            return;
        std::vector<std::size_t> numbers;
        m_writer.number(front->size());
        for (const FormulaCandidate& candidate : *front)
            numbers.push_back(putCandidate(candidate));
        m_last = front;
        m_lastNumbers = std::move(numbers);
    }

private:
    std::size_t putCandidate(const FormulaCandidate& candidate)
    {
        for (std::size_t i = 0; i < m_lastNumbers.size(); ++i) {
            if (sameCandidate((*m_last)[i], candidate)) {
                m_writer.number(m_lastNumbers[i] + 1);
                return m_lastNumbers[i];
            }
        }
        m_writer.number(0);
        wattline::put(m_writer, candidate);
        return m_written++;
    }

    ByteWriter& m_writer;
    std::shared_ptr<const Front> m_last;
    std::vector<std::size_t> m_lastNumbers;
    std::size_t m_written = 0;
};

class FrontReader {
public:
    FrontReader(ByteReader& reader, std::size_t features) : m_reader(reader), m_features(features) {}

    std::shared_ptr<const Front> take()
    {
        if (m_reader.numberUpTo(1) == 0) {
            if (!m_last)
                m_reader.fail();
            return m_last;
        }
        auto front = std::make_shared<Front>();
        for (std::size_t left = m_reader.count(1); left > 0 && !m_reader.failed(); --left) {
            const std::uint64_t number = m_reader.numberUpTo(m_met.size());
            if (number == 0)
                m_met.push_back(takeCandidate(m_reader, m_features));
            front->push_back(number == 0 ? m_met.back() : m_met[number - 1]);
        }
        m_last = std::move(front);
        return m_last;
    }

private:
    ByteReader& m_reader;
    std::size_t m_features;
    std::vector<FormulaCandidate> m_met;
    std::shared_ptr<const Front> m_last;
};

} // namespace

void put(ByteWriter& writer, const Expression& formula)
{
    writer.number(formula.nodes.size());
    for (const Node& node : formula.nodes) {
        writer.number(static_cast<std::uint64_t>(node.op));
        if (node.op == Op::Constant)
            writer.real(node.constant);
        if (node.op == Op::Variable)
            writer.number(node.variable);
    }
}

Expression takeExpression(ByteReader& reader, std::size_t features)
{
    Expression formula;
    for (std::size_t left = reader.count(1); left > 0 && !reader.failed(); --left) {
        Node node;
        node.op = static_cast<Op>(reader.numberUpTo(LastOp));
        if (node.op == Op::Constant)
            node.constant = reader.real();
        if (node.op == Op::Variable)
            node.variable = static_cast<std::uint16_t>(reader.numberUpTo(features - 1));
        formula.nodes.push_back(node);
    }
    if (!isWellFormed(formula))
        reader.fail();
    return formula;
}

void put(ByteWriter& writer, const FormulaCandidate& candidate)
{
    put(writer, candidate.formula);
    writer.number(candidate.rawFormula == candidate.formula ? 0 : 1);
    if (candidate.rawFormula != candidate.formula)
        put(writer, candidate.rawFormula);
    writer.real(candidate.trainError);
    writer.real(candidate.validationError);
}

FormulaCandidate takeCandidate(ByteReader& reader, std::size_t features)
{
    FormulaCandidate candidate;
    candidate.formula = takeExpression(reader, features);
    candidate.rawFormula = reader.numberUpTo(1) == 0 ? candidate.formula : takeExpression(reader, features);
    candidate.trainError = reader.real();
    candidate.validationError = reader.real();
    return candidate;
}

void put(ByteWriter& writer, const std::vector<GenerationStats>& history)
{
    FrontWriter fronts(writer);
    writer.number(history.size());
    for (const GenerationStats& stats : history) {
        for (double value : {stats.bestFitness, stats.meanFitness, stats.validationFitness, stats.meanLength,
                             stats.diversity, stats.seconds})
            writer.real(value);
        writer.number(stats.bestLength);
        writer.number(stats.nodeRows);
        writer.number(stats.best.nodes.empty() ? 0 : 1); // none where no formula has a finite error
        if (!stats.best.nodes.empty())
            put(writer, stats.best);
        fronts.put(stats.front);
    }
}

std::vector<GenerationStats> takeHistory(ByteReader& reader, std::size_t features)
{
    constexpr std::size_t LeastBytes = 50; // six reals and four numbers
    FrontReader fronts(reader, features);
    std::vector<GenerationStats> history;
    for (std::size_t left = reader.count(LeastBytes); left > 0 && !reader.failed(); --left) {
        GenerationStats stats;
        stats.generation = history.size();
        for (double* value : {&stats.bestFitness, &stats.meanFitness, &stats.validationFitness, &stats.meanLength,
                              &stats.diversity, &stats.seconds})
            *value = reader.real();
        stats.bestLength = reader.number();
        stats.nodeRows = reader.number();
        if (reader.numberUpTo(1) == 1)
            stats.best = takeExpression(reader, features);
        stats.front = fronts.take();
        history.push_back(std::move(stats));
    }
    return history;
}

} // namespace wattline

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/fixed_formula.h"

#include "core/base/text.h"
#include "core/expression/evaluate.h"
#include "core/expression/print.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <unordered_map>

namespace wattline {

namespace {

/// Knows what the formula says about each row of the data set.
class KnownPredictions : public Model {
public:
    KnownPredictions(std::unordered_map<std::size_t, double> values, std::size_t length, std::string text)
        : m_values(std::move(values)), m_length(length), m_text(std::move(text))
    {
    }

    Eigen::VectorXd predict(const RegressionData& rows) const override
    {
        Eigen::VectorXd predicted(rows.rows());
        for (Eigen::Index row = 0; row < predicted.size(); ++row) {
            const auto known = m_values.find(rows.datasetRows[static_cast<std::size_t>(row)]);
            predicted[row] = known == m_values.end() ? std::numeric_limits<double>::quiet_NaN() : known->second;
        }
        return predicted;
    }

    std::size_t size() const override { return m_length; }
    std::string description() const override { return m_text; }

private:
    std::unordered_map<std::size_t, double> m_values;
    std::size_t m_length;
    std::string m_text;
};

/// The columns of `data` in the order of the formula's names; columns that it does not read stay 0.
Result<Eigen::MatrixXd> inputsOf(const FixedFormula& formula, const RegressionData& data)
{
    Eigen::MatrixXd inputs = Eigen::MatrixXd::Zero(data.rows(), static_cast<Eigen::Index>(formula.featureNames.size()));
    for (const std::size_t feature : variablesOf(formula.formula)) {
        const std::string& name = formula.featureNames.at(feature);
        const auto found = std::ranges::find(data.featureNames, name);
        if (found == data.featureNames.end())
            return Error{ErrorKind::Data, fmt::format("The formula reads {}, which is not among the features: choose "
                                                      "it as a feature as well.",
                                                      quotedForMessage(name))};
        inputs.col(static_cast<Eigen::Index>(feature)) = data.features.col(found - data.featureNames.begin());
    }
    return inputs;
}

} // namespace

Result<Method> fixedFormulaMethod(const FixedFormula& formula, const RegressionData& data)
{
    const Result<Eigen::MatrixXd> inputs = inputsOf(formula, data);
    if (!inputs)
        return inputs.error();
    const Eigen::VectorXd values = evaluate(formula.formula, *inputs);
    std::unordered_map<std::size_t, double> byRow;
    for (Eigen::Index row = 0; row < values.size(); ++row)
        byRow.emplace(data.datasetRows[static_cast<std::size_t>(row)], values[row]);
    const std::shared_ptr<const Model> model = std::make_shared<KnownPredictions>(
        std::move(byRow), formula.formula.length(), toText(formula.formula, formula.featureNames));
    return Method{FixedFormulaId,
                  formula.title,
                  {{"fixed", [model](const FitInput&, const RunContext&) -> Result<std::shared_ptr<const Model>> {
                        return model;
                    }}}};
}

} // namespace wattline

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/model.h"

namespace wattline {

/// Predicts one number for every row.
class ConstantModel : public Model {
public:
    explicit ConstantModel(double value) : m_value(value) {}
    Eigen::VectorXd predict(const RegressionData& rows) const override
    {
        return Eigen::VectorXd::Constant(rows.rows(), m_value);
    }
    std::size_t size() const override { return 1; }
    std::string description() const override { return "a constant"; }

private:
    double m_value;
};

using FitFunction = std::function<Result<std::shared_ptr<const Model>>(const FitInput&, const RunContext&)>;

/// A fit that predicts the mean of the training rows plus an offset.
inline FitFunction meanPlus(double offset)
{
    return [offset](const FitInput& input, const RunContext&) -> Result<std::shared_ptr<const Model>> {
        return std::shared_ptr<const Model>(std::make_shared<ConstantModel>(input.train.target.mean() + offset));
    };
}

/// A fit that fails with this sentence.
inline FitFunction failing(const std::string& message)
{
    return [message](const FitInput&, const RunContext&) -> Result<std::shared_ptr<const Model>> {
        return Error{ErrorKind::Data, message};
    };
}

} // namespace wattline

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/models/baseline.h"
#include "core/models/methods.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace wattline {

namespace {

class ProportionalModel : public Model {
public:
    explicit ProportionalModel(double perFlop) : m_perFlop(perFlop) {}

    Eigen::VectorXd predict(const RegressionData& rows) const override { return m_perFlop * rows.epochFlops; }

    std::size_t size() const override { return 1; }

    std::string description() const override { return fmt::format("{:.6g} * flops * data_size", m_perFlop); }

private:
    double m_perFlop;
};

/// The factor of least mean relative error: the median of target / FLOPs, each weighted by its FLOPs / target.
double leastRelativeFactor(const Eigen::VectorXd& flops, const Eigen::VectorXd& target)
{
    struct Weighted {
        double factor;
        double weight;
    };
    std::vector<Weighted> rows;
    double total = 0.0;
    for (Eigen::Index row = 0; row < target.size(); ++row) {
        const double weight = std::abs(flops[row] / target[row]);
        rows.push_back({target[row] / flops[row], weight});
        total += weight;
    }
    std::sort(rows.begin(), rows.end(), [](const Weighted& a, const Weighted& b) { return a.factor < b.factor; });
    double below = 0.0;
    for (const Weighted& row : rows) {
        below += row.weight;
        if (below >= total / 2.0)
            return row.factor;
    }
    return rows.back().factor;
}

Result<std::shared_ptr<const Model>> fitFlops(const FitInput& input, const RunContext&)
{
    const RegressionData& train = input.train;
    const BaselineTarget target = baselineTargetOf(train.targetName);
    if (target != BaselineTarget::Duration && target != BaselineTarget::EpochEnergy)
        return Error{ErrorKind::Data, "The FLOPs of an epoch say nothing about " + quotedForMessage(train.targetName) +
                                          ": they stand for durations and energies, such as peak_duration_s."};
    if (train.rows() == 0)
        return Error{ErrorKind::Data, "There are no training rows to fit."};
    if (train.epochFlops.size() == 0 || !train.epochFlops.allFinite() || train.epochFlops.minCoeff() <= 0.0)
        return Error{ErrorKind::Data, "The FLOPs of an epoch are not known for every row: fill the columns flops and "
                                      "data_size with numbers above 0."};
    const bool isRelative = (train.target.array() != 0.0).all();
    const double factor = isRelative ? leastRelativeFactor(train.epochFlops, train.target)
                                     : train.epochFlops.dot(train.target) / train.epochFlops.squaredNorm();
    if (!std::isfinite(factor))
        return Error{ErrorKind::Numeric, "The FLOPs of an epoch are too large to compute with: give flops in 10^9."};
    return std::shared_ptr<const Model>(std::make_shared<ProportionalModel>(factor));
}

} // namespace

Method flopsMethod(Effort)
{
    return {"flops", "Proportional to FLOPs", {{"", fitFlops}}, {}};
}

} // namespace wattline

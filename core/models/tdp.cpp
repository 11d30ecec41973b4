// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/models/baseline.h"
#include "core/models/methods.h"

namespace wattline {

namespace {

class TdpModel : public Model {
public:
    /// Without a duration the prediction is the power itself.
    explicit TdpModel(std::shared_ptr<const Model> duration) : m_duration(std::move(duration)) {}

    Eigen::VectorXd predict(const RegressionData& rows) const override
    {
        if (!m_duration)
            return rows.tdpWatts;
        return rows.tdpWatts.cwiseProduct(m_duration->predict(rows));
    }

    std::size_t size() const override { return m_duration ? m_duration->size() : 0; }

    std::string description() const override
    {
        return m_duration ? "TDP * (" + m_duration->description() + ")" : "TDP";
    }

private:
    std::shared_ptr<const Model> m_duration;
};

Result<std::shared_ptr<const Model>> fitDuration(const FitInput& input, const RunContext& context)
{
    if (Result<void> known = checkEpochSeconds(input.train); !known)
        return known.error();
    RegressionData durations = input.train;
    durations.target = durations.epochSeconds;
    return linearMethod(Effort::Quick).candidates.front().fit({durations, input.validation, input.seed}, context);
}

Result<std::shared_ptr<const Model>> fitTdp(const FitInput& input, const RunContext& context)
{
    const BaselineTarget target = baselineTargetOf(input.train.targetName);
    if (target != BaselineTarget::PeakPower && target != BaselineTarget::EpochEnergy)
        return Error{ErrorKind::Data, "The TDP says nothing about " + quotedForMessage(input.train.targetName) +
                                          ": it stands for peak_power_w, and with a duration for energy_per_epoch_j."};
    if (Result<void> known = checkTdp(input.train); !known)
        return known.error();
    std::shared_ptr<const Model> duration;
    if (target == BaselineTarget::EpochEnergy) {
        const auto fitted = fitDuration(input, context);
        if (!fitted)
            return fitted.error();
        duration = *fitted;
    }
    return std::shared_ptr<const Model>(std::make_shared<TdpModel>(std::move(duration)));
}

} // namespace

Method tdpMethod(Effort)
{
    return {"tdp", "Rated power (TDP)", {{"", fitTdp}}, {}};
}

} // namespace wattline

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
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
    if (input.train.epochSeconds.size() == 0 || !input.train.epochSeconds.allFinite())
        return Error{ErrorKind::Data, "The TDP baseline of an energy needs the columns peak_duration_s and "
                                      "valley_duration_s, which are empty or absent here."};
    RegressionData durations = input.train;
    durations.target = durations.epochSeconds;
    return linearMethod(Effort::Quick).candidates.front().fit({durations, input.validation, input.seed}, context);
}

Result<std::shared_ptr<const Model>> fitTdp(const FitInput& input, const RunContext& context)
{
    const std::string& target = input.train.targetName;
    const bool isPower = target == "peak_power_w" || target == "peak_power";
    const bool isEnergy = target == "energy_per_epoch_j" || target == "energy_per_epoch";
    if (!isPower && !isEnergy)
        return Error{ErrorKind::Data, "The TDP says nothing about " + quotedForMessage(target) +
                                          ": it stands for peak_power_w, and with a duration for energy_per_epoch_j."};
    if (!input.train.tdpWatts.allFinite())
        return Error{ErrorKind::Data, "The TDP of the GPU is not known: fill the column tdp_w for every row."};
    std::shared_ptr<const Model> duration;
    if (isEnergy) {
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
    return {"tdp", "Rated power (TDP)", {{"", fitTdp}}};
}

} // namespace wattline

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/models/baseline.h"
#include "core/models/methods.h"

namespace wattline {

namespace {

/// Knows how long the epoch of each row took, which nobody knows of a run that has not been started.
class TdpOracle : public Model {
public:
    Eigen::VectorXd predict(const RegressionData& rows) const override
    {
        return rows.tdpWatts.cwiseProduct(rows.epochSeconds);
    }

    std::size_t size() const override { return 0; }

    std::string description() const override { return "TDP * measured duration of the epoch (oracle)"; }
};

Result<std::shared_ptr<const Model>> fitOracle(const FitInput& input, const RunContext&)
{
    if (baselineTargetOf(input.train.targetName) != BaselineTarget::EpochEnergy)
        return Error{ErrorKind::Data, "The TDP times the measured duration is an energy and says nothing about " +
                                          quotedForMessage(input.train.targetName) +
                                          ": it stands for energy_per_epoch_j."};
    for (const auto& check : {checkTdp, checkEpochSeconds}) {
        if (Result<void> known = check(input.train); !known)
            return known.error();
    }
    return std::shared_ptr<const Model>(std::make_shared<TdpOracle>());
}

} // namespace

Method tdpOracleMethod(Effort)
{
    return {"tdp-oracle", "TDP × measured duration (oracle)", {{"", fitOracle}}, {}};
}

} // namespace wattline

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/strict.h"
#include "core/expression/print.h"
#include "core/models/methods.h"
#include "core/models/symbolic_model.h"

namespace wattline {

namespace {

class SymbolicModel : public Model {
public:
    explicit SymbolicModel(EvolutionResult result) : m_result(std::move(result)) {}

    Eigen::VectorXd predict(const RegressionData& rows) const override { return m_result.predict(rows.features); }
    std::size_t size() const override { return m_result.formula.length(); }
    std::string description() const override { return toText(m_result.rawFormula, m_result.featureNames); }

private:
    EvolutionResult m_result;
};

Result<std::shared_ptr<const Model>> fitSymbolic(const FitInput& input, StrictSettings settings,
                                                 const RunContext& context)
{
    settings.seed = input.seed;
    return symbolicModel(evolveStrict(input.train, input.validation, settings, {}, context));
}

} // namespace

Result<std::shared_ptr<const Model>> symbolicModel(Result<EvolutionResult> result)
{
    if (!result)
        return result.error();
    if (result->stopped)
        return canceledError();
    return std::shared_ptr<const Model>(std::make_shared<SymbolicModel>(*std::move(result)));
}

Method symbolicMethod(Effort effort)
{
    const StrictSettings settings = effort == Effort::Paper ? paperSettings() : quickSettings();
    return {"symbolic",
            "Symbolic regression",
            {{"population " + std::to_string(settings.population) + ", " + std::to_string(settings.generations) +
                  " generations",
              [settings](const FitInput& input, const RunContext& context) {
                  return fitSymbolic(input, settings, context);
              }}}};
}

} // namespace wattline

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/mlp.h"

#include "core/base/text.h"
#include "core/data/scaler.h"
#include "core/models/methods.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace wattline {

namespace {

std::string settingsText(const MlpSettings& settings)
{
    return fmt::format("hidden {}, {}, rate {}, batch {}, decay {}", fmt::join(settings.hidden, "-"),
                       nameOf(settings.activation), formatShort(settings.rate), settings.batch,
                       formatShort(settings.decay));
}

Eigen::MatrixXf networkInputs(const Scaler& scaler, const Eigen::MatrixXd& features)
{
    // Far outside the training range single precision would overflow, and a prediction there means nothing anyway.
    constexpr double Limit = 1e6;
    return scaler.transform(features).cwiseMax(-Limit).cwiseMin(Limit).transpose().cast<float>();
}

class MlpModel : public Model {
public:
    MlpModel(Network network, TrainedNetwork trained, Scaler scaler, Scaler targetScaler, const MlpSettings& settings)
        : m_network(std::move(network)),
          m_trained(std::move(trained)),
          m_scaler(std::move(scaler)),
          m_targetScaler(std::move(targetScaler)),
          m_settings(settings)
    {
    }

    Eigen::VectorXd predict(const RegressionData& rows) const override
    {
        const Eigen::RowVectorXf outputs = m_network.outputs(m_trained.weights, networkInputs(m_scaler, rows.features));
        return (outputs.cast<double>().transpose().array() * m_targetScaler.scale[0] + m_targetScaler.mean[0]).matrix();
    }

    std::size_t size() const override { return static_cast<std::size_t>(m_network.weightCount()); }

    std::string description() const override
    {
        return fmt::format("network: {}, {} epochs", settingsText(m_settings), m_trained.epochs);
    }

private:
    Network m_network;
    TrainedNetwork m_trained;
    Scaler m_scaler;
    Scaler m_targetScaler; ///< the target as a table of one column
    MlpSettings m_settings;
};

NetworkRows networkRows(const RegressionData& rows, const Scaler& scaler, const Scaler& targetScaler)
{
    return {networkInputs(scaler, rows.features), targetScaler.transform(rows.target).transpose().cast<float>()};
}

/// The whole grid of the method, or a handful of points that differ in every setting.
std::vector<MlpSettings> grid(Effort effort)
{
    if (effort == Effort::Quick) {
        return {{{64, 32}, Activation::Relu, 1e-2, 32, 0.0},      {{64, 32}, Activation::Tanh, 1e-2, 32, 1e-4},
                {{128, 64}, Activation::Relu, 1e-3, 16, 0.0},     {{128, 64}, Activation::LeakyRelu, 1e-3, 16, 1e-5},
                {{64, 64, 32}, Activation::Relu, 1e-3, 16, 1e-4}, {{64, 64, 32}, Activation::Tanh, 1e-2, 64, 0.0}};
    }
    std::vector<MlpSettings> points;
    for (const std::vector<Eigen::Index>& hidden :
         std::vector<std::vector<Eigen::Index>>{{64, 32}, {128, 64}, {64, 64, 32}, {128, 64, 32}}) {
        for (const Activation activation : {Activation::Relu, Activation::Tanh, Activation::LeakyRelu}) {
            for (const double rate : {1e-2, 1e-3, 1e-4}) {
                for (const Eigen::Index batch : {16, 32, 64}) {
                    for (const double decay : {0.0, 1e-5, 1e-4})
                        points.push_back({hidden, activation, rate, batch, decay});
                }
            }
        }
    }
    return points;
}

} // namespace

Result<std::shared_ptr<const Model>> fitMlp(const FitInput& input, const MlpSettings& settings,
                                            const RunContext& context)
{
    if (input.train.rows() == 0)
        return Error{ErrorKind::Data, "There are no training rows to fit."};
    const Scaler scaler = fitScaler(input.train.features);
    const Scaler targetScaler = fitScaler(input.train.target);
    const NetworkRows train = networkRows(input.train, scaler, targetScaler);
    const NetworkRows validation =
        input.validation.rows() > 0 ? networkRows(input.validation, scaler, targetScaler) : train;
    std::vector<Eigen::Index> widths = settings.hidden;
    widths.insert(widths.begin(), input.train.features.cols());
    widths.push_back(1);
    Network network(std::move(widths), settings.activation);
    Result<TrainedNetwork> trained = trainNetwork(network, train, validation, settings, input.seed, context);
    if (!trained)
        return trained.error();
    return std::shared_ptr<const Model>(
        std::make_shared<MlpModel>(std::move(network), *std::move(trained), scaler, targetScaler, settings));
}

Method mlpMethod(Effort effort)
{
    Method method{"mlp", "Neural network", {}};
    for (const MlpSettings& settings : grid(effort)) {
        method.candidates.push_back(
            {settingsText(settings), [settings](const FitInput& input, const RunContext& context) {
                 return fitMlp(input, settings, context);
             }});
    }
    return method;
}

} // namespace wattline

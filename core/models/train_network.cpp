// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/mlp.h"

#include "core/base/shuffle.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace wattline {

namespace {

/// Adam's moving averages of the gradient and its square, with the usual constants.
class Adam {
public:
    Adam(Eigen::Index weights, double rate)
        : m_rate(rate), m_mean(Eigen::ArrayXf::Zero(weights)), m_square(Eigen::ArrayXf::Zero(weights))
    {
    }

    void step(Eigen::VectorXf& weights, const Eigen::VectorXf& gradient)
    {
        constexpr float KeepMean = 0.9F;
        constexpr float KeepSquare = 0.999F;
        constexpr float Epsilon = 1e-8F;
        m_meanPower *= KeepMean;
        m_squarePower *= KeepSquare;
        m_mean = KeepMean * m_mean + (1.0F - KeepMean) * gradient.array();
        m_square = KeepSquare * m_square + (1.0F - KeepSquare) * gradient.array().square();
        const auto rate = static_cast<float>(m_rate / (1.0 - m_meanPower));
        const auto spread = static_cast<float>(1.0 / (1.0 - m_squarePower));
        weights.array() -= rate * m_mean / ((spread * m_square).sqrt() + Epsilon);
    }

private:
    double m_rate;
    double m_meanPower = 1.0;
    double m_squarePower = 1.0;
    Eigen::ArrayXf m_mean;
    Eigen::ArrayXf m_square;
};

/// Mean squared error, in pieces so that a stop is seen in time; infinite after a stop.
double meanSquaredError(const Network& network, const Eigen::VectorXf& weights, const NetworkRows& rows,
                        const RunContext& context)
{
    constexpr Eigen::Index Piece = 1024;
    double squares = 0.0;
    for (Eigen::Index begin = 0; begin < rows.targets.size(); begin += Piece) {
        if (context.stopRequested())
            return std::numeric_limits<double>::infinity();
        const Eigen::Index count = std::min(Piece, rows.targets.size() - begin);
        const Eigen::RowVectorXf outputs = network.outputs(weights, rows.inputs.middleCols(begin, count));
        squares += (outputs - rows.targets.segment(begin, count)).cast<double>().squaredNorm();
    }
    return squares / static_cast<double>(rows.targets.size());
}

/// One pass over the training rows in a new order; unfinished after a stop.
class Epochs {
public:
    Epochs(const Network& network, const NetworkRows& train, const MlpSettings& settings, std::uint64_t seed)
        : m_network(network),
          m_train(train),
          m_settings(settings),
          m_adam(network.weightCount(), settings.rate),
          m_random(seed, 1),
          m_order(static_cast<std::size_t>(train.targets.size()))
    {
        std::iota(m_order.begin(), m_order.end(), Eigen::Index{0});
    }

    void run(Eigen::VectorXf& weights, const RunContext& context)
    {
        shuffle(m_order, m_random);
        const auto batch = static_cast<std::size_t>(m_settings.batch);
        for (std::size_t begin = 0; begin < m_order.size() && !context.stopRequested(); begin += batch) {
            const std::size_t end = std::min(begin + batch, m_order.size());
            const std::vector<Eigen::Index> rows(m_order.data() + begin, m_order.data() + end);
            Eigen::VectorXf gradient =
                m_network.gradient(weights, m_train.inputs(Eigen::all, rows), m_train.targets(rows));
            if (m_settings.decay > 0.0)
                gradient += static_cast<float>(m_settings.decay) * weights;
            m_adam.step(weights, gradient);
        }
    }

private:
    const Network& m_network;
    const NetworkRows& m_train;
    const MlpSettings& m_settings;
    Adam m_adam;
    RandomStream m_random;
    std::vector<Eigen::Index> m_order;
};

} // namespace

Result<TrainedNetwork> trainNetwork(const Network& network, const NetworkRows& train, const NetworkRows& validation,
                                    const MlpSettings& settings, std::uint64_t seed, const RunContext& context)
{
    Eigen::VectorXf weights = network.initialWeights(RandomStream(seed));
    Epochs epochs(network, train, settings, seed);
    TrainedNetwork best;
    best.validationMse = std::numeric_limits<double>::infinity();
    int bestEpoch = 0;
    while (best.epochs < settings.epochs && best.epochs - bestEpoch < settings.patience) {
        epochs.run(weights, context);
        const double mse = meanSquaredError(network, weights, validation, context);
        if (context.stopRequested())
            return canceledError();
        ++best.epochs;
        if (mse < best.validationMse) {
            best.validationMse = mse;
            best.weights = weights;
            bestEpoch = best.epochs;
        }
    }
    if (bestEpoch == 0)
        return Error{ErrorKind::Numeric, "The network's error is not finite: choose a smaller learning rate."};
    return best;
}

} // namespace wattline

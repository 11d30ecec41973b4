// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/network.h"

#include <cmath>

namespace wattline {

namespace {

constexpr float LeakySlope = 0.01F;

using Matrix = Eigen::Map<Eigen::MatrixXf>;
using ConstMatrix = Eigen::Map<const Eigen::MatrixXf>;
using Vector = Eigen::Map<Eigen::VectorXf>;
using ConstVector = Eigen::Map<const Eigen::VectorXf>;

} // namespace

std::string_view nameOf(Activation activation)
{
    switch (activation) {
    case Activation::Relu:
        return "ReLU";
    case Activation::Tanh:
        return "tanh";
    case Activation::LeakyRelu:
        return "leaky ReLU";
    }
    return "";
}

Network::Network(std::vector<Eigen::Index> widths, Activation activation)
    : m_widths(std::move(widths)), m_activation(activation), m_offsets{0}
{
    for (std::size_t layer = 0; layer < layerCount(); ++layer)
        m_offsets.push_back(m_offsets.back() + matrixSize(layer) + m_widths[layer + 1]);
}

Eigen::Index Network::weightCount() const
{
    return m_offsets.back();
}

Eigen::VectorXf Network::initialWeights(RandomStream random) const
{
    Eigen::VectorXf weights = Eigen::VectorXf::Zero(weightCount());
    for (std::size_t layer = 0; layer < layerCount(); ++layer) {
        const auto inputs = static_cast<double>(m_widths[layer]);
        const auto outputs = static_cast<double>(m_widths[layer + 1]);
        const double variance = m_activation == Activation::Tanh ? 2.0 / (inputs + outputs) : 2.0 / inputs;
        for (float& weight : weights.segment(m_offsets[layer], matrixSize(layer)))
            weight = static_cast<float>(std::sqrt(variance) * random.normal());
    }
    return weights;
}

Eigen::MatrixXf Network::layerOutput(const Eigen::VectorXf& weights, std::size_t layer,
                                     const Eigen::MatrixXf& input) const
{
    const float* begin = weights.data() + m_offsets[layer];
    const ConstMatrix matrix(begin, m_widths[layer + 1], m_widths[layer]);
    const ConstVector bias(begin + matrixSize(layer), m_widths[layer + 1]);
    Eigen::MatrixXf output(matrix.rows(), input.cols());
    output.noalias() = matrix * input;
    output.colwise() += bias;
    if (layer + 1 < layerCount())
        activate(output);
    return output;
}

void Network::activate(Eigen::MatrixXf& values) const
{
    switch (m_activation) {
    case Activation::Relu:
        values = values.cwiseMax(0.0F);
        break;
    case Activation::Tanh:
        values = values.array().tanh();
        break;
    case Activation::LeakyRelu:
        values = values.cwiseMax(LeakySlope * values);
        break;
    }
}

/// The slope of each activation follows from its value, so that the sums before it need not be kept.
void Network::timesSlope(Eigen::MatrixXf& errors, const Eigen::MatrixXf& activated) const
{
    switch (m_activation) {
    case Activation::Relu:
        errors = (activated.array() > 0.0F).select(errors, 0.0F);
        break;
    case Activation::Tanh:
        errors.array() *= 1.0F - activated.array().square();
        break;
    case Activation::LeakyRelu:
        errors = (activated.array() > 0.0F).select(errors, LeakySlope * errors);
        break;
    }
}

Eigen::RowVectorXf Network::outputs(const Eigen::VectorXf& weights, const Eigen::MatrixXf& inputs) const
{
    Eigen::MatrixXf values = layerOutput(weights, 0, inputs);
    for (std::size_t layer = 1; layer < layerCount(); ++layer)
        values = layerOutput(weights, layer, values);
    return values.row(0);
}

Eigen::VectorXf Network::gradient(const Eigen::VectorXf& weights, const Eigen::MatrixXf& inputs,
                                  const Eigen::RowVectorXf& targets) const
{
    std::vector<Eigen::MatrixXf> values = {inputs};
    for (std::size_t layer = 0; layer < layerCount(); ++layer)
        values.push_back(layerOutput(weights, layer, values.back()));

    Eigen::VectorXf slopes(weightCount());
    Eigen::MatrixXf errors = (2.0F / static_cast<float>(targets.size())) * (values.back() - targets);
    for (std::size_t layer = layerCount(); layer-- > 0;) {
        float* begin = slopes.data() + m_offsets[layer];
        Matrix(begin, m_widths[layer + 1], m_widths[layer]).noalias() = errors * values[layer].transpose();
        Vector(begin + matrixSize(layer), m_widths[layer + 1]) = errors.rowwise().sum();
        if (layer == 0)
            break;
        const ConstMatrix matrix(weights.data() + m_offsets[layer], m_widths[layer + 1], m_widths[layer]);
        errors = matrix.transpose() * errors;
        timesSlope(errors, values[layer]);
    }
    return slopes;
}

} // namespace wattline

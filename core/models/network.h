// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"

#include <Eigen/Core>
#include <string_view>
#include <vector>

namespace wattline {

enum class Activation {
    Relu,
    Tanh,
    LeakyRelu ///< slope 0.01 below 0
};

std::string_view nameOf(Activation activation);

/// A fully connected network with one linear output, in single precision. Rows of data are COLUMNS here, so that a
/// mini-batch is contiguous. The weights live in one flat vector outside: layer by layer, matrix (out x in), then bias.
class Network {
public:
    /// widths: inputs, hidden layers, 1.
    Network(std::vector<Eigen::Index> widths, Activation activation);

    Eigen::Index weightCount() const;
    /// He's normal start for rectifiers, Glorot's for tanh; biases 0.
    Eigen::VectorXf initialWeights(RandomStream random) const;

    Eigen::RowVectorXf outputs(const Eigen::VectorXf& weights, const Eigen::MatrixXf& inputs) const;

    /// The gradient of the mean squared error over the columns.
    Eigen::VectorXf gradient(const Eigen::VectorXf& weights, const Eigen::MatrixXf& inputs,
                             const Eigen::RowVectorXf& targets) const;

    const std::vector<Eigen::Index>& widths() const { return m_widths; }

private:
    std::size_t layerCount() const { return m_widths.size() - 1; }
    Eigen::Index matrixSize(std::size_t layer) const { return m_widths[layer] * m_widths[layer + 1]; }
    Eigen::MatrixXf layerOutput(const Eigen::VectorXf& weights, std::size_t layer, const Eigen::MatrixXf& input) const;
    void activate(Eigen::MatrixXf& values) const;
    void timesSlope(Eigen::MatrixXf& errors, const Eigen::MatrixXf& activated) const;

    std::vector<Eigen::Index> m_widths;
    Activation m_activation;
    std::vector<Eigen::Index> m_offsets; ///< where each layer's weights begin
};

} // namespace wattline

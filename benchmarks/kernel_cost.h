// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/expression.h"

#include <Eigen/Core>
#include <ctime>
#include <string>
#include <vector>

namespace wattline {

inline double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

template <class Work>
double secondsOf(const Work& work)
{
    const double begin = cpuSeconds();
    work();
    return cpuSeconds() - begin;
}

/// Rows of six normally distributed features.
Eigen::MatrixXd randomRows(Eigen::Index rows);

/// Programs as the strict search begins with.
std::vector<Expression> randomPrograms(std::size_t count);

/// CPU seconds of one evaluation of one program.
struct KernelCost {
    std::size_t nodes = 0;
    Eigen::Index rows = 0;
    double seconds = 0.0;
};

/// Programs of about 10 to 1000 nodes over 100 to 1,000,000 rows, the rows in the outer loop; the best of five each.
std::vector<KernelCost> measureCost();

/// How a cost grows with rows or nodes: cost = c x^exponent by least squares of logarithms.
struct Growth {
    double exponent = 0.0;
    double r2 = 0.0;
};
Growth growthOf(const std::vector<double>& x, const std::vector<double>& seconds);

/// A sentence: the exponents by which the cost grows with rows (from 1000 on) and with nodes, the least and the most.
std::string growthText(const std::vector<KernelCost>& costs);

} // namespace wattline

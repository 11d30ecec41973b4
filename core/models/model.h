// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/data/dataset.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace wattline {

/// A fitted model: immutable, safe to use from several threads. Standardisation is part of it: predict() takes the rows
/// as measured.
class Model {
public:
    virtual ~Model() = default;
    /// One prediction a row, in units of the target.
    virtual Eigen::VectorXd predict(const RegressionData& rows) const = 0;
    /// How large it is, in its own measure: coefficients, nodes of trees or formula, weights.
    virtual std::size_t size() const = 0;
    /// A formula or a one-line description.
    virtual std::string description() const = 0;
};

/// What one fit is given. `validation` may be empty; only methods that stop early or choose on it look at it.
struct FitInput {
    const RegressionData& train;
    const RegressionData& validation;
    std::uint64_t seed = 42;
};

/// One point of a method's grid: its settings as shown in tables ("alpha 0.1") and the fit with them.
struct Candidate {
    std::string settings;
    std::function<Result<std::shared_ptr<const Model>>(const FitInput&, const RunContext&)> fit;
};

/// Candidates of one method that are fitted in one go, because they share most of the work.
struct SharedFit {
    std::vector<std::size_t> candidates; ///< positions in the method's list
    /// The models of these candidates in this order, each the same as its own fit makes it.
    std::function<Result<std::vector<std::shared_ptr<const Model>>>(const FitInput&, const RunContext&)> fit;
};

/// A kind of model that can be compared. A method without a choice has one candidate.
struct Method {
    std::string id;    ///< as the command line names it: "ridge"
    std::string title; ///< as tables show it: "Ridge regression"
    std::vector<Candidate> candidates;
    std::vector<SharedFit> shared; ///< for searches of the grid; candidates in none of them are fitted one by one
};

/// How much of the large grids and searches is tried.
enum class Effort {
    Quick, ///< sampled grids and the quick search settings: seconds
    Paper  ///< the whole grids and the paper's search settings
};

/// Every method, in the order of tables: symbolic, symbolic-modern, linear, ridge, lasso, boosting, mlp, tdp,
/// tdp-oracle, flops. A new one is one file and one line in methods.cpp.
std::vector<Method> allMethods(Effort effort);

/// The methods with these ids, in the order of the list; all of them for no id. Error Data for an unknown id, naming
/// the known ones.
Result<std::vector<const Method*>> methodsNamed(const std::vector<Method>& methods,
                                                const std::vector<std::string>& ids);

} // namespace wattline

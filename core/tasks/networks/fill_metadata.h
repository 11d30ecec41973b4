// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tasks/networks/count_network.h"
#include "core/tasks/task_table.h"

#include <map>

namespace wattline {

/// The metadata of a run, its empty `params` and `flops` filled from the catalogue as far as that knows them. The
/// sentences bear no full stop, for they stand in lists.
struct FilledTask {
    TaskMetadata task;
    std::vector<std::string> filled;      ///< the columns that were filled
    std::vector<std::string> notices;     ///< what stays empty, and why
    std::vector<std::string> differences; ///< where given and counted values differ by more than 2 %
};

/// Fills params and flops (full rules) of runs from the network catalogue: the network by `model`, its input by
/// `image_size`, its classes by the column `classes`, if there is one, else as many as the catalogue says. A given
/// value is never overwritten. Without image_size the params are filled where they do not depend on it. Remembers what
/// it counted, for many runs train one network.
class CatalogueFilling {
public:
    FilledTask fill(TaskMetadata task);

private:
    /// What the catalogue says of one network at one size.
    struct Answer {
        std::string network; ///< and the sizes that it was counted at, for messages
        std::optional<std::uint64_t> params;
        std::optional<NetworkCount> count; ///< without its layers
        std::string problem;               ///< why one of the two is empty
    };
    const Answer& answerFor(const TaskMetadata& task);
    static Answer ask(const TaskMetadata& task, std::optional<std::uint64_t> classes);

    std::map<std::string, Answer> m_known;
};

} // namespace wattline

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/evaluation/front_errors.h"
#include "ui/tasks/latest_task.h"

#include <memory>

namespace wattline::ui {

/// All errors of a front that may change while they are computed: on a task, one front at a time, so that a fast search
/// never keeps a slow computation from ending.
class FrontErrors : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Begins where nothing is being computed; else the newest front follows.
    void measure(std::shared_ptr<const Front> front, std::shared_ptr<const RegressionData> train,
                 std::shared_ptr<const RegressionData> validation);
    /// Of the front measured last; empty for a candidate that is not in it.
    CandidateErrors of(const FormulaCandidate& candidate) const;

signals:
    void changed();

private:
    struct Question {
        std::shared_ptr<const Front> front;
        std::shared_ptr<const RegressionData> train;
        std::shared_ptr<const RegressionData> validation;
        bool operator==(const Question&) const = default;
    };
    void begin();

    LatestTask m_task;
    bool m_busy = false;
    Question m_wanted;
    Question m_known;
    std::vector<CandidateErrors> m_errors;
};

} // namespace wattline::ui

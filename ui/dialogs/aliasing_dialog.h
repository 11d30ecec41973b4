// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/aliasing.h"
#include "ui/session.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QTreeWidget;
QT_END_NAMESPACE

namespace wattline::ui {

/// What is held against what: a fast recording against a slow one, or against itself thinned out where `slow` is null.
struct AliasingQuestion {
    std::shared_ptr<const Trace> fast;
    std::shared_ptr<const Trace> slow;
    std::string gpu; ///< empty: the mean of the GPUs
    double intervalSeconds = 1.0;
};

/// The answer, and how the two logs were laid over each other; absent for a thinned one.
struct AliasingAnswer {
    AliasingCheck check;
    std::optional<LeadFrom> lead;
};

/// Errors as checkAliasing() and powerOf().
Result<AliasingAnswer> answerTo(const AliasingQuestion& question, const RunContext& context = {});

/// Asks whether a slower log would have given the same numbers, and says so with the figures that decide. Every change
/// of the question is looked at anew, on a task.
class AliasingDialog : public QDialog {
    Q_OBJECT

public:
    explicit AliasingDialog(Session& session, QWidget* parent = nullptr);

private:
    QWidget* makeQuestion();
    void fillGpus();
    AliasingQuestion question() const;
    void check();
    void show(const Result<AliasingAnswer>& answer);

    Session& m_session;
    std::vector<std::shared_ptr<const Trace>> m_traces; ///< what is counted of each, as the boxes list them
    QComboBox* m_fast;
    QComboBox* m_slow;
    QDoubleSpinBox* m_interval;
    QComboBox* m_gpu;
    QLabel* m_sign;
    QLabel* m_verdict;
    QLabel* m_reason;
    QTreeWidget* m_figures;
    Task* m_task = nullptr;
    bool m_again = false; ///< the question has changed since the running check began
};

} // namespace wattline::ui

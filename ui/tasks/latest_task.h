// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tasks/task.h"

#include <optional>

namespace wattline::ui {

/// The work on a question that may change while it is worked on: one task at a time. A new question stops the task of
/// the last one, whose answer is dropped, and is worked on as soon as that has ended; of several only the newest.
class LatestTask : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// `title` and `work` as of Task.
    void ask(const QString& title, Task::Work work);

private:
    struct Question {
        QString title;
        Task::Work work;
    };
    void begin(const Question& question);

    Task* m_task = nullptr;
    std::optional<Question> m_next;
};

} // namespace wattline::ui

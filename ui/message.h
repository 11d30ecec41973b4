// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <vector>

namespace wattline::ui {

/// How serious a message is.
enum class Severity { Note, Warning, Problem };

/// What mends or follows up a message: the text of a button, and what it does.
struct MessageAction {
    QString title;
    std::function<void()> run;
};

/// One sentence for the message bar and the Messages panel.
struct Message {
    Severity severity = Severity::Note;
    QString text;
    std::vector<MessageAction> actions = {};
};

} // namespace wattline::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoCommand>
#include <functional>

namespace wattline::ui {

/// One step of the session's undo stack: what does it, and what takes it back. Both may count on finding the session as
/// it was when the step was first done; recordings opened since only stand behind the others.
class UndoStep : public QUndoCommand {
public:
    /// `title` follows the word Undo: "Add Note".
    UndoStep(QString title, std::function<void()> act, std::function<void()> takeBack)
        : QUndoCommand(title.replace(QLatin1Char('&'), QLatin1String("&&"))), // a file's name makes no mnemonic
          m_act(std::move(act)),
          m_takeBack(std::move(takeBack))
    {
    }

    void redo() override { m_act(); }
    void undo() override { m_takeBack(); }

private:
    std::function<void()> m_act;
    std::function<void()> m_takeBack;
};

} // namespace wattline::ui

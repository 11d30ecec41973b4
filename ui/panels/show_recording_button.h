// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QPushButton>

namespace wattline::ui {

/// The way back from the selected row of the data set to the recording that it was measured on. Of several replicates a
/// menu lets one choose. Where there is none it is not enabled, and its tool tip says why.
class ShowRecordingButton : public QPushButton {
    Q_OBJECT

public:
    explicit ShowRecordingButton(Session& session, QWidget* parent = nullptr);

    /// The same for the selected row and a given target (as of showRecording()): by keyboard or double click on a cell.
    void showFor(std::optional<std::size_t> target);

private:
    void refresh();
    void fill(QMenu& menu, std::optional<std::size_t> target);

    Session& m_session;
    QMenu* m_menu;
};

} // namespace wattline::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QLabel>

namespace wattline::ui {

/// Says which row of the data set is selected and where it comes from: runs, recordings, whether its targets were
/// measured or given, and its numbers.
class RowDetails : public QLabel {
    Q_OBJECT

public:
    explicit RowDetails(Session& session, QWidget* parent = nullptr);

private:
    void refresh();

    Session& m_session;
};

} // namespace wattline::ui

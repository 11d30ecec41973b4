// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/overlay.h"
#include "ui/dialogs/alignment_dialog.h"
#include "ui/tables/row_model.h"

namespace wattline::ui {

std::vector<TableColumn<OverlaidRecording>> overlayColumns();

/// Lays ticked recordings over one another and shows how each differs from the first of them.
class AlignDialog : public AlignmentDialog {
    Q_OBJECT

public:
    explicit AlignDialog(Session& session, QWidget* parent = nullptr);

private:
    void compute() override;
    void showOverlay(const Result<Overlay>& laid);

    RowModel<OverlaidRecording> m_recordings;
};

} // namespace wattline::ui

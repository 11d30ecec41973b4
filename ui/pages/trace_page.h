// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/session.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QStackedWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class TraceLanes;

/// The lanes of the selected recording, with the run's wave in one line above.
class TracePage : public Page {
    Q_OBJECT

public:
    explicit TracePage(Session& session, QWidget* parent = nullptr);

    QString title() const override { return tr("Trace"); }
    bool showsFigure() const override;
    std::optional<Figure> currentFigure() const override;
    FigureView* currentView() const override;
    bool showsRecording() const override { return true; }

protected:
    /// Keys that only the plot's focus gives a meaning: C, M, full stop and comma.
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeStart();
    QWidget* makeRecordingView();
    void refresh();
    void refreshChooser();

    Session& m_session;
    QStackedWidget* m_stack;
    QComboBox* m_chooser = nullptr;
    QLabel* m_summary = nullptr;
    QLabel* m_smoothing = nullptr;
    TraceLanes* m_lanes = nullptr;
    std::shared_ptr<const Trace> m_trace; ///< what is shown
    std::shared_ptr<const TracePhases> m_phases;
};

/// The run in one line: shape, epochs, cycle, duty cycle and the four targets per GPU; for a recording without a wave
/// its shape and the reason.
QString runSummary(const TracePhases& phases);

} // namespace wattline::ui

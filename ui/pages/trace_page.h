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

class FigureView;

/// A lane of power over time for each GPU of the selected recording, its peaks and valleys shaded, with the run's wave
/// in one line above. A click on a phase selects it, a drag selects a stretch of time.
class TracePage : public Page {
    Q_OBJECT

public:
    explicit TracePage(Session& session, QWidget* parent = nullptr);

    QString title() const override { return tr("Trace"); }
    bool showsFigure() const override { return m_trace != nullptr; }
    std::optional<Figure> currentFigure() const override;
    FigureView* currentView() const override;
    bool showsRecording() const override { return true; }

private:
    QWidget* makeStart();
    QWidget* makeRecordingView();
    void refresh();
    void refreshChooser();
    void showSelection();
    void selectAt(std::size_t gpu, double seconds);
    void selectRange(double begin, double end);

    Session& m_session;
    QStackedWidget* m_stack;
    QComboBox* m_chooser = nullptr;
    QLabel* m_summary = nullptr;
    FigureView* m_view = nullptr;
    std::shared_ptr<const Trace> m_trace; ///< what the view shows
    std::shared_ptr<const TracePhases> m_phases;
};

/// The run in one line: shape, epochs, cycle, duty cycle and the four targets per GPU; for a recording without a wave
/// its shape and the reason.
QString runSummary(const TracePhases& phases);

} // namespace wattline::ui

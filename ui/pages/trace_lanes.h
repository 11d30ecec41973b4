// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/edit_phases.h"
#include "core/report/figure.h"
#include "ui/session.h"

#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QLabel;
class QPushButton;
class QScrollBar;
QT_END_NAMESPACE

namespace wattline::ui {

class FigureView;
class LaneHeaders;
class OverviewBar;
class PhaseStrip;

/// The selected recording over time: strip of phases, lanes with their headers, overview of the whole, and what the
/// cursors read. A click on a phase selects it, a drag selects a stretch of time, a drag of a phase's
/// edge moves it to where the power changes (with Shift to the nearest sample). Where there are more lanes than can
/// be read, the pinned ones stay and the others scroll.
class TraceLanes : public QWidget {
    Q_OBJECT

public:
    explicit TraceLanes(Session& session, QWidget* parent = nullptr);

    FigureView* view() const { return m_view; }

    bool showsFigure() const { return m_drawn.curves && !m_drawn.lanes.empty(); }
    /// All lanes, as they would be exported; nothing while the recording is being made ready or all GPUs are hidden.
    std::optional<Figure> wholeFigure() const;

signals:
    void figureChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    /// What the view shows, so that it is built anew only where something of it changed.
    struct Drawn {
        std::shared_ptr<const TraceCurves> curves;
        std::shared_ptr<const TracePhases> phases;
        std::shared_ptr<const Annotations> notes;
        std::vector<Lane> lanes;
        TimeTicks ticks = TimeTicks::Elapsed;

        bool operator==(const Drawn&) const = default;
    };

    void makeLayout();
    void connectView();
    const Recording* recording() const;
    bool showsSelected() const;
    void refresh();
    void wantCurves();
    std::vector<Lane> allLanes(const TraceCurves& curves) const;
    std::vector<Lane> lanesInSight(const std::vector<Lane>& all);
    void draw(const Drawn& wanted);
    void showEdges();
    std::optional<BoundaryMove> moveOf(std::size_t panel, std::size_t handle, double seconds,
                                       Qt::KeyboardModifiers keys) const;
    void showEdgeDragged(std::size_t panel, std::size_t handle, double seconds, Qt::KeyboardModifiers keys);
    void moveEdge(std::size_t panel, std::size_t handle, double seconds, Qt::KeyboardModifiers keys);
    void showSelection();
    void showCursors();
    void showHidden();
    void showStrip();
    void alignToPlot();
    std::size_t stripGpu() const;
    std::size_t gpuAt(std::size_t panel, double seconds, double value) const;
    void selectPhase(std::size_t gpu, std::optional<std::size_t> phase);
    void selectAt(std::size_t panel, double seconds, double value);
    void selectRange(double begin, double end);

    Session& m_session;
    FigureView* m_view;
    LaneHeaders* m_headers;
    PhaseStrip* m_strip;
    QLabel* m_stripLabel;
    OverviewBar* m_overview;
    QScrollBar* m_scroll;
    QLabel* m_readout;
    QPushButton* m_showAll;
    Drawn m_drawn;
    std::vector<std::vector<BoundaryMove>> m_edges; ///< those that can be dragged in each lane, where they stand now
    std::size_t m_stripOf = 0;
    std::shared_ptr<const TracePhases> m_stripPhases;
    QPointer<Task> m_making;                                          ///< makes the curves
    std::pair<std::shared_ptr<const Trace>, CurveSettings> m_madeFor; ///< the counted samples
};

} // namespace wattline::ui

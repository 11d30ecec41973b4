// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/lane_header.h"
#include "ui/session.h"

namespace wattline::ui {

class FigureView;

/// The headers at the left of the lanes, each as high as its lane; where the GPUs share a lane, one below the other.
class LaneHeaders : public QWidget {
    Q_OBJECT

public:
    LaneHeaders(Session& session, const FigureView& view, QWidget* parent = nullptr);

    /// The lanes in the order of the view's panels.
    void setLanes(std::shared_ptr<const TraceCurves> curves, std::vector<Lane> lanes);
    /// Writes anew what depends on choice, selection and cursors.
    void refresh();
    /// Puts each header beside its panel.
    void place();

    QSize sizeHint() const override { return {24 * fontMetrics().averageCharWidth(), 100}; }

private:
    LaneHeader* addHeader();
    LaneHeader::Content contentOf(std::size_t gpu, const std::vector<CursorReading>& readings) const;
    std::vector<LaneHeader::Content> contents() const;

    Session& m_session;
    const FigureView& m_view;
    std::shared_ptr<const TraceCurves> m_curves;
    std::vector<Lane> m_lanes;
    std::vector<LaneHeader*> m_headers;
};

} // namespace wattline::ui

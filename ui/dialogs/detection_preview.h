// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"

#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QTimer;
QT_END_NAMESPACE

namespace wattline::ui {

class FigureView;

/// What the detector finds in one GPU of a recording with settings that are being tried: its lane with the phases, and
/// shape, epochs, regimes and the reason in words. It looks on a task of its own; of settings that change quickly the
/// last are looked at, and a look at earlier ones is stopped.
class DetectionPreview : public QWidget {
    Q_OBJECT

public:
    DetectionPreview(Recording recording, std::size_t gpu, QWidget* parent = nullptr);

    void show(const SegmentationSettings& settings);
    /// What the last look found; null while it lasts, and where the settings do not make sense.
    std::shared_ptr<const Segmentation> found() const { return m_found; }

signals:
    void lookEnded();

private:
    void look();
    void take(Result<Segmentation> found);
    void draw(const Segmentation& found);

    Recording m_recording;
    std::size_t m_gpu;
    SegmentationSettings m_settings;
    std::shared_ptr<const Segmentation> m_found;
    FigureView* m_view;
    QLabel* m_summary;
    QTimer* m_delay;
    QPointer<Task> m_task;
};

} // namespace wattline::ui

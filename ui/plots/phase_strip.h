// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phases/segmentation.h"

#include <QWidget>

namespace wattline::ui {

/// The phases of one series in a thin strip above its lanes: P for peaks, V for valleys, hatched where the recording
/// cuts one; stretches without phases say flat or irregular. A click chooses a phase, with the focus the arrow keys do.
class PhaseStrip : public QWidget {
    Q_OBJECT

public:
    explicit PhaseStrip(QWidget* parent = nullptr);

    /// Of what the phases are, "GPU 0"; without a segmentation the strip is empty.
    void setPhases(const QString& of, std::optional<Segmentation> segmentation);
    void setRange(double begin, double end);
    void setInsets(int left, int right);
    void setChosen(std::optional<std::size_t> phase);

    QSize sizeHint() const override;

signals:
    void phaseChosen(std::size_t phase);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    double pixelOf(double seconds) const;
    std::optional<std::size_t> phaseAt(double pixel) const;
    QString textOf(std::size_t phase) const;
    void paintRegimes(QPainter& painter) const;
    void paintPhases(QPainter& painter) const;

    QString m_of;
    std::optional<Segmentation> m_segmentation;
    std::optional<std::size_t> m_chosen;
    double m_begin = 0.0;
    double m_end = 1.0;
    int m_left = 0;
    int m_right = 0;
};

} // namespace wattline::ui

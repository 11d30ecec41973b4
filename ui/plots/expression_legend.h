// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/expression_shading.h"

#include <QWidget>
#include <optional>

class QPainter;

namespace wattline::ui {

/// Draws what the colours of a tree mean into a rectangle, in the painter's font.
void paintLegend(QPainter& painter, const QRectF& rect, const ContributionScale& scale, const QPalette& palette);

/// How high that rectangle must be at a width, in the units of the font.
double legendHeight(const QFont& font, double width, const ContributionScale& scale);

/// The same as a widget under a tree; says instead that they are being measured, or nothing.
class ExpressionLegend : public QWidget {
    Q_OBJECT

public:
    explicit ExpressionLegend(QWidget* parent = nullptr);

    void setScale(std::optional<ContributionScale> scale);
    void setMessage(const QString& message);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<ContributionScale> m_scale;
    QString m_message;
};

} // namespace wattline::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/expression_legend.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

namespace wattline::ui {

namespace {

constexpr double BarWidth = 8.0; // in heights of the font

struct Mark {
    double strength;
    Qt::Alignment alignment;
};
constexpr std::array Marks = {Mark{-1.0, Qt::AlignLeft}, Mark{0.0, Qt::AlignHCenter}, Mark{1.0, Qt::AlignRight}};

QString explanation(const ContributionScale& scale)
{
    return QObject::tr("Change of the training %1 (%2) in %3 when the node is replaced by its median. + the formula "
                       "needs it, \u2212 it would be better without.")
        .arg(scale.measure(), scale.errorText(),
             scale.unit().isEmpty() ? QObject::tr("units of the target") : scale.unit());
}

void paintBar(QPainter& painter, const QRectF& bar, const ContributionScale& scale, const QPalette& palette)
{
    constexpr int Steps = 40;
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < Steps; ++i) {
        const double strength = (2.0 * i + 1.0) / Steps - 1.0;
        painter.setBrush(contributionColour(strength, palette));
        painter.drawRect(QRectF(bar.left() + bar.width() * i / Steps, bar.top(), bar.width() / Steps, bar.height()));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(palette.color(QPalette::Text));
    painter.drawRect(bar);
    for (const Mark& mark : Marks) {
        const double change = std::copysign(scale.strongest() * mark.strength * mark.strength, mark.strength);
        painter.drawText(bar.translated(0.0, bar.height() + 2.0).adjusted(0.0, 0.0, 0.0, bar.height()),
                         static_cast<int>(mark.alignment | Qt::AlignTop), scale.text(change));
    }
}

QRectF textPlace(const QRectF& rect, const QFont& font)
{
    const double line = QFontMetricsF(font).height();
    return rect.adjusted((BarWidth + 1.5) * line, 0.0, -0.5 * line, 0.0);
}

} // namespace

double legendHeight(const QFont& font, double width, const ContributionScale& scale)
{
    const QFontMetricsF metrics(font);
    constexpr double Endless = 1e6;
    const QRectF room = textPlace(QRectF(0.0, 0.0, width, Endless), font);
    return std::max(3.0 * metrics.height(), metrics.boundingRect(room, Qt::TextWordWrap, explanation(scale)).height());
}

void paintLegend(QPainter& painter, const QRectF& rect, const ContributionScale& scale, const QPalette& palette)
{
    const double line = QFontMetricsF(painter.font()).height();
    const QRectF bar(rect.left() + 0.5 * line, rect.center().y() - 1.1 * line, BarWidth * line, line);
    paintBar(painter, bar, scale, palette);
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(textPlace(rect, painter.font()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap,
                     explanation(scale));
}

ExpressionLegend::ExpressionLegend(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Legend of the tree's colours"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ExpressionLegend::setScale(std::optional<ContributionScale> scale)
{
    m_scale = std::move(scale);
    m_message.clear();
    setAccessibleDescription(m_scale ? explanation(*m_scale) : QString());
    update();
}

void ExpressionLegend::setMessage(const QString& message)
{
    m_scale.reset();
    m_message = message;
    setAccessibleDescription(message);
    update();
}

QSize ExpressionLegend::sizeHint() const
{
    return {300, static_cast<int>(3.2 * QFontMetricsF(font()).height())};
}

void ExpressionLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_scale)
        return paintLegend(painter, rect(), *m_scale, palette());
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, m_message);
}

} // namespace wattline::ui

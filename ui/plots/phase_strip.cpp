// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/phase_strip.h"

#include "ui/style/palette.h"
#include "ui/style/text.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

PhaseStrip::PhaseStrip(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Strip of phases"));
}

QSize PhaseStrip::sizeHint() const
{
    return {200, fontMetrics().height() + 4};
}

void PhaseStrip::setPhases(const QString& of, std::optional<Segmentation> segmentation)
{
    m_of = of;
    m_segmentation = std::move(segmentation);
    m_chosen.reset();
    setAccessibleDescription(m_segmentation ? tr("%1 phases of %2").arg(m_segmentation->phases.size()).arg(of)
                                            : QString());
    update();
}

void PhaseStrip::setRange(double begin, double end)
{
    m_begin = begin;
    m_end = std::max(end, begin + 1e-9);
    update();
}

void PhaseStrip::setInsets(int left, int right)
{
    m_left = left;
    m_right = right;
    update();
}

void PhaseStrip::setChosen(std::optional<std::size_t> phase)
{
    m_chosen = phase;
    if (phase && m_segmentation && *phase < m_segmentation->phases.size())
        setAccessibleDescription(textOf(*phase));
    update();
}

double PhaseStrip::pixelOf(double seconds) const
{
    return m_left + (seconds - m_begin) / (m_end - m_begin) * (width() - m_left - m_right);
}

std::optional<std::size_t> PhaseStrip::phaseAt(double pixel) const
{
    if (!m_segmentation)
        return std::nullopt;
    const std::vector<Phase>& phases = m_segmentation->phases;
    const double width = std::max(1, this->width() - m_left - m_right);
    const double seconds = m_begin + (pixel - m_left) / width * (m_end - m_begin);
    const auto after = std::upper_bound(phases.begin(), phases.end(), seconds,
                                        [](double at, const Phase& phase) { return at < phase.beginSeconds; });
    if (after == phases.begin() || std::prev(after)->endSeconds < seconds)
        return std::nullopt;
    return static_cast<std::size_t>(after - phases.begin()) - 1;
}

QString PhaseStrip::textOf(std::size_t index) const
{
    const Phase& phase = m_segmentation->phases[index];
    QString text =
        tr("%1 of %2: %3 s to %4 s, %5, mean %6 W, %7")
            .arg(capitalised(nameOf(phase.kind)), m_of)
            .arg(phase.beginSeconds, 0, 'f', 2)
            .arg(phase.endSeconds, 0, 'f', 2)
            .arg(durationText(phase.durationSeconds()), numberText(phase.meanWatts), energyText(phase.energyJoules));
    return phase.complete ? text : text + tr(" (cut by the recording)");
}

void PhaseStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!m_segmentation)
        return;
    painter.setClipRect(QRect(m_left, 0, width() - m_left - m_right, height()));
    paintRegimes(painter);
    paintPhases(painter);
    painter.setClipping(false);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2.0));
        painter.drawRect(rect().adjusted(m_left, 1, -m_right, -1));
    }
}

/// What is no wave is named; phases, where there are some, cover it.
void PhaseStrip::paintRegimes(QPainter& painter) const
{
    const Ground ground = groundOf(palette());
    for (const Regime& regime : m_segmentation->regimes) {
        if (regime.shape == WaveShape::Square || regime.endSeconds < m_begin || regime.beginSeconds > m_end)
            continue;
        const double begin = std::max<double>(m_left, pixelOf(regime.beginSeconds));
        const double end = std::min<double>(width() - m_right, pixelOf(regime.endSeconds));
        const QRectF block(begin, 2, std::max(1.0, end - begin - 1.0), height() - 4);
        painter.fillRect(block, spanColour(FigureSpan::Role::Idle, ground));
        if (regime.shape == WaveShape::Irregular)
            painter.fillRect(block, QBrush(plotFaint(ground), Qt::BDiagPattern));
        painter.setPen(plotForeground(ground));
        const QString name = capitalised(nameOf(regime.shape));
        if (fontMetrics().horizontalAdvance(name) + 4 < block.width())
            painter.drawText(block, Qt::AlignCenter, name);
    }
}

void PhaseStrip::paintPhases(QPainter& painter) const
{
    const Ground ground = groundOf(palette());
    const std::vector<Phase>& phases = m_segmentation->phases;
    auto phase = std::lower_bound(phases.begin(), phases.end(), m_begin,
                                  [](const Phase& p, double at) { return p.endSeconds < at; });
    double drawnTo = m_left;
    for (; phase != phases.end() && phase->beginSeconds <= m_end; ++phase) {
        const double begin = std::max(drawnTo, pixelOf(phase->beginSeconds));
        const double end = std::min<double>(width() - m_right, pixelOf(phase->endSeconds));
        if (end - begin < 1.0 && end - drawnTo < 1.0)
            continue; // shares its pixel with one that is drawn
        const bool peak = phase->kind == PhaseKind::Peak;
        const QRectF block(begin, 2, std::max(1.0, end - begin), height() - 4);
        QColor colour = seriesColour(peak ? 1 : 0, ground);
        colour.setAlphaF(peak ? 0.45F : 0.35F);
        painter.fillRect(block, plotBackground(ground));
        painter.fillRect(block, phase->complete ? QBrush(colour) : QBrush(colour, Qt::BDiagPattern));
        drawnTo = end;
        const bool chosen = m_chosen == static_cast<std::size_t>(phase - phases.begin());
        painter.setPen(QPen(chosen ? plotForeground(ground) : plotBackground(ground), chosen ? 2.0 : 1.0));
        painter.drawLine(block.topRight(), block.bottomRight());
        if (chosen)
            painter.drawRect(block.adjusted(1, 0, -1, 0));
        painter.setPen(plotForeground(ground));
        if (block.width() > 1.5 * fontMetrics().averageCharWidth())
            painter.drawText(block, Qt::AlignCenter, peak ? tr("P") : tr("V"));
    }
}

void PhaseStrip::mousePressEvent(QMouseEvent* event)
{
    const std::optional<std::size_t> phase = phaseAt(event->position().x());
    if (event->button() == Qt::LeftButton && phase)
        emit phaseChosen(*phase);
}

void PhaseStrip::keyPressEvent(QKeyEvent* event)
{
    const bool left = event->key() == Qt::Key_Left;
    if ((!left && event->key() != Qt::Key_Right) || !m_segmentation || m_segmentation->phases.empty())
        return QWidget::keyPressEvent(event);
    const std::size_t last = m_segmentation->phases.size() - 1;
    const std::size_t at = m_chosen.value_or(0);
    if (!m_chosen)
        emit phaseChosen(0);
    else
        emit phaseChosen(left ? at - std::min<std::size_t>(at, 1) : std::min(at + 1, last));
}

bool PhaseStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const std::optional<std::size_t> phase = phaseAt(help->pos().x()))
            QToolTip::showText(help->globalPos(), textOf(*phase), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace wattline::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lane_header.h"

#include "ui/style/icons.h"
#include "ui/style/palette.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace wattline::ui {

namespace {

constexpr int Bar = 4; ///< width of the GPU's colour at the left edge

QToolButton* buttonOf(Icon icon, const QString& text)
{
    auto* button = new QToolButton;
    button->setIcon(iconOf(icon));
    button->setIconSize({14, 14});
    button->setFixedSize(22, 20);
    button->setAutoRaise(true);
    button->setCheckable(icon != Icon::Hide);
    button->setToolTip(text);
    return button;
}

} // namespace

LaneHeader::LaneHeader(QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel),
      m_line(new QLabel),
      m_pin(buttonOf(Icon::Pin, tr("Pin: keep this lane on top"))),
      m_solo(buttonOf(Icon::Solo, tr("Solo: show this GPU alone, or with others that are soloed"))),
      m_hide(buttonOf(Icon::Hide, tr("Hide this GPU")))
{
    for (QLabel* label : {m_title, m_line})
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto* first = new QHBoxLayout;
    first->setContentsMargins({});
    first->setSpacing(0);
    first->addWidget(m_title, 1);
    for (QToolButton* button : {m_pin, m_solo, m_hide})
        first->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Bar + 6, 0, 2, 0);
    layout->setSpacing(0);
    layout->addLayout(first);
    layout->addWidget(m_line);
    layout->addStretch(1);
    connect(m_pin, &QToolButton::clicked, this, [this] { emit pinToggled(m_content.gpu); });
    connect(m_solo, &QToolButton::clicked, this, [this] { emit soloToggled(m_content.gpu); });
    connect(m_hide, &QToolButton::clicked, this, [this] { emit hideTriggered(m_content.gpu); });
}

void LaneHeader::setContent(const Content& content)
{
    if (content == m_content)
        return;
    m_content = content;
    refresh();
}

void LaneHeader::refresh()
{
    QFont bold = font();
    bold.setBold(m_content.buttons);
    m_title->setFont(bold);
    const auto write = [](QLabel* label, const QString& text) {
        label->setText(label->fontMetrics().elidedText(text, Qt::ElideRight, label->width()));
        label->setToolTip(text);
    };
    write(m_title, m_content.title);
    write(m_line, m_content.line);
    for (const auto& [button, name] :
         {std::pair{m_pin, tr("Pin %1")}, std::pair{m_solo, tr("Solo %1")}, std::pair{m_hide, tr("Hide %1")}}) {
        button->setVisible(m_content.buttons);
        button->setAccessibleName(name.arg(m_content.title));
    }
    m_pin->setVisible(m_content.buttons && m_content.canPin);
    m_pin->setChecked(m_content.pinned);
    m_solo->setChecked(m_content.soloed);
    update();
}

void LaneHeader::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_line->setVisible(height() >= 2 * fontMetrics().height() + 4);
    layout()->activate();
    refresh();
}

void LaneHeader::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        refresh();
}

void LaneHeader::mousePressEvent(QMouseEvent*)
{
    emit chosen(m_content.gpu);
}

void LaneHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Ground ground = groundOf(palette());
    if (m_content.chosen) {
        QColor tint = palette().color(QPalette::Highlight);
        tint.setAlphaF(0.15F);
        painter.fillRect(rect(), tint);
    }
    painter.fillRect(0, 0, Bar, height(), seriesColour(static_cast<int>(m_content.gpu), ground));
}

} // namespace wattline::ui

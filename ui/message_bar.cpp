// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/message_bar.h"

#include "ui/style/severity_icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace wattline::ui {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent), m_sign(new QLabel), m_text(new QLabel), m_action(new QPushButton)
{
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Message"));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long path must not widen the window
    auto* close = new QToolButton;
    close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close message"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 4, 2);
    layout->addWidget(m_sign);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_action, &QPushButton::clicked, this, [this] {
        const auto run = m_run; // it may show another message and replace itself
        hide();
        run();
    });
    hide();
}

void MessageBar::showMessage(const Message& message)
{
    if (message.severity == Severity::Note && !message.action)
        return;
    if (!isHidden() && m_severity == Severity::Problem && message.severity != Severity::Problem)
        return; // not before it was read
    m_severity = message.severity;
    const int side = fontMetrics().height();
    m_sign->setPixmap(severityIcon(message.severity, *this).pixmap(side, side));
    m_sign->setAccessibleName(severityName(message.severity));
    m_text->setText(message.text);
    m_text->setToolTip(message.text);
    m_action->setVisible(message.action.has_value());
    m_run = message.action ? message.action->run : std::function<void()>();
    m_action->setText(message.action ? message.action->title : QString());
    show();
}

} // namespace wattline::ui

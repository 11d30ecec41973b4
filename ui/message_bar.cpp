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
    : QFrame(parent), m_sign(new QLabel), m_text(new QLabel), m_actions(new QHBoxLayout)
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
    layout->addLayout(m_actions);
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void MessageBar::showMessage(const Message& message)
{
    if (message.severity == Severity::Note && message.actions.empty())
        return;
    if (!isHidden() && m_severity == Severity::Problem && message.severity != Severity::Problem)
        return; // not before it was read
    m_severity = message.severity;
    const int side = fontMetrics().height();
    m_sign->setPixmap(severityIcon(message.severity, *this).pixmap(side, side));
    m_sign->setAccessibleName(severityName(message.severity));
    m_text->setText(message.text);
    m_text->setToolTip(message.text);
    showActions(message.actions);
    show();
}

void MessageBar::showActions(const std::vector<MessageAction>& actions)
{
    while (QLayoutItem* old = m_actions->takeAt(0)) {
        old->widget()->hide();
        old->widget()->deleteLater(); // it may be the button that is being clicked
        delete old;
    }
    for (const MessageAction& action : actions) {
        auto* button = new QPushButton(action.title);
        m_actions->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, run = action.run] {
            hide();
            run(); // it may show another message
        });
    }
}

} // namespace wattline::ui

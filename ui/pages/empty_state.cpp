// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/empty_state.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace wattline::ui {

EmptyState::EmptyState(const QString& sentence, const QString& action, QWidget* parent)
    : QWidget(parent), m_button(new QPushButton(action)), m_buttons(new QHBoxLayout)
{
    auto* label = new QLabel(sentence);
    QFont font = label->font();
    font.setPointSizeF(1.2 * font.pointSizeF());
    label->setFont(font);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(label);
    layout->addSpacing(12);
    m_buttons->addStretch();
    m_buttons->addWidget(m_button);
    m_buttons->addStretch();
    layout->addLayout(m_buttons);
    layout->addStretch(3);
    m_button->setAccessibleName(tr("%1: %2").arg(action, sentence)); // often another button beside it has the same text
    connect(m_button, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

QPushButton* EmptyState::addButton(const QString& text)
{
    auto* button = new QPushButton(text);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

void EmptyState::setActionEnabled(bool enabled)
{
    m_button->setEnabled(enabled);
}

} // namespace wattline::ui

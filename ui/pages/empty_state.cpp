// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/empty_state.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace wattline::ui {

EmptyState::EmptyState(const QString& sentence, const QString& action, QWidget* parent)
    : QWidget(parent), m_button(new QPushButton(action))
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
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

void EmptyState::setActionEnabled(bool enabled)
{
    m_button->setEnabled(enabled);
}

} // namespace wattline::ui

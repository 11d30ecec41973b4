// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panel_in_focus.h"

#include <QApplication>
#include <QEvent>

namespace wattline::ui {

PanelInFocus::PanelInFocus(QObject* parent) : QObject(parent)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, const QWidget* focused) { takeFocus(focused); });
}

void PanelInFocus::watch(QWidget* panel)
{
    m_panels.emplace_back(panel);
    panel->installEventFilter(this);
}

QWidget* PanelInFocus::current() const
{
    return m_current && m_current->isVisible() ? m_current.data() : nullptr;
}

bool PanelInFocus::eventFilter(QObject* watched, QEvent* event)
{
    // Shown while its page already was: somebody has turned to its tab.
    auto* panel = qobject_cast<QWidget*>(watched);
    if (event->type() == QEvent::ShowToParent && panel != nullptr && panel->isVisible())
        setCurrent(panel);
    return QObject::eventFilter(watched, event);
}

void PanelInFocus::takeFocus(const QWidget* focused)
{
    for (const QPointer<QWidget>& panel : m_panels) {
        if (focused != nullptr && panel && (panel == focused || panel->isAncestorOf(focused)))
            return setCurrent(panel);
    }
}

void PanelInFocus::setCurrent(QWidget* panel)
{
    if (panel == m_current)
        return;
    m_current = panel;
    emit changed();
}

} // namespace wattline::ui

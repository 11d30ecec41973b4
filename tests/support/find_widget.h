// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QTabWidget>
#include <QWidget>

namespace wattline::test {

/// The widget that a screen reader calls by this name; null where there is none.
template <class Widget>
Widget* named(const QWidget& page, const char* accessibleName)
{
    for (Widget* widget : page.findChildren<Widget*>()) {
        if (widget->accessibleName() == QString::fromUtf8(accessibleName))
            return widget;
    }
    return nullptr;
}

/// The button with this text, mnemonics left out; null where there is none.
inline QAbstractButton* button(const QWidget& page, const char* text)
{
    for (QAbstractButton* candidate : page.findChildren<QAbstractButton*>()) {
        if (candidate->text().remove(QLatin1Char('&')) == QString::fromUtf8(text))
            return candidate;
    }
    return nullptr;
}

/// Brings the tab with this title to the front, of whichever row of tabs has it.
inline void turnTo(const QWidget& page, const char* title)
{
    for (QTabWidget* tabs : page.findChildren<QTabWidget*>()) {
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->tabText(i) == QString::fromUtf8(title))
                tabs->setCurrentIndex(i);
        }
    }
}

} // namespace wattline::test

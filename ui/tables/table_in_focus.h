// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class SortedTable;

/// Which table of a window people are at: the one that had the keyboard last, as long as it can be seen, or else the
/// first one to be seen on the page.
class TableInFocus : public QObject {
    Q_OBJECT

public:
    explicit TableInFocus(const QWidget& window);

    /// Null where neither is there.
    SortedTable* current(const QWidget* page) const;

signals:
    void changed();

private:
    void takeFocus(QWidget* focused);

    const QWidget& m_window;
    QPointer<SortedTable> m_last;
};

} // namespace wattline::ui

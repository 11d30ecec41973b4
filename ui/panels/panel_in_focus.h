// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>
#include <vector>

namespace wattline::ui {

/// Which of several panels people are at: the one that had the keyboard last or was brought to the front last, as long
/// as it can be seen.
class PanelInFocus : public QObject {
    Q_OBJECT

public:
    explicit PanelInFocus(QObject* parent = nullptr);

    void watch(QWidget* panel);
    /// Null before any, and where the last one is hidden.
    QWidget* current() const;

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void takeFocus(const QWidget* focused);
    void setCurrent(QWidget* panel);

    std::vector<QPointer<QWidget>> m_panels;
    QPointer<QWidget> m_current;
};

} // namespace wattline::ui

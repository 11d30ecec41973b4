// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace wattline::ui {

/// What stands beside a lane: its GPU's colour and name, a line about it, and buttons that pin, solo and hide it.
class LaneHeader : public QWidget {
    Q_OBJECT

public:
    /// What a header says. A lane of a further column has a title alone.
    struct Content {
        std::size_t gpu = 0;
        QString title;
        QString line;
        bool buttons = true;
        bool canPin = true;
        bool pinned = false;
        bool soloed = false;
        bool chosen = false;

        bool operator==(const Content&) const = default;
    };

    explicit LaneHeader(QWidget* parent = nullptr);

    void setContent(const Content& content);
    const Content& content() const { return m_content; }

signals:
    void pinToggled(std::size_t gpu);
    void soloToggled(std::size_t gpu);
    void hideTriggered(std::size_t gpu);
    void chosen(std::size_t gpu);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();

    Content m_content;
    QLabel* m_title;
    QLabel* m_line;
    QToolButton* m_pin;
    QToolButton* m_solo;
    QToolButton* m_hide;
};

} // namespace wattline::ui

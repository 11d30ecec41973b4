// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/formula_layout.h"

#include <QAbstractScrollArea>

namespace wattline::ui {

/// Shows a formula as mathematics, long sums broken into lines. Scrolls where it is larger than the view; Ctrl+wheel, +
/// and - zoom, 0 fits. A click chooses the subexpression under the pointer.
class FormulaView : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit FormulaView(QWidget* parent = nullptr);

    /// Shows another formula, or nothing for an expression without nodes; zoom is kept for a reader who has set it.
    void setFormula(const Expression& expression, const std::vector<std::string>& names);
    /// Shades the subexpression of a node, or none.
    void setMarkedNode(std::optional<std::size_t> node);

    void zoomBy(double factor);
    /// As large as fits, at most twice the normal size and not below what stays readable.
    void fit();

signals:
    void nodeClicked(std::size_t node);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setZoom(double zoom);
    void layOut(double zoom);
    void updateScrollBars();
    QPointF origin() const;

    Expression m_expression;
    std::vector<std::string> m_names;
    FormulaLayout m_layout;
    std::optional<std::size_t> m_marked;
    double m_zoom = 1.0;
    bool m_zoomIsOwn = false; ///< set by the reader, not by fit()
};

} // namespace wattline::ui

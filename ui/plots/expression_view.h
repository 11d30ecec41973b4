// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/expression_scene.h"

#include <QGraphicsView>

namespace wattline::ui {

/// Looks at an ExpressionScene: the wheel zooms at the pointer, a drag pans, + and - zoom, 0 fits. What is said of the
/// chosen node is the view's accessible description.
class ExpressionView : public QGraphicsView {
    Q_OBJECT

public:
    explicit ExpressionView(QWidget* parent = nullptr);

    ExpressionScene* tree() const { return m_tree; }
    void setTree(ShownTree tree);

    /// Marks a node, or none, and brings it into sight.
    void setChosenNode(std::optional<std::size_t> node);

    void zoomBy(double factor);
    /// The whole tree, or as much of it as stays readable.
    void fit();

protected:
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void tellChosen();

    ExpressionScene* m_tree;
    bool m_zoomIsOwn = false; ///< set by the reader, not by fit()
};

} // namespace wattline::ui

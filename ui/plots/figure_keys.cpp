// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure_view_impl.h"

#include <QKeyEvent>

namespace wattline::ui {

/// Keys of the cursors: 1 and 2 grab, the arrows move, Esc lets go.
bool FigureView::Impl::pressCursorKey(int key)
{
    if (!cursors)
        return false;
    switch (key) {
    case Qt::Key_1:
        view.grabCursor(CursorName::A);
        return true;
    case Qt::Key_2:
        view.grabCursor(CursorName::B);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (grabbed)
            emit view.cursorStepped(*grabbed, key == Qt::Key_Left ? -1 : 1);
        return grabbed.has_value();
    case Qt::Key_Escape: {
        const bool held = grabbed.has_value();
        view.grabCursor(std::nullopt);
        return held;
    }
    default:
        return false;
    }
}

void FigureView::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return QWidget::keyPressEvent(event); // a shortcut, not a key of the plot
    const auto pan = [this](double share) {
        m_impl->changeView([&] {
            m_impl->canvas.pan(0, {share * m_impl->canvas.panels().front().rect->width(), 0.0});
        });
    };
    if (event->key() == Qt::Key_Escape && m_impl->releaseHandle())
        return;
    if (m_impl->pressCursorKey(event->key()))
        return;
    switch (event->key()) {
    case Qt::Key_Left:
        return pan(0.1);
    case Qt::Key_Right:
        return pan(-0.1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(1.0 / ZoomStep);
    case Qt::Key_Minus:
        return zoomBy(ZoomStep);
    case Qt::Key_Backspace:
        return previousView();
    case Qt::Key_F:
        if (m_impl->selection)
            showRange(m_impl->selection->begin, m_impl->selection->end);
        return;
    case Qt::Key_Escape:
        setSelection(std::nullopt);
        emit selectionCleared();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace wattline::ui

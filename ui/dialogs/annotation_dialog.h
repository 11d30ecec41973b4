// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/annotations.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
QT_END_NAMESPACE

namespace wattline::ui {

class Session;

/// Asks what a note or mark says, and of which stretch and GPU of the recording.
class AnnotationDialog : public QDialog {
    Q_OBJECT

public:
    AnnotationDialog(const Annotation& annotation, const Trace& trace, QWidget* parent = nullptr);

    Annotation annotation() const;

private:
    QComboBox* m_kind;
    QComboBox* m_gpu;
    QDoubleSpinBox* m_begin;
    QDoubleSpinBox* m_end;
    QLineEdit* m_text;
};

/// Asks for the text of a note on the selected range of the selected recording or, without one, on the given moment,
/// and adds it.
void addNoteByDialog(Session& session, double momentSeconds, QWidget* parent);

/// Asks for changes of a note of the selected recording, and makes them.
void editNoteByDialog(Session& session, std::size_t index, QWidget* parent);

} // namespace wattline::ui

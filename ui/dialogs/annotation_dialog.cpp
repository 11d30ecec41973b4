// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/annotation_dialog.h"

#include "ui/session.h"
#include "ui/style/text.h"
#include "ui/work/annotation_work.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <algorithm>

namespace wattline::ui {

namespace {

/// A note, or a stretch that is not counted. Files may hold notes of other kinds, which are remarks: what somebody says
/// in the window to be a peak, valley, epoch or idle time is a matter of the phases.
void fillKinds(QComboBox& box, AnnotationKind present)
{
    for (const AnnotationKind kind : {AnnotationKind::Note, AnnotationKind::Ignore, present}) {
        if (box.findData(static_cast<int>(kind)) < 0)
            box.addItem(kindText(kind), static_cast<int>(kind));
    }
    box.setCurrentIndex(box.findData(static_cast<int>(present)));
}

double lengthSeconds(const Trace& trace)
{
    double length = 0.0;
    for (const GpuTrace& gpu : trace.gpus) {
        if (!gpu.power.empty())
            length = std::max(length, gpu.power.timeSeconds.back());
    }
    return length;
}

QDoubleSpinBox* secondsBox(double value, double most)
{
    auto* box = new QDoubleSpinBox;
    box->setDecimals(3);
    box->setRange(std::min(0.0, value), std::max(most, value));
    box->setSuffix(QObject::tr(" s"));
    box->setValue(value);
    return box;
}

void fillGpus(QComboBox& box, const Trace& trace, const std::string& chosen)
{
    box.addItem(QObject::tr("All GPUs"), QString());
    for (const GpuTrace& gpu : trace.gpus)
        box.addItem(QObject::tr("GPU %1").arg(shown(gpu.id)), shown(gpu.id));
    if (box.findData(shown(chosen)) < 0)
        box.addItem(QObject::tr("GPU %1").arg(shown(chosen)), shown(chosen)); // as another reading names it
    box.setCurrentIndex(box.findData(shown(chosen)));
}

} // namespace

AnnotationDialog::AnnotationDialog(const Annotation& annotation, const Trace& trace, QWidget* parent)
    : QDialog(parent),
      m_kind(new QComboBox),
      m_gpu(new QComboBox),
      m_begin(secondsBox(annotation.beginSeconds, lengthSeconds(trace))),
      m_end(secondsBox(annotation.endSeconds, lengthSeconds(trace))),
      m_text(new QLineEdit(shown(annotation.text)))
{
    setWindowTitle(tr("Note"));
    fillKinds(*m_kind, annotation.kind);
    fillGpus(*m_gpu, trace, annotation.gpu);
    m_text->setMinimumWidth(44 * fontMetrics().averageCharWidth());
    auto* form = new QFormLayout;
    form->addRow(tr("&Text:"), m_text);
    form->addRow(tr("&Kind:"), m_kind);
    form->addRow(tr("&From:"), m_begin);
    form->addRow(tr("T&o:"), m_end);
    form->addRow(tr("&GPU:"), m_gpu);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_begin, &QDoubleSpinBox::valueChanged, this,
            [this](double begin) { m_end->setValue(std::max(begin, m_end->value())); });
    connect(m_end, &QDoubleSpinBox::valueChanged, this,
            [this](double end) { m_begin->setValue(std::min(end, m_begin->value())); });
    m_text->setFocus();
}

Annotation AnnotationDialog::annotation() const
{
    return {static_cast<AnnotationKind>(m_kind->currentData().toInt()), m_begin->value(), m_end->value(),
            plain(m_gpu->currentData().toString()), plain(m_text->text().trimmed())};
}

void addNoteByDialog(Session& session, double momentSeconds, QWidget* parent)
{
    const Selection& selection = session.selection();
    const auto range = selection.range.value_or(std::pair(momentSeconds, momentSeconds));
    const auto trace = session.recordings().at(*selection.recording).trace;
    AnnotationDialog dialog({AnnotationKind::Note, range.first, range.second, {}, {}}, *trace, parent);
    dialog.setWindowTitle(QObject::tr("Add Note"));
    if (dialog.exec() != QDialog::Accepted)
        return;
    if (const auto place = session.placeOf(trace)) // another file may have been opened meanwhile
        addAnnotation(session, *place, dialog.annotation());
}

void editNoteByDialog(Session& session, std::size_t index, QWidget* parent)
{
    const Recording& recording = session.recordings().at(*session.selection().recording);
    const auto trace = recording.trace;
    const Annotation before = recording.notes.present->at(index);
    AnnotationDialog dialog(before, *trace, parent);
    dialog.setWindowTitle(QObject::tr("Edit Note"));
    const Annotation untouched = dialog.annotation(); // rounded as the boxes show it
    if (dialog.exec() != QDialog::Accepted || dialog.annotation() == untouched)
        return;
    const auto place = session.placeOf(trace);
    if (!place)
        return; // closed, or read anew
    const Annotations& now = *session.recordings()[*place].notes.present;
    if (index < now.size() && now[index] == before)
        changeAnnotation(session, *place, index, dialog.annotation());
}

} // namespace wattline::ui

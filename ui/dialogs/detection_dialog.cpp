// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/detection_dialog.h"

#include "ui/dialogs/detection_form.h"
#include "ui/dialogs/detection_preview.h"
#include "ui/style/text.h"
#include "ui/work/detection_work.h"
#include "ui/work/view_work.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <numeric>

namespace wattline::ui {

DetectionDialog::DetectionDialog(const Session& session, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_trace(session.recordings().at(*session.selection().recording).trace),
      m_form(new DetectionForm),
      m_scope(new QComboBox)
{
    const Recording& recording = session.recordings().at(*session.selection().recording);
    const std::size_t gpu = laneGpu(session).value_or(0);
    m_preview = new DetectionPreview(recording, gpu);
    setWindowTitle(tr("Detection Settings"));
    m_scope->setAccessibleName(tr("Apply to"));
    m_scope->addItems({tr("This recording"), tr("All open recordings")});
    auto* heading =
        new QLabel(tr("%1, GPU %2").arg(shown(titleOf(*recording.trace)), shown(recording.trace->gpus.at(gpu).id)));
    auto* scopeLabel = new QLabel(tr("&Apply to:"));
    scopeLabel->setBuddy(m_scope);
    auto* scope = new QHBoxLayout;
    scope->addWidget(scopeLabel);
    scope->addWidget(m_scope);
    scope->addStretch();
    auto* right = new QVBoxLayout;
    right->addWidget(heading);
    right->addWidget(m_preview, 1);
    right->addLayout(scope);
    auto* columns = new QHBoxLayout;
    columns->addWidget(m_form);
    columns->addLayout(right, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(columns, 1);
    layout->addWidget(makeButtons());
    connect(m_form, &DetectionForm::changed, this, [this] { m_preview->show(m_form->settings()); });
    m_form->setSettings(recording.detectionSettings);
}

QDialogButtonBox* DetectionDialog::makeButtons()
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    QPushButton* defaults = buttons->addButton(tr("&Reset to Defaults"), QDialogButtonBox::ResetRole);
    connect(defaults, &QPushButton::clicked, this, [this] { m_form->setSettings({}); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    QPushButton* ok = buttons->button(QDialogButtonBox::Ok);
    connect(m_form, &DetectionForm::changed, ok, [ok] { ok->setEnabled(true); });
    connect(m_preview, &DetectionPreview::lookEnded, ok, [this, ok] { ok->setEnabled(m_preview->found() != nullptr); });
    return buttons;
}

SegmentationSettings DetectionDialog::settings() const
{
    return m_form->settings();
}

std::vector<std::size_t> DetectionDialog::recordings() const
{
    if (m_scope->currentIndex() == 0) {
        const auto place = m_session.placeOf(m_trace);
        return place ? std::vector{*place} : std::vector<std::size_t>();
    }
    std::vector<std::size_t> all(m_session.recordings().size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

void changeDetectionByDialog(Session& session, QWidget* parent)
{
    DetectionDialog dialog(session, parent);
    if (dialog.exec() != QDialog::Accepted)
        return;
    if (const auto recordings = dialog.recordings(); !recordings.empty())
        detectAgain(session, recordings, dialog.settings());
}

} // namespace wattline::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/no_phases.h"

#include "ui/dialogs/detection_dialog.h"
#include "ui/style/text.h"
#include "ui/work/phase_work.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace wattline::ui {

namespace {

/// From the shortest to the longest period that was looked for on any GPU.
std::optional<std::pair<double, double>> periodsLookedFor(const Recording& recording)
{
    std::optional<std::pair<double, double>> all;
    for (const GpuTrace& gpu : recording.counted->gpus) {
        const auto searched = searchedPeriods(gpu.power, recording.detectionSettings);
        if (searched && all)
            all = {std::min(all->first, searched->first), std::max(all->second, searched->second)};
        else if (searched)
            all = searched;
    }
    return all;
}

} // namespace

NoPhases::NoPhases(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_sentence(new QLabel), m_reason(new QLabel)
{
    for (QLabel* label : {m_sentence, m_reason}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    auto* change = new QPushButton(tr("Change Detection…"));
    auto* mark = new QPushButton(tr("Mark by Hand"));
    mark->setToolTip(tr("Drag over a stretch of the plot, then say what it is"));
    auto* menu = new QMenu(mark);
    mark->setMenu(menu);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(change);
    buttons->addWidget(mark);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->addStretch();
    layout->addWidget(m_sentence);
    layout->addWidget(m_reason);
    layout->addLayout(buttons);
    layout->addStretch();
    connect(change, &QPushButton::clicked, this, [this] { changeDetectionByDialog(m_session, this); });
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMarks(menu); });
}

void NoPhases::fillMarks(QMenu* menu)
{
    menu->clear();
    if (!m_session.selection().range)
        menu->addAction(tr("Drag over a stretch of the plot first"))->setEnabled(false);
    for (const HandMark mark : {HandMark::Epoch, HandMark::Peak, HandMark::Valley, HandMark::Idle}) {
        QAction* action = menu->addAction(markText(mark), this, [this, mark] { markRangeAs(m_session, mark); });
        action->setEnabled(m_session.selection().range && canEditPhases(m_session));
    }
}

void NoPhases::refresh()
{
    const Recording& recording = m_session.recordings().at(*m_session.selection().recording);
    const auto periods = periodsLookedFor(recording);
    m_sentence->setText(periods ? tr("No repeating phases found between %1 and %2.")
                                      .arg(durationText(periods->first), durationText(periods->second))
                                : tr("No repeating phases found: the recording is too short to hold any."));
    m_sentence->setToolTip(tr("The periods that were looked for"));
    QStringList reasons;
    for (const Segmentation& gpu : recording.phases->gpus)
        reasons << shown(gpu.reason);
    reasons.removeDuplicates();
    m_reason->setText(reasons.join(QLatin1Char('\n')));
}

} // namespace wattline::ui

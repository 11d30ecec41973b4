// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status_line.h"

#include "core/trace/range_summary.h"
#include "ui/style/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <cmath>

namespace wattline::ui {

TaskStatus::TaskStatus(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_title(new QLabel), m_bar(new QProgressBar), m_cancel(new QToolButton)
{
    m_bar->setRange(0, 100);
    m_bar->setMaximumWidth(160);
    m_bar->setAccessibleName(tr("Progress"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setAutoRaise(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_title);
    layout->addWidget(m_bar);
    layout->addWidget(m_cancel);
    connect(&m_session, &Session::tasksChanged, this, &TaskStatus::refresh);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (!m_session.runningTasks().empty())
            m_session.runningTasks().front()->requestStop();
    });
    refresh();
}

void TaskStatus::refresh()
{
    const std::vector<Task*>& tasks = m_session.runningTasks();
    setVisible(!tasks.empty());
    if (tasks.empty())
        return;
    Task* first = tasks.front();
    const Progress progress = first->progress();
    m_title->setText(tasks.size() == 1 ? first->title()
                                       : tr("%1 and %2 more").arg(first->title()).arg(tasks.size() - 1));
    m_title->setToolTip(shown(progress.what));
    m_bar->setValue(static_cast<int>(std::lround(100.0 * progress.fraction)));
    connect(first, &Task::progressChanged, this, &TaskStatus::refresh, Qt::UniqueConnection);
}

QString selectionText(const Session& session)
{
    const Selection& selection = session.selection();
    if (!selection.recording || !selection.range)
        return {};
    const Trace& trace = *session.recordings().at(*selection.recording).counted;
    double joules = 0.0;
    for (std::size_t gpu = 0; gpu < trace.gpus.size(); ++gpu) {
        if (!selection.gpu || *selection.gpu == gpu)
            joules +=
                summariseRange(trace.gpus[gpu].power, selection.range->first, selection.range->second).energyJoules;
    }
    const QString where = selection.gpu && *selection.gpu < trace.gpus.size()
                              ? QObject::tr("on GPU %1").arg(shown(trace.gpus[*selection.gpu].id))
                              : QObject::tr("on all GPUs");
    return QObject::tr("Selected %1, %2 %3")
        .arg(durationText(selection.range->second - selection.range->first), energyText(joules), where);
}

QString pointerText(const FigurePanel& panel, double x, double y)
{
    const auto part = [](const FigureAxis& axis, double value) {
        const QString number = QObject::tr("%1 %2").arg(shown(axis.quantity), numberText(value, 5));
        return axis.unit.empty() ? number : number + QLatin1Char(' ') + shown(axis.unit);
    };
    const auto time = [&] {
        constexpr double Millisecond = 1e-3;
        if (panel.x.ticks == TimeTicks::Clock)
            return QObject::tr("%1 %2").arg(shown(panel.x.quantity),
                                            shown(clockText(panel.x.startUnixSeconds + x, Millisecond)));
        return part(panel.x, x);
    };
    if (!panel.categories.empty())
        return part(panel.y, y);
    return time() + QStringLiteral(" · ") + part(panel.y, y);
}

} // namespace wattline::ui

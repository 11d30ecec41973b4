// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/aliasing_dialog.h"

#include "core/trace/align.h"
#include "ui/style/severity_icon.h"
#include "ui/style/text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>

namespace wattline::ui {

namespace {

QString millisecondsText(double seconds)
{
    return seconds < 1.0 ? AliasingDialog::tr("%1 ms").arg(numberText(1e3 * seconds, 3)) : durationText(seconds);
}

QString leadText(LeadFrom from)
{
    switch (from) {
    case LeadFrom::WallClock:
        return AliasingDialog::tr("By the clock");
    case LeadFrom::FirstRise:
        return AliasingDialog::tr("By their first rise");
    case LeadFrom::Begin:
        break;
    }
    return AliasingDialog::tr("By their beginnings");
}

QString signedPercent(double fraction)
{
    return AliasingDialog::tr("%1 %").arg(QString::number(100.0 * fraction, 'f', 2));
}

std::vector<std::pair<QString, QString>> figuresOf(const AliasingAnswer& answer)
{
    const AliasingCheck& check = answer.check;
    std::vector<std::pair<QString, QString>> figures = {
        {AliasingDialog::tr("Mean difference of the windows"), signedPercent(check.meanDifference)},
        {AliasingDialog::tr("Largest difference of a window"),
         AliasingDialog::tr("%1, at %2 s")
             .arg(signedPercent(check.largestDifference), numberText(check.largestAtSeconds))},
        {AliasingDialog::tr("Difference of energy"), signedPercent(check.energyDifference)},
        {AliasingDialog::tr("Windows"),
         AliasingDialog::tr("%1 of %2").arg(check.windows).arg(durationText(check.windowSeconds))},
        {AliasingDialog::tr("Fast interval"), millisecondsText(check.fastIntervalSeconds)},
        {AliasingDialog::tr("Slow interval"), millisecondsText(check.slowIntervalSeconds)},
        {AliasingDialog::tr("Refresh of the sensor"), check.refresh.visible
                                                          ? millisecondsText(check.refresh.seconds)
                                                          : AliasingDialog::tr("Not visible in the fast log")}};
    if (answer.lead)
        figures.emplace_back(AliasingDialog::tr("Laid over each other"), leadText(*answer.lead));
    return figures;
}

} // namespace

Result<AliasingAnswer> answerTo(const AliasingQuestion& question, const RunContext& context)
{
    Result<PowerSeries> fast = powerOf(*question.fast, question.gpu);
    if (!fast)
        return fast.error();
    if (!question.slow) {
        Result<AliasingCheck> check = checkThinned(*fast, question.intervalSeconds, {}, context);
        if (!check)
            return check.error();
        return AliasingAnswer{std::move(*check), std::nullopt};
    }
    Result<PowerSeries> slow = powerOf(*question.slow, question.gpu);
    if (!slow)
        return slow.error();
    const ClockedSeries fastOnes{std::move(*fast), question.fast->startUnixSeconds};
    const ClockedSeries slowOnes{std::move(*slow), question.slow->startUnixSeconds};
    const SlowLead lead = slowLeadOf(fastOnes, slowOnes);
    Result<AliasingCheck> check = checkAliasing(fastOnes.power, slowOnes.power, lead.seconds, {}, context);
    if (!check)
        return check.error();
    return AliasingAnswer{std::move(*check), lead.from};
}

AliasingDialog::AliasingDialog(Session& session, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_fast(new QComboBox),
      m_slow(new QComboBox),
      m_interval(new QDoubleSpinBox),
      m_gpu(new QComboBox),
      m_sign(new QLabel),
      m_verdict(new QLabel),
      m_reason(new QLabel),
      m_figures(new QTreeWidget)
{
    setWindowTitle(tr("Aliasing Check"));
    auto* line = new QHBoxLayout;
    line->addWidget(m_sign);
    line->addWidget(m_verdict, 1);
    QFont bold = font();
    bold.setBold(true);
    m_verdict->setFont(bold);
    m_verdict->setAccessibleName(tr("Verdict"));
    m_reason->setWordWrap(true);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_figures->setAccessibleName(tr("Figures of the check"));
    m_figures->setColumnCount(2);
    m_figures->setHeaderHidden(true);
    m_figures->setRootIsDecorated(false);
    m_figures->setSelectionMode(QAbstractItemView::NoSelection);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makeQuestion());
    layout->addLayout(line);
    layout->addWidget(m_reason);
    layout->addWidget(m_figures, 1);
    layout->addWidget(buttons);
    resize(520, 480);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fillGpus();
    check();
}

QWidget* AliasingDialog::makeQuestion()
{
    auto* boxes = new QWidget;
    m_slow->addItem(tr("The same recording, thinned out"));
    for (const Recording& recording : m_session.recordings()) {
        m_traces.push_back(recording.counted);
        m_fast->addItem(shown(titleOf(*recording.trace)));
        m_slow->addItem(shown(titleOf(*recording.trace)));
    }
    m_fast->setCurrentIndex(static_cast<int>(m_session.selection().recording.value_or(0)));
    m_interval->setDecimals(3);
    m_interval->setRange(0.001, 3600.0);
    m_interval->setValue(1.0);
    m_interval->setSuffix(tr(" s"));
    m_interval->setKeyboardTracking(false);
    auto* form = new QFormLayout(boxes);
    form->setContentsMargins({});
    form->addRow(tr("&Fast recording:"), m_fast);
    form->addRow(tr("&Compared with:"), m_slow);
    form->addRow(tr("&Thinned out to:"), m_interval);
    form->addRow(tr("&Power of:"), m_gpu);
    connect(m_fast, &QComboBox::currentIndexChanged, this, [this] {
        fillGpus();
        check();
    });
    connect(m_slow, &QComboBox::currentIndexChanged, this, &AliasingDialog::check);
    connect(m_gpu, &QComboBox::activated, this, &AliasingDialog::check);
    connect(m_interval, &QDoubleSpinBox::valueChanged, this, &AliasingDialog::check);
    return boxes;
}

void AliasingDialog::fillGpus()
{
    const QString before = m_gpu->currentData().toString();
    m_gpu->clear();
    const Trace& fast = *m_traces[static_cast<std::size_t>(m_fast->currentIndex())];
    if (fast.gpus.size() > 1)
        m_gpu->addItem(tr("All GPUs, their mean"), QString());
    for (const GpuTrace& gpu : fast.gpus)
        m_gpu->addItem(tr("GPU %1").arg(shown(gpu.id)), shown(gpu.id));
    m_gpu->setCurrentIndex(std::max(0, m_gpu->findData(before)));
}

AliasingQuestion AliasingDialog::question() const
{
    AliasingQuestion question;
    question.fast = m_traces[static_cast<std::size_t>(m_fast->currentIndex())];
    if (m_slow->currentIndex() > 0)
        question.slow = m_traces[static_cast<std::size_t>(m_slow->currentIndex() - 1)];
    question.gpu = plain(m_gpu->currentData().toString());
    question.intervalSeconds = m_interval->value();
    return question;
}

void AliasingDialog::check()
{
    m_interval->setEnabled(m_slow->currentIndex() == 0);
    m_again = m_task != nullptr;
    if (m_again)
        return m_task->requestStop();
    m_verdict->setText(tr("Checking…"));
    m_task = new Task(
        tr("Checking for aliasing"),
        workOf<AliasingAnswer>([asked = question()](const RunContext& context) { return answerTo(asked, context); },
                               [this](Result<AliasingAnswer> answer) {
                                   if (!m_again)
                                       show(answer);
                               }),
        this);
    connect(m_task, &Task::finished, this, [this] {
        m_task->deleteLater();
        m_task = nullptr;
        if (m_again)
            check();
    });
}

void AliasingDialog::show(const Result<AliasingAnswer>& answer)
{
    const int side = fontMetrics().height();
    m_figures->clear();
    const bool enough = answer && answer->check.verdict == AliasingVerdict::SlowIsEnough;
    const Severity severity = enough ? Severity::Note : Severity::Warning;
    m_sign->setPixmap(severityIcon(severity, *this).pixmap(side, side));
    m_sign->setAccessibleName(severityName(severity));
    m_verdict->setText(!answer  ? tr("This cannot be checked.")
                       : enough ? tr("The slower log gives the same numbers.")
                                : tr("The slower log is too slow."));
    m_reason->setText(shown(answer ? answer->check.reason : answer.error().message));
    if (!answer)
        return;
    for (const auto& [name, value] : figuresOf(*answer))
        new QTreeWidgetItem(m_figures, {name, value});
    m_figures->resizeColumnToContents(0);
}

} // namespace wattline::ui

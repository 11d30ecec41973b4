// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/classes_panel.h"

#include "core/report/class_figure.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/panels/class_tree.h"
#include "ui/plots/figure_view.h"
#include "ui/style/text.h"
#include "ui/work/trace_work.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace wattline::ui {

namespace {

std::vector<double> numbersOf(const RunSummary& run)
{
    if (!run.wave)
        return {std::isfinite(run.levelWatts) ? run.levelWatts : -1.0};
    return {run.levelWatts, run.wave->peakPowerWatts.mean, run.wave->peakDurationSeconds.mean,
            run.wave->valleyPowerWatts.mean, run.wave->valleyDurationSeconds.mean};
}

bool areAlike(const RunSummary& a, const RunSummary& b)
{
    return a.name == b.name && a.model == b.model && a.shape == b.shape && a.polarity == b.polarity &&
           a.chosenClass == b.chosenClass && numbersOf(a) == numbersOf(b);
}

} // namespace

ClassesPanel::ClassesPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_tree(new QTreeWidget),
      m_view(new FigureView),
      m_split(new QPushButton(tr("Split Off…"))),
      m_merge(new QPushButton(tr("Merge"))),
      m_rename(new QPushButton(tr("Rename…"))),
      m_reset(new QPushButton(tr("As Proposed"))),
      m_export(new QPushButton(tr("Export Waves…"))),
      m_none(new QLabel(tr("Runs grouped by architecture and shape of their power appear here. Open recordings, or "
                           "the tasks CSV that describes them."))),
      m_stack(new QStackedWidget)
{
    makeLayout();
    connect(m_tree, &QTreeWidget::itemSelectionChanged, this, [this] {
        showFigure();
        refreshButtons();
        chooseInSession();
    });
    connect(m_split, &QPushButton::clicked, this, &ClassesPanel::askAndSplit);
    connect(m_merge, &QPushButton::clicked, this, &ClassesPanel::merge);
    connect(m_rename, &QPushButton::clicked, this, &ClassesPanel::askAndRename);
    connect(m_reset, &QPushButton::clicked, this, &ClassesPanel::reset);
    connect(m_export, &QPushButton::clicked, this,
            [this] { exportByDialog(m_session, m_view->figure(), nullptr, this); });
    connect(&m_session, &Session::recordingsChanged, this, &ClassesPanel::refresh);
    connect(&m_session, &Session::datasetChanged, this, &ClassesPanel::refresh);
    connect(&m_session, &Session::rowClassesChanged, this, &ClassesPanel::refresh);
}

void ClassesPanel::makeLayout()
{
    m_tree->setAccessibleName(tr("Classes of runs"));
    m_tree->setHeaderLabels(classTreeHeaders());
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_view->setAccessibleName(tr("Waves of the classes"));
    m_view->setMinimumWidth(260);
    m_view->hideTitles(); // the tree names the classes in the same colours
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setWordWrap(true);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(6, 2, 6, 2);
    addButtons(line);
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_tree, 1);
    auto* splitter = new QSplitter;
    splitter->addWidget(left);
    splitter->addWidget(m_view);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_none);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
}

void ClassesPanel::addButtons(QHBoxLayout* line)
{
    m_split->setToolTip(tr("Puts the chosen runs into a class of their own"));
    m_merge->setToolTip(tr("Puts all runs of the chosen classes into the first of them"));
    m_rename->setToolTip(tr("Gives the chosen class another name"));
    m_reset->setToolTip(tr("Gives the chosen runs back to the classes that are proposed for them"));
    for (QPushButton* button : {m_split, m_merge, m_rename, m_reset, m_export}) {
        line->addWidget(button);
        button->setAccessibleDescription(button->toolTip());
    }
    line->insertStretch(4);
}

void ClassesPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fillTree(); // its colours are those of the ground
}

void ClassesPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void ClassesPanel::refresh()
{
    if (!isVisible())
        return; // every run is looked at, and nobody sees it
    std::vector<ClassedRun> runs = classedRuns(m_session);
    std::vector<RunSummary> summaries;
    for (const ClassedRun& run : runs)
        summaries.push_back(run.summary);
    m_runs = std::move(runs);
    m_stack->setCurrentIndex(m_runs.empty() ? 1 : 0);
    if (std::equal(summaries.begin(), summaries.end(), m_summaries.begin(), m_summaries.end(), areAlike))
        return;
    m_summaries = std::move(summaries);
    m_classes = classesOf(m_summaries);
    fillTree();
    showFigure();
    refreshButtons();
}

void ClassesPanel::fillTree()
{
    const QSignalBlocker quiet(m_tree);
    const QStringList chosen = chosenNames(*m_tree);
    const bool isFirst = m_tree->topLevelItemCount() == 0;
    fillClassTree(*m_tree, m_summaries, m_classes);
    chooseNames(*m_tree, chosen);
    if (isFirst)
        fitClassTree(*m_tree);
}

void ClassesPanel::showFigure()
{
    std::vector<std::size_t> shown = chosenClasses();
    if (shown.empty()) {
        shown.resize(m_classes.size());
        std::iota(shown.begin(), shown.end(), std::size_t{0});
    }
    m_view->setFigure(m_classes.empty() ? Figure() : classFigure(m_summaries, m_classes, shown));
    m_export->setEnabled(!m_classes.empty());
}

void ClassesPanel::refreshButtons()
{
    const std::vector<ClassedRun> runs = chosenRuns();
    const std::size_t classes = chosenClasses().size();
    m_split->setEnabled(!runs.empty() && runs.size() < m_runs.size());
    m_merge->setEnabled(classes > 1);
    m_rename->setEnabled(classes == 1);
    m_reset->setEnabled(
        std::any_of(runs.begin(), runs.end(), [](const ClassedRun& run) { return !run.summary.chosenClass.empty(); }));
}

void ClassesPanel::chooseInSession()
{
    const QList<QTreeWidgetItem*> items = m_tree->selectedItems();
    const std::optional<std::size_t> number = items.size() == 1 ? runOf(*items.front()) : std::nullopt;
    if (!number)
        return;
    const ClassedRun& run = m_runs[*number];
    if (run.recording)
        return selectRecording(m_session, *run.recording);
    Selection selection = m_session.selection();
    selection.datasetRow = run.row;
    m_session.select(selection);
}

std::vector<std::size_t> ClassesPanel::chosenClasses() const
{
    std::set<std::size_t> classes;
    for (const QTreeWidgetItem* item : m_tree->selectedItems())
        classes.insert(classOf(*item));
    return {classes.begin(), classes.end()};
}

std::vector<ClassedRun> ClassesPanel::runsOf(const std::vector<std::size_t>& classes) const
{
    std::vector<ClassedRun> runs;
    for (const std::size_t c : classes) {
        for (const std::size_t r : m_classes[c].runs)
            runs.push_back(m_runs[r]);
    }
    return runs;
}

std::vector<ClassedRun> ClassesPanel::chosenRuns() const
{
    std::set<std::size_t> numbers;
    for (const QTreeWidgetItem* item : m_tree->selectedItems()) {
        if (const auto run = runOf(*item))
            numbers.insert(*run);
        else
            numbers.insert(m_classes[classOf(*item)].runs.begin(), m_classes[classOf(*item)].runs.end());
    }
    std::vector<ClassedRun> runs;
    for (const std::size_t number : numbers)
        runs.push_back(m_runs[number]);
    return runs;
}

void ClassesPanel::split(const QString& name)
{
    if (!name.trimmed().isEmpty())
        chooseClass(m_session, chosenRuns(), name.trimmed(), tr("Split Class"));
}

void ClassesPanel::merge()
{
    const std::vector<std::size_t> classes = chosenClasses();
    if (classes.size() > 1)
        chooseClass(m_session, runsOf(classes), shown(m_classes[classes.front()].name), tr("Merge Classes"));
}

void ClassesPanel::rename(const QString& name)
{
    const std::vector<std::size_t> classes = chosenClasses();
    if (classes.size() == 1 && !name.trimmed().isEmpty())
        chooseClass(m_session, runsOf(classes), name.trimmed(), tr("Rename Class"));
}

void ClassesPanel::reset()
{
    chooseClass(m_session, chosenRuns(), QString(), tr("Take Proposed Class"));
}

void ClassesPanel::askAndSplit()
{
    const QString proposed = tr("%1, apart").arg(shown(m_classes[chosenClasses().front()].name));
    split(QInputDialog::getText(this, tr("Split Off"), tr("Name of the new class:"), QLineEdit::Normal, proposed));
}

void ClassesPanel::askAndRename()
{
    const QString present = shown(m_classes[chosenClasses().front()].name);
    rename(QInputDialog::getText(this, tr("Rename Class"), tr("Name of the class:"), QLineEdit::Normal, present));
}

} // namespace wattline::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/importance_panel.h"

#include "core/report/figures.h"
#include "core/report/importance_figure.h"
#include "ui/plots/figure_view.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/compare_work.h"
#include "ui/work/studies_work.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QSpinBox>
#include <QSplitter>
#include <QStandardItemModel>
#include <algorithm>

namespace wattline::ui {

namespace {

constexpr int MostSplits = 100;

/// What is on show, in words.
QString captionOf(const ImportanceStudy& study)
{
    QString text =
        QObject::tr("%1 on %2 test rows of %3, %4 shuffles of each feature.")
            .arg(shown(study.model))
            .arg(study.testRows)
            .arg(study.splits.size() == 1 ? QObject::tr("1 split") : QObject::tr("%1 splits").arg(study.splits.size()))
            .arg(study.shuffles);
    if (study.mre)
        text += QObject::tr(" MRE as they are: %1.").arg(percentText(study.mre->mean));
    if (study.stopped)
        text += QObject::tr(" Stopped early; finished splits stand.");
    return text;
}

/// Leaves the last line of a list in sight, but not to be chosen, and says why.
void disableLast(QComboBox& box, const QString& reason)
{
    auto* lines = qobject_cast<QStandardItemModel*>(box.model()); // every QComboBox has one
    QStandardItem* line = lines->item(lines->rowCount() - 1);
    line->setEnabled(false);
    line->setToolTip(reason);
}

} // namespace

ImportancePanel::ImportancePanel(Session& session, QWidget* parent)
    : StudyFrame(session, Job::Importance,
                 tr("Which features a model rests on is shown here: each is shuffled and moved on the test rows."),
                 tr("Find Importance"), parent),
      m_session(session)
{
    buildControls();
    m_rows = new RowModel<ImportanceRow>(importanceColumns(), this);
    m_table = new SortedTable(m_rows);
    m_table->setAccessibleName(tr("Importance of the features"));
    setContents(buildFigures(), m_table, tr("Importance as table"));
    connect(&m_session, &Session::studiesChanged, this, &ImportancePanel::showStudy);
    connect(&m_session, &Session::studiedChanged, this, &ImportancePanel::fillModels);
    connect(&m_session, &Session::choiceChanged, this, &ImportancePanel::fillModels); // another target, other methods
    connect(m_table, &SortedTable::rowChosen, this,
            [this](int row) { selectFeature(m_rows->rows().at(static_cast<std::size_t>(row)).feature); });
    fillModels();
    showStudy();
}

void ImportancePanel::buildControls()
{
    m_model = new QComboBox;
    m_model->setAccessibleName(tr("Model to explain"));
    m_splits = new QSpinBox;
    m_splits->setRange(1, MostSplits);
    m_splits->setAccessibleName(tr("Splits of the importance"));
    m_splits->setToolTip(tr("Random splits to average over, one model each"));
    addLabelled(tr("Model:"), m_model);
    addLabelled(tr("Splits:"), m_splits);
    addStart();
    connect(this, &StudyFrame::startRequested, this, &ImportancePanel::start);
}

QWidget* ImportancePanel::buildFigures()
{
    m_importance = new FigureView;
    m_importance->setAccessibleName(tr("Importance of the features, figure"));
    m_elasticity = new FigureView;
    m_elasticity->setAccessibleName(tr("Elasticity of the prediction"));
    m_current = m_importance;
    auto* figures = new QSplitter(Qt::Horizontal);
    for (FigureView* view : {m_importance, m_elasticity}) {
        view->installEventFilter(this);
        figures->addWidget(view);
        connect(view, &FigureView::pointClicked, this, [this](std::size_t, std::size_t, std::size_t point) {
            if (m_shown && point < m_shown->importances.size())
                selectFeature(m_shown->ranking()[point]);
        });
    }
    figures->setChildrenCollapsible(false);
    return figures;
}

bool ImportancePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn && watched != m_current) {
        m_current = watched == m_elasticity ? m_elasticity : m_importance;
        emit currentFigureChanged();
    }
    return StudyFrame::eventFilter(watched, event);
}

void ImportancePanel::fillModels()
{
    const bool isFirst = m_model->count() == 0;
    const QString before = m_model->currentData().toString();
    const QSignalBlocker blocker(m_model);
    m_model->clear();
    for (const Method& method : allMethods(Effort::Quick)) {
        m_model->addItem(shown(method.title), shown(method.id));
        if (!readsFeatures(method, m_session.choice().target))
            disableLast(*m_model, tr("It does not read the features: shuffling them says nothing about it"));
    }
    if (m_session.studied())
        m_model->addItem(tr("Studied formula"), QString());
    // The studied formula has no name of a method: that is no sign that nothing was chosen.
    const int found = isFirst ? -1 : m_model->findData(before);
    const bool stays = found >= 0 && m_model->model()->index(found, 0).flags().testFlag(Qt::ItemIsEnabled);
    m_model->setCurrentIndex(stays ? found : std::max(0, m_model->findData(QStringLiteral("boosting"))));
}

void ImportancePanel::start()
{
    ImportanceSettings settings;
    settings.splits = static_cast<std::size_t>(m_splits->value());
    settings.method = plain(m_model->currentData().toString());
    const auto studied = m_session.studied();
    if (settings.method.empty() && studied) {
        const auto rows = m_session.learningData();
        if (rows && studied->train.rows->featureNames != rows->featureNames)
            return m_session.post(Severity::Warning,
                                  tr("The studied formula speaks of other features than those that are chosen now."));
        settings.formula = studied->measured();
        settings.seenRows = seenRowsOf(*studied);
    }
    settings.elasticity.stepped = m_session.settings().features.discrete;
    findImportance(m_session, settings);
}

void ImportancePanel::showStudy()
{
    const auto study = m_session.studies().importance;
    QStringList remarks;
    if (study) {
        remarks << captionOf(*study);
        for (const std::string& remark : remarksOn(*study))
            remarks << shown(remark);
        if (m_session.studies().importanceData != m_session.learningData())
            remarks << tr("The choice of target, rows or features has changed since.");
    }
    showContents(study != nullptr, remarks);
    if (std::exchange(m_shown, study) == study)
        return;
    m_importance->setFigure(study ? importanceFigure(*study) : Figure());
    m_elasticity->setFigure(study ? elasticityFigure(*study) : Figure());
    m_table->setNotes(study ? remarksOn(*study) : std::vector<std::string>());
    m_rows->setContents(importanceColumns(study ? shown(axisOfColumn(study->target).unit) : QString()),
                        importanceRows(study));
    m_table->fitColumns();
    emit currentFigureChanged();
}

void ImportancePanel::selectFeature(std::size_t feature)
{
    if (!m_shown || feature >= m_shown->featureNames.size())
        return;
    Selection selection = m_session.selection();
    selection.feature = m_shown->featureNames[feature];
    m_session.select(selection);
}

} // namespace wattline::ui

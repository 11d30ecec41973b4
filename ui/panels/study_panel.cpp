// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/study_panel.h"

#include "core/report/study_figure.h"
#include "ui/panels/study_form.h"
#include "ui/plots/figure_view.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/studies_work.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace wattline::ui {

StudyPanel::StudyPanel(Session& session, QWidget* parent)
    : StudyFrame(session, Job::Study,
                 tr("From which population and number of generations on a search no longer gets better is shown here."),
                 tr("Run Study"), parent),
      m_session(session)
{
    buildControls();
    m_view = new FigureView;
    m_view->setAccessibleName(tr("Errors against generations"));
    m_rows = new RowModel<StudyRow>(studyColumns(nullptr), this);
    m_table = new SortedTable(m_rows);
    m_table->setAccessibleName(tr("Points of the study"));
    setContents(m_view, m_table, tr("Study as table"));
    connect(&m_session, &Session::studiesChanged, this, &StudyPanel::showStudy);
    connect(m_table, &SortedTable::rowChosen, this,
            [this](int row) { choose(m_rows->rows().at(static_cast<std::size_t>(row)).point); });
    connect(m_view, &FigureView::pointClicked, this, [this](std::size_t panel, std::size_t curve, std::size_t point) {
        if (!m_shown)
            return;
        choose(studyPointAt(*m_shown, panel, curve, point));
        if (m_chosen)
            m_table->chooseRow(static_cast<int>(*m_chosen));
    });
    showStudy();
}

void StudyPanel::buildControls()
{
    m_form = new StudyForm;
    addLine(m_form);
    m_file = new QLineEdit;
    m_file->setAccessibleName(tr("Results file"));
    m_file->setPlaceholderText(tr("not kept"));
    m_file->setToolTip(tr("Keeps every finished search; the same study begun again goes on from it"));
    auto* browse = new QToolButton;
    browse->setText(tr("…"));
    browse->setAccessibleName(tr("Choose results file"));
    connect(browse, &QToolButton::clicked, this, &StudyPanel::chooseFile);
    addLabelled(tr("Results file:"), m_file);
    controls()->addWidget(browse);
    addStart();
    m_use = new QPushButton(tr("Use for Search"));
    m_use->setToolTip(tr("Start the next search with the settings of the chosen point"));
    controls()->addWidget(m_use);
    connect(this, &StudyFrame::startRequested, this, &StudyPanel::start);
    connect(m_use, &QPushButton::clicked, this, [this] {
        if (m_chosen)
            useStudyPoint(m_session, *m_chosen);
    });
}

void StudyPanel::chooseFile()
{
    // What is there is gone on with, not replaced.
    const QString file = QFileDialog::getSaveFileName(this, tr("Results of the Study"), m_file->text(),
                                                      tr("Results (*.jsonl);;All files (*)"), nullptr,
                                                      QFileDialog::DontConfirmOverwrite);
    if (!file.isEmpty())
        m_file->setText(file);
}

void StudyPanel::start()
{
    const Result<StudyPlan> plan = m_form->plan(m_session.settings().search);
    if (!plan)
        return m_session.post(Severity::Warning, shown(plan.error().message));
    runParameterStudy(m_session, *plan, pathOf(m_file->text().trimmed()));
}

void StudyPanel::showStudy()
{
    const auto study = m_session.studies().study;
    QStringList remarks;
    if (study) {
        remarks << tr("%1 of %2 searches; %3 of them were kept from before.")
                       .arg(study->runs.size())
                       .arg(study->runsAsked)
                       .arg(study->resumed);
        for (const std::string& remark : remarksOn(*study))
            remarks << shown(remark);
        if (m_session.studies().studyData != m_session.learningData())
            remarks << tr("The choice of target, rows or features has changed since.");
    }
    showContents(study != nullptr, remarks);
    if (std::exchange(m_shown, study) != study) {
        m_view->setFigure(study ? studyFigure(*study) : Figure(), ViewRange::Keep);
        m_table->setNotes(study ? remarksOn(*study) : std::vector<std::string>());
        m_rows->setContents(studyColumns(study.get()), studyRows(study));
        m_table->fitColumns();
        emit currentFigureChanged();
    }
    choose(study && m_chosen && *m_chosen < study->points.size() ? m_chosen : study ? study->plateau : std::nullopt);
}

void StudyPanel::choose(std::optional<std::size_t> point)
{
    m_chosen = point;
    m_use->setVisible(m_shown != nullptr);
    m_use->setEnabled(point.has_value());
}

} // namespace wattline::ui

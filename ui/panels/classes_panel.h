// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/work/class_work.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTreeWidget;
class QTreeWidgetItem;
QT_END_NAMESPACE

namespace wattline::ui {

class FigureView;

/// The classes of the runs that are open: a tree of classes and runs with what each draws, and their waves laid over
/// each other. Classes are proposed by family and shape; runs are parted, classes merged and renamed by hand, or given
/// back to the proposal. A chosen run is the session's selected recording or row.
class ClassesPanel : public QWidget {
    Q_OBJECT

public:
    explicit ClassesPanel(Session& session, QWidget* parent = nullptr);

    /// Puts the chosen runs into a class of that name.
    void split(const QString& name);
    /// Puts all runs of the chosen classes into the first of them.
    void merge();
    /// Gives the chosen class another name.
    void rename(const QString& name);
    /// Gives the chosen runs and classes back to the proposal.
    void reset();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void makeLayout();
    void addButtons(QHBoxLayout* line);
    void refresh();
    void fillTree();
    void showFigure();
    void chooseInSession();
    void refreshButtons();
    void askAndSplit();
    void askAndRename();
    /// The classes of which the class itself or a run is chosen, in their order.
    std::vector<std::size_t> chosenClasses() const;
    /// The chosen runs, and all runs of the chosen classes.
    std::vector<ClassedRun> chosenRuns() const;
    std::vector<ClassedRun> runsOf(const std::vector<std::size_t>& classes) const;

    Session& m_session;
    std::vector<ClassedRun> m_runs;
    std::vector<RunSummary> m_summaries; ///< of m_runs
    std::vector<RunClass> m_classes;
    QTreeWidget* m_tree;
    FigureView* m_view;
    QPushButton* m_split;
    QPushButton* m_merge;
    QPushButton* m_rename;
    QPushButton* m_reset;
    QPushButton* m_export;
    QLabel* m_none;
    QStackedWidget* m_stack;
};

} // namespace wattline::ui

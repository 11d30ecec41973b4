// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/alignment_dialog.h"

#include "ui/dialogs/export_dialog.h"
#include "ui/plots/figure_view.h"
#include "ui/tables/sorted_table.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace wattline::ui {

AlignmentDialog::AlignmentDialog(Session& session, const PartNames& names, QWidget* parent)
    : QDialog(parent), m_chooser(new RecordingChooser(session)), m_work(new LatestTask(this))
{
    auto* halves = new QSplitter;
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_chooser);
    halves->addWidget(makeResult(names));
    halves->setStretchFactor(1, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_export = buttons->addButton(tr("&Export Figure…"), QDialogButtonBox::ActionRole);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(halves, 1);
    layout->addWidget(buttons);
    resize(1080, 640);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_export, &QPushButton::clicked, this,
            [this, &session] { exportByDialog(session, m_view->figure(), m_view, this); });
    connect(m_chooser, &RecordingChooser::changed, this, [this] { compute(); });
}

QWidget* AlignmentDialog::makeResult(const PartNames& names)
{
    auto* side = new QWidget;
    m_view = new FigureView;
    m_view->setAccessibleName(names.figure);
    m_summary = new QLabel;
    m_summary->setAccessibleName(names.summary);
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_tabs = new QTabWidget;
    m_tabs->addTab(m_view, tr("Figure"));
    m_tabs->setTabBarAutoHide(true);
    m_column = new QVBoxLayout(side);
    m_column->setContentsMargins({});
    m_column->addWidget(m_summary);
    m_column->addWidget(m_tabs, 1);
    return side;
}

void AlignmentDialog::addTable(QAbstractItemModel* recordings, const QString& accessibleName)
{
    m_table = new SortedTable(recordings);
    m_table->setAccessibleName(accessibleName);
    m_table->setMaximumHeight(8 * fontMetrics().lineSpacing());
    m_column->addWidget(m_table);
}

void AlignmentDialog::addTab(QWidget* page, const QString& title)
{
    m_tabs->addTab(page, title);
}

void AlignmentDialog::start(const QString& title, Task::Work work)
{
    m_summary->setText(title + QStringLiteral("…"));
    m_work->ask(title, std::move(work));
}

void AlignmentDialog::show(const QString& summary, Figure figure)
{
    m_export->setEnabled(!figure.panels.empty());
    m_summary->setText(summary);
    m_view->setFigure(std::move(figure));
    m_table->fitColumns();
}

} // namespace wattline::ui

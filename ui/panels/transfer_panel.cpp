// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/transfer_panel.h"

#include "core/report/figures.h"
#include "core/report/transfer_figure.h"
#include "ui/plots/figure_view.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/work/studies_work.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace wattline::ui {

namespace {

constexpr int MostRepeats = 100;

/// All about one pair of groups.
QString pairText(const Transfer& transfer, std::size_t train, std::size_t test)
{
    if (transfer.rows[train].repeats == 0)
        return QObject::tr("Nothing was trained on %1.").arg(shown(transfer.groups[train].shownName()));
    const std::optional<TransferErrors>& errors = transfer.rows[train].errors[test];
    const TransferGroup& from = transfer.groups[train];
    QString text =
        QObject::tr("Trained on %1 (%2 rows, %3), tested on %4: ")
            .arg(shown(from.shownName()))
            .arg(from.trainRows)
            .arg(shown(from.settings))
            .arg(train == test ? QObject::tr("its held-out part") : shown(transfer.groups[test].shownName()));
    if (!errors)
        return text + QObject::tr("a prediction is no number.");
    if (errors->mre)
        text += QObject::tr("MRE %1, ").arg(percentText(errors->mre->mean));
    const QString unit = shown(axisOfColumn(transfer.target).unit);
    return text +
           QObject::tr("RMSE %1 %4, MAE %2 %4, MSE %3; ")
               .arg(numberText(errors->rmse.mean), numberText(errors->mae.mean), numberText(errors->mse.mean), unit) +
           QObject::tr("%1 of %2 rows outside the training rows' values.")
               .arg(numberText(errors->outside))
               .arg(errors->rows);
}

/// The line or column of a matrix at a place on its axis; beyond them where there is none.
std::size_t placeAt(double place)
{
    const double nearest = std::round(place);
    return nearest < 0.0 ? MostTransferGroups : static_cast<std::size_t>(nearest);
}

} // namespace

TransferPanel::TransferPanel(Session& session, QWidget* parent)
    : StudyFrame(session, Job::Transfer,
                 tr("How well a model of one network or GPU predicts the others is shown here."), tr("Test Transfer"),
                 parent),
      m_session(session)
{
    buildControls();
    m_rows = new RowModel<TransferPair>(transferColumns(), this);
    m_table = new SortedTable(m_rows);
    m_table->setAccessibleName(tr("Errors between groups"));
    setContents(buildFigure(), m_table, tr("Transfer as table"));
    connect(&m_session, &Session::studiesChanged, this, &TransferPanel::showTransfer);
    connect(&m_session, &Session::datasetChanged, this, &TransferPanel::fillGroupings);
    connect(m_table, &SortedTable::rowChosen, this, [this](int row) {
        const TransferPair& pair = m_rows->rows().at(static_cast<std::size_t>(row));
        showPair(std::pair(pair.train, pair.test));
    });
    fillGroupings();
    showTransfer();
}

void TransferPanel::buildControls()
{
    m_by = new QComboBox;
    m_by->setAccessibleName(tr("Group rows by"));
    m_method = new QComboBox;
    m_method->setAccessibleName(tr("Method to transfer"));
    for (const Method& method : allMethods(Effort::Quick))
        m_method->addItem(shown(method.title), shown(method.id));
    m_method->setCurrentIndex(m_method->findData(QStringLiteral("boosting")));
    m_repeats = new QSpinBox;
    m_repeats->setRange(1, MostRepeats);
    m_repeats->setValue(static_cast<int>(TransferSettings().repeats));
    m_repeats->setAccessibleName(tr("Repeats of the transfer"));
    m_repeats->setToolTip(tr("Splits of the group that is trained on"));
    addLabelled(tr("Groups:"), m_by);
    addLabelled(tr("Method:"), m_method);
    addLabelled(tr("Repeats:"), m_repeats);
    addStart();
    connect(this, &StudyFrame::startRequested, this, &TransferPanel::start);
}

QWidget* TransferPanel::buildFigure()
{
    m_view = new FigureView;
    m_view->setAccessibleName(tr("Errors between groups, figure"));
    m_pair = new QLabel;
    m_pair->setWordWrap(true);
    m_pair->setAccessibleName(tr("The chosen pair of groups"));
    m_matrix = new FigureView;
    m_matrix->setAccessibleName(tr("Errors between groups, matrix"));
    m_current = m_matrix;
    auto* figures = new QSplitter(Qt::Horizontal);
    for (FigureView* view : {m_matrix, m_view}) {
        view->installEventFilter(this);
        figures->addWidget(view);
    }
    figures->setChildrenCollapsible(false);
    auto* figure = new QWidget;
    auto* layout = new QVBoxLayout(figure);
    layout->setContentsMargins({});
    layout->addWidget(figures, 1);
    layout->addWidget(m_pair);
    connect(m_view, &FigureView::pointClicked, this, [this](std::size_t, std::size_t curve, std::size_t point) {
        if (m_shown)
            showPair(pairAt(*m_shown, curve, point));
    });
    connect(m_matrix, &FigureView::positionClicked, this, [this](std::size_t, double x, double y) {
        if (m_shown)
            showPair(std::pair(placeAt(y), placeAt(x)));
    });
    return figure;
}

bool TransferPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn && watched != m_current) {
        m_current = watched == m_view ? m_view : m_matrix;
        emit currentFigureChanged();
    }
    return StudyFrame::eventFilter(watched, event);
}

void TransferPanel::fillGroupings()
{
    const QString before = m_by->currentData().toString();
    m_by->clear();
    if (const auto built = m_session.dataset()) {
        for (const std::string& name : groupings(built->dataset))
            m_by->addItem(name == FamilyGroups ? tr("Network family") : shown(axisOfColumn(name).quantity),
                          shown(name));
    }
    m_by->setCurrentIndex(std::max(0, m_by->findData(before)));
    m_by->setEnabled(m_by->count() > 0);
}

void TransferPanel::start()
{
    if (m_by->count() == 0)
        return m_session.post(Severity::Warning, tr("No column of the data set parts its rows into a few groups."));
    TransferSettings settings;
    settings.method = plain(m_method->currentData().toString());
    settings.repeats = static_cast<std::size_t>(m_repeats->value());
    findTransfer(m_session, plain(m_by->currentData().toString()), settings);
}

void TransferPanel::showTransfer()
{
    const auto transfer = m_session.studies().transfer;
    QStringList remarks;
    if (transfer) {
        for (const std::string& remark : remarksOn(*transfer))
            remarks << shown(remark);
        if (m_session.studies().transferData != m_session.learningData())
            remarks << tr("The choice of target, rows or features has changed since.");
    }
    showContents(transfer != nullptr, remarks);
    if (std::exchange(m_shown, transfer) == transfer)
        return;
    m_view->setFigure(transfer ? transferFigure(*transfer) : Figure());
    m_matrix->setFigure(transfer ? transferMatrixFigure(*transfer) : Figure());
    m_table->setNotes(transfer ? remarksOn(*transfer) : std::vector<std::string>());
    m_rows->setContents(transferColumns(transfer ? shown(axisOfColumn(transfer->target).unit) : QString()),
                        transferPairs(transfer));
    m_table->fitColumns();
    showPair(std::nullopt);
    emit currentFigureChanged();
}

void TransferPanel::showPair(std::optional<std::pair<std::size_t, std::size_t>> pair)
{
    const bool known = m_shown && pair && pair->first < m_shown->groups.size() && pair->second < m_shown->groups.size();
    m_pair->setText(known ? pairText(*m_shown, pair->first, pair->second)
                          : tr("Click a cell or a point to read all about its pair of groups."));
}

} // namespace wattline::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/row_details.h"

#include "core/data/marked_cells.h"
#include "core/report/figures.h"
#include "ui/panels/show_recording_button.h"
#include "ui/style/text.h"

#include <QStringList>
#include <QTextEdit>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>

namespace wattline::ui {

namespace {

constexpr std::size_t MostNamed = 5; // runs or recordings in full; more are counted

QString listText(const std::vector<std::string>& names)
{
    QStringList parts;
    for (std::size_t i = 0; i < std::min(names.size(), MostNamed); ++i)
        parts << shown(names[i]).toHtmlEscaped();
    if (names.size() > MostNamed)
        parts << RowDetails::tr("and %1 more").arg(names.size() - MostNamed);
    return parts.join(QStringLiteral("<br>"));
}

QString line(const QString& what, const QString& value)
{
    return QStringLiteral("<tr><td style='padding-right:8px; white-space:nowrap'>%1</td><td>%2</td></tr>")
        .arg(what, value);
}

QString provenanceLines(const Dataset& dataset, std::size_t row)
{
    if (row >= dataset.provenance.size())
        return line(RowDetails::tr("File"),
                    RowDetails::tr("%1, line %2")
                        .arg(shown(std::filesystem::path(dataset.name).filename().string()).toHtmlEscaped())
                        .arg(dataset.places[row].line));
    const RowProvenance& origin = dataset.provenance[row];
    QString text = line(RowDetails::tr("Runs"), listText(origin.runs));
    if (!origin.traces.empty()) {
        std::vector<std::string> files; // the folder is the same for all, and long
        std::transform(origin.traces.begin(), origin.traces.end(), std::back_inserter(files),
                       [](const std::string& trace) { return std::filesystem::path(trace).filename().string(); });
        text += line(RowDetails::tr("Recordings"), listText(files));
    }
    return text;
}

/// Where a cell comes from, other than from the tasks CSV or the file; of targets also that.
QString originOf(const Dataset& dataset, const std::string& column, std::size_t row)
{
    const auto isAmong = [&column](const std::vector<std::string>& names) {
        return std::find(names.begin(), names.end(), column) != names.end();
    };
    if (isAmong(filledColumns(dataset, row)))
        return RowDetails::tr("from the network catalogue");
    if (!tellsMeasured(dataset) || std::ranges::find(TargetColumns, column) == std::end(TargetColumns))
        return {};
    return isAmong(measuredColumns(dataset, row)) ? RowDetails::tr("measured") : RowDetails::tr("given");
}

/// `title` stands for the name of the column, where it is given.
QString cellLine(const Dataset& dataset, const std::string& column, std::size_t row, const QString& title = {})
{
    const DatasetColumn* cells = dataset.find(column);
    if (cells == nullptr || cells->text[row].empty())
        return {};
    const FigureAxis axis = axisOfColumn(column);
    const QString value = cells->isNumeric() ? numberText(cells->numbers[row], 6) : shown(cells->text[row]);
    const QString origin = originOf(dataset, column, row);
    return line(title.isEmpty() ? shown(axis.quantity).toHtmlEscaped() : title,
                (value + QLatin1Char(' ') + shown(axis.unit)).trimmed().toHtmlEscaped() +
                    (origin.isEmpty() ? QString() : QStringLiteral(" <i>(%1)</i>").arg(origin)));
}

} // namespace

RowDetails::RowDetails(Session& session, QWidget* parent) : QWidget(parent), m_session(session), m_text(new QTextEdit)
{
    m_text->setAccessibleName(tr("Selected row"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_text, 1);
    layout->addWidget(new ShowRecordingButton(session), 0, Qt::AlignLeft);
    connect(&session, &Session::selectionChanged, this, &RowDetails::refresh);
    connect(&session, &Session::datasetChanged, this, &RowDetails::refresh);
    connect(&session, &Session::choiceChanged, this, &RowDetails::refresh);
    refresh();
}

void RowDetails::refresh()
{
    const auto built = m_session.dataset();
    const std::optional<std::size_t> row = m_session.selection().datasetRow;
    if (!built || !row || *row >= built->dataset.rowCount())
        return m_text->setHtml(tr("Click a point to see which runs it rests on.")); // plain text would stay bold
    const Dataset& dataset = built->dataset;
    QString text = tr("<b>Row %1</b>").arg(*row + 1) + QStringLiteral("<table>") + provenanceLines(dataset, *row) +
                   cellLine(dataset, "model", *row, tr("Model")) + cellLine(dataset, m_session.choice().target, *row);
    for (const std::string& feature : m_session.choice().features)
        text += cellLine(dataset, feature, *row);
    m_text->setHtml(text + QStringLiteral("</table>"));
}

} // namespace wattline::ui

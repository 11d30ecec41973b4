// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/network_view.h"

#include "core/base/text.h"
#include "core/report/network_table.h"
#include "ui/dialogs/form_fields.h"
#include "ui/style/text.h"
#include "ui/tables/copy_table.h"
#include "ui/tables/sorted_table.h"
#include "ui/tasks/latest_task.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

namespace wattline::ui {

namespace {

QString totalsText(const NetworkCount& network)
{
    QString rows;
    for (const NetworkTotal& total : totalsOf(network))
        rows += QStringLiteral("<tr><td style='padding-right:24px'>%1</td><td align='right'>%2</td>"
                               "<td align='right' style='padding-left:24px'>%3</td></tr>")
                    .arg(shown(total.name), shown(formatCount(total.count)), shown(roundedCount(total.count)));
    return QStringLiteral("<table>%1</table>").arg(rows);
}

QSpinBox* sizeBox()
{
    QSpinBox* box = countBox(1, static_cast<int>(LargestInput));
    box->setKeyboardTracking(false);                                // not at every digit
    box->setFixedWidth(18 * box->fontMetrics().averageCharWidth()); // one under the other, whatever their units
    return box;
}

} // namespace

NetworkView::NetworkView(QWidget* parent)
    : QWidget(parent),
      m_name(new QLabel),
      m_form(new QFormLayout),
      m_image(sizeBox()),
      m_sequence(sizeBox()),
      m_classes(sizeBox()),
      m_totals(new QLabel),
      m_layers(layerColumns()),
      m_table(new SortedTable(&m_layers)),
      m_counting(new LatestTask(this))
{
    m_name->setAccessibleName(tr("Network"));
    m_name->setWordWrap(true);
    m_table->setAccessibleName(tr("Layers"));
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch); // the counts stay in sight
    auto* title = new QHBoxLayout;
    title->addWidget(new QLabel(tr("Layers, in the order in which they run")), 1);
    title->addWidget(copyTableButton(*m_table));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_name);
    layout->addLayout(makeSizesAndTotals());
    layout->addSpacing(6);
    layout->addLayout(title);
    layout->addWidget(m_table, 1);
}

QLayout* NetworkView::makeSizesAndTotals()
{
    m_totals->setAccessibleName(tr("Totals"));
    m_totals->setWordWrap(true);
    m_totals->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_totals->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_totals->setToolTip(tr("Of the forward pass of one sample"));
    m_image->setSuffix(tr(" px"));
    m_sequence->setSuffix(tr(" tokens"));
    addField(m_form, tr("&Image size:"), m_image);
    addField(m_form, tr("&Sequence length:"), m_sequence);
    addField(m_form, tr("&Classes:"), m_classes);
    for (QSpinBox* box : {m_image, m_sequence, m_classes})
        connect(box, &QSpinBox::valueChanged, this, &NetworkView::count);
    auto* layout = new QHBoxLayout;
    layout->addLayout(m_form);
    layout->addSpacing(24);
    layout->addWidget(m_totals, 1);
    return layout;
}

void NetworkView::showNetwork(NetworkFiles files, const FoundNetwork& found)
{
    m_files = std::move(files);
    m_shown = found;
    const NetworkDescription* network = found.network;
    const bool isImage = network != nullptr && network->input == NetworkDescription::Input::Image;
    m_form->setRowVisible(m_image, isImage);
    m_form->setRowVisible(m_sequence, network != nullptr && !isImage);
    m_form->setRowVisible(m_classes, network != nullptr && network->usualClasses.has_value());
    if (network == nullptr) {
        m_name->setText(tr("No network is called so. Clear the search, or open a description of the network."));
        m_totals->clear();
        m_layers.setRows({});
        return fitColumns();
    }
    m_name->setText(QStringLiteral("<b>%1</b><br>%2")
                        .arg(shown(network->name).toHtmlEscaped(), shown(network->source).toHtmlEscaped()));
    for (QSpinBox* box : {m_image, m_sequence, m_classes}) {
        const QSignalBlocker quiet(box);
        ui::showCount(*box, box == m_classes ? network->usualClasses.value_or(1) : network->usualSize);
    }
    count();
}

void NetworkView::count()
{
    const auto compute = [files = m_files, found = m_shown, sizes = sizes()](const RunContext&) {
        return countNetwork(*found.file, *found.network, sizes);
    };
    const auto deliver = [this, found = m_shown](const Result<NetworkCount>& counted) {
        if (found.network == m_shown.network) // none, by now, where nothing is shown
            showCount(counted);
    };
    m_counting->ask(tr("Counting %1").arg(shown(m_shown.network->name)), workOf<NetworkCount>(compute, deliver));
}

void NetworkView::showCount(const Result<NetworkCount>& counted)
{
    m_totals->setText(counted ? totalsText(*counted) : shown(counted.error().message).toHtmlEscaped());
    m_layers.setRows(counted ? counted->layers : std::vector<NetworkLayer>());
    fitColumns();
}

void NetworkView::fitColumns()
{
    m_table->fitColumns();
    m_table->resizeColumnToContents(m_layers.columnCount() - 1);
}

NetworkSizes NetworkView::sizes() const
{
    NetworkSizes sizes;
    const auto value = [](const QSpinBox* box) { return static_cast<std::uint64_t>(box->value()); };
    if (m_shown.network->input == NetworkDescription::Input::Image)
        sizes.image = value(m_image);
    else
        sizes.sequence = value(m_sequence);
    if (m_shown.network->usualClasses)
        sizes.classes = value(m_classes);
    return sizes;
}

} // namespace wattline::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/network_columns.h"

#include "core/base/text.h"
#include "ui/style/text.h"

#include <QObject>
#include <QStringList>

namespace wattline::ui {

namespace {

TableColumn<NetworkLayer> words(const QString& title, QString (*text)(const NetworkLayer&))
{
    return {title, ColumnKind::Words, [text](const NetworkLayer& layer) {
                const QString words = text(layer);
                return TableCell{words, words, words};
            }};
}

TableColumn<NetworkLayer> counts(const QString& title, std::uint64_t NetworkLayer::*member, const QString& toolTip)
{
    return {title, ColumnKind::Number,
            [member](const NetworkLayer& layer) {
                return TableCell{shown(formatCount(layer.*member)), static_cast<qulonglong>(layer.*member)};
            },
            toolTip};
}

QString toolTipOf(const FoundNetwork& found)
{
    const NetworkDescription& network = *found.network;
    QStringList lines{shown(network.source), QObject::tr("Described in %1").arg(shown(found.file->file))};
    QStringList others;
    for (const std::string& other : network.otherNames)
        others << shown(other);
    if (!others.isEmpty())
        lines << QObject::tr("Also: %1").arg(others.join(QStringLiteral(", ")));
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

} // namespace

std::vector<TableColumn<FoundNetwork>> networkColumns()
{
    return {
        {QObject::tr("Network"), ColumnKind::Words,
         [](const FoundNetwork& found) {
             const QString name = shown(found.network->name);
             return TableCell{name, name, toolTipOf(found)};
         }},
        {QObject::tr("Input"), ColumnKind::Words,
         [](const FoundNetwork& found) {
             const bool isImage = found.network->input == NetworkDescription::Input::Image;
             const auto size = static_cast<qulonglong>(found.network->usualSize);
             return TableCell{isImage ? QObject::tr("%1 px").arg(size) : QObject::tr("%1 tokens").arg(size), size};
         },
         QObject::tr("The usual size: pixels of a side, or tokens of a text")},
    };
}

std::vector<TableColumn<NetworkLayer>> layerColumns()
{
    return {
        words(QObject::tr("Part"), [](const NetworkLayer& layer) { return shown(layer.part); }),
        words(QObject::tr("Layer"), [](const NetworkLayer& layer) { return shown(layer.words); }),
        {QObject::tr("Output"), ColumnKind::Words,
         [](const NetworkLayer& layer) {
             return TableCell{shown(layer.output.text()), static_cast<qulonglong>(layer.output.elements())};
         },
         QObject::tr("What the layer hands on: channels × height × width, or tokens × channels")},
        counts(QObject::tr("Parameters"), &NetworkLayer::params, QObject::tr("Trainable parameters")),
        counts(QObject::tr("MACs"), &NetworkLayer::macs,
               QObject::tr("Multiply-adds of the forward pass of one sample")),
        counts(
            QObject::tr("FLOPs"), &NetworkLayer::flops,
            QObject::tr("By the full rules: two for each multiply-add, and what norms, activations and pooling cost")),
        counts(QObject::tr("FLOPs (CalFlops)"), &NetworkLayer::flopsCalflops,
               QObject::tr("What CalFlops counts of them: it does not see every function")),
    };
}

} // namespace wattline::ui

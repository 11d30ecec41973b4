// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/save_by_dialog.h"
#include "ui/plots/figure_view.h"

namespace wattline::ui {

namespace {

QString suffixOf(FigureFormat format)
{
    switch (format) {
    case FigureFormat::Svg:
        return QStringLiteral("svg");
    case FigureFormat::Png:
        return QStringLiteral("png");
    case FigureFormat::Pdf:
        break;
    }
    return QStringLiteral("pdf");
}

void save(Session& session, const ExportSubject& subject, const FigureExportSettings& settings, QWidget* parent)
{
    saveByDialog(session,
                 {QObject::tr("Export Figure"), subject.title.isEmpty() ? QObject::tr("figure") : subject.title,
                  suffixOf(settings.format),
                  [subject, settings](const std::filesystem::path& path) { return subject.write(settings, path); }},
                 parent);
}

void ask(Session& session, const ExportSubject& subject, std::optional<std::pair<double, double>> visible,
         QWidget* parent)
{
    ExportDialog dialog(subject, visible, parent);
    if (dialog.exec() == QDialog::Accepted)
        save(session, subject, dialog.settings(), parent);
}

} // namespace

void exportByDialog(Session& session, const Figure& figure, const FigureView* view, QWidget* parent)
{
    ask(session, exportOf(figure), view != nullptr ? std::optional(view->visibleRange()) : std::nullopt, parent);
}

void exportByDialog(Session& session, const PaperDrawing& drawing, QWidget* parent)
{
    ask(session, exportOf(drawing), std::nullopt, parent);
}

} // namespace wattline::ui

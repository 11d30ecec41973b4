// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_dialog.h"
#include "ui/plots/figure_view.h"
#include "ui/session.h"
#include "ui/style/text.h"
#include "ui/window_memory.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QPointer>
#include <QUrl>

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

/// The figure's title as a file name: a recording's path loses its folder and suffix.
QString nameFor(const ExportSubject& subject)
{
    QString name = QFileInfo(subject.title).completeBaseName();
    name.replace(QLatin1Char(' '), QLatin1Char('_'));
    return name.isEmpty() ? QStringLiteral("figure") : name;
}

void save(Session& session, const ExportSubject& subject, const FigureExportSettings& settings, QWidget* parent)
{
    const QString suffix = suffixOf(settings.format);
    QString file =
        QFileDialog::getSaveFileName(parent, QObject::tr("Export Figure"),
                                     QStringLiteral("%1/%2.%3").arg(rememberedFolder(), nameFor(subject), suffix),
                                     QObject::tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix));
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += QLatin1Char('.') + suffix;
    const Result<void> written = subject.write(settings, pathOf(file));
    if (!written) {
        const auto again = [&session, subject, settings, parent = QPointer<QWidget>(parent)] {
            save(session, subject, settings, parent);
        };
        return session.post(Severity::Problem, shown(written.error().message),
                            MessageAction{QObject::tr("Save Elsewhere…"), again});
    }
    const QString folder = QFileInfo(file).absolutePath();
    rememberFolder(folder);
    const auto showFolder = [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); };
    session.post(Severity::Note, QObject::tr("Wrote %1").arg(file),
                 MessageAction{QObject::tr("Show in Folder"), showFolder});
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

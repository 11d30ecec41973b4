// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/save_by_dialog.h"

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

QString nameFor(const FileToSave& file)
{
    QString name = QFileInfo(file.title).completeBaseName();
    name.replace(QLatin1Char(' '), QLatin1Char('_'));
    return name.isEmpty() ? QStringLiteral("wattline") : name;
}

} // namespace

void saveByDialog(Session& session, const FileToSave& file, QWidget* parent)
{
    QString path = QFileDialog::getSaveFileName(
        parent, file.caption, QStringLiteral("%1/%2.%3").arg(rememberedFolder(), nameFor(file), file.suffix),
        QObject::tr("%1 files (*.%2)").arg(file.suffix.toUpper(), file.suffix));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QLatin1Char('.') + file.suffix;
    if (const Result<void> written = file.write(pathOf(path)); !written) {
        const auto again = [&session, file, parent = QPointer<QWidget>(parent)] {
            saveByDialog(session, file, parent);
        };
        return session.post(Severity::Problem, shown(written.error().message),
                            MessageAction{QObject::tr("Save Elsewhere…"), again});
    }
    const QString folder = QFileInfo(path).absolutePath();
    rememberFolder(folder);
    const auto showFolder = [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); };
    session.post(Severity::Note, QObject::tr("Wrote %1").arg(path),
                 MessageAction{QObject::tr("Show in Folder"), showFolder});
}

} // namespace wattline::ui

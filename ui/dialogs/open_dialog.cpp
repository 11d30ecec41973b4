// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open_dialog.h"

#include "ui/style/text.h"
#include "ui/window_memory.h"
#include "ui/work/trace_work.h"

#include <QFileDialog>
#include <QFileInfo>

namespace wattline::ui {

void openByDialog(Session& session, QWidget* parent)
{
    const QStringList files =
        QFileDialog::getOpenFileNames(parent, QObject::tr("Open"), rememberedFolder(),
                                      QObject::tr("Recordings and tables (*.csv *.txt *.log *.tsv);;All files (*)"));
    if (files.isEmpty())
        return;
    rememberFolder(QFileInfo(files.front()).absolutePath());
    std::vector<std::filesystem::path> paths;
    for (const QString& file : files)
        paths.push_back(pathOf(file));
    openFiles(session, std::move(paths));
}

} // namespace wattline::ui

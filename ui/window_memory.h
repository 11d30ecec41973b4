// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace wattline::ui {

/// What the program remembers from one start to the next. Only window_memory.cpp knows where it is kept.

struct WindowPlace {
    QByteArray geometry; ///< as QWidget::saveGeometry
    QByteArray state;    ///< as QMainWindow::saveState
};

WindowPlace rememberedPlace();
void rememberPlace(const WindowPlace& place);

/// The files opened last, the newest first.
QStringList rememberedFiles();
void rememberFile(const QString& path);
void forgetFiles();

/// The folder used last in a file dialog.
QString rememberedFolder();
void rememberFolder(const QString& folder);

/// Whether the import preview is shown also for files that are read without doubt.
bool asksForCertainFiles();
void setAsksForCertainFiles(bool asks);

} // namespace wattline::ui

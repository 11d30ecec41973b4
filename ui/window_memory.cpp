// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_memory.h"

#include <QDir>
#include <QSettings>

namespace wattline::ui {

namespace {

constexpr int KeptFiles = 10;

QSettings settings()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("wattline"),
                     QStringLiteral("wattline"));
}

QString key(const char* name)
{
    return QString::fromLatin1(name);
}

} // namespace

WindowPlace rememberedPlace()
{
    return {settings().value(key("window/geometry")).toByteArray(),
            settings().value(key("window/state")).toByteArray()};
}

void rememberPlace(const WindowPlace& place)
{
    settings().setValue(key("window/geometry"), place.geometry);
    settings().setValue(key("window/state"), place.state);
}

QStringList rememberedFiles()
{
    return settings().value(key("files/recent")).toStringList();
}

void rememberFile(const QString& path)
{
    QStringList files = rememberedFiles();
    files.removeAll(path);
    files.prepend(path);
    settings().setValue(key("files/recent"), QStringList(files.mid(0, KeptFiles)));
}

void forgetFiles()
{
    settings().remove(key("files/recent"));
}

QString rememberedFolder()
{
    return settings().value(key("files/folder"), QDir::homePath()).toString();
}

void rememberFolder(const QString& folder)
{
    settings().setValue(key("files/folder"), folder);
}

bool asksForCertainFiles()
{
    return settings().value(key("files/asksForCertain"), true).toBool();
}

void setAsksForCertainFiles(bool asks)
{
    settings().setValue(key("files/asksForCertain"), asks);
}

} // namespace wattline::ui

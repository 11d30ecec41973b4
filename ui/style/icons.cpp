// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/icons.h"

#include <QResource>

/// A static library's resources must be asked for; the macro wants to stand outside every namespace.
static void loadResources()
{
    Q_INIT_RESOURCE(wattline);
}

namespace wattline::ui {

QIcon iconOf(Icon icon)
{
    loadResources();
    switch (icon) {
    case Icon::Application:
        return QIcon(QStringLiteral(":/icons/wattline.svg"));
    case Icon::Open:
        return QIcon(QStringLiteral(":/icons/open.svg"));
    case Icon::DetectPhases:
        return QIcon(QStringLiteral(":/icons/detect-phases.svg"));
    case Icon::Fit:
        return QIcon(QStringLiteral(":/icons/fit.svg"));
    case Icon::ExportFigure:
        return QIcon(QStringLiteral(":/icons/export-figure.svg"));
    case Icon::Cursors:
        return QIcon(QStringLiteral(":/icons/cursors.svg"));
    case Icon::Pin:
        return QIcon(QStringLiteral(":/icons/pin.svg"));
    case Icon::Solo:
        return QIcon(QStringLiteral(":/icons/solo.svg"));
    case Icon::Hide:
        return QIcon(QStringLiteral(":/icons/hide.svg"));
    case Icon::Start:
        return QIcon(QStringLiteral(":/icons/start.svg"));
    case Icon::Pause:
        return QIcon(QStringLiteral(":/icons/pause.svg"));
    case Icon::Stop:
        return QIcon(QStringLiteral(":/icons/stop.svg"));
    }
    return {};
}

} // namespace wattline::ui

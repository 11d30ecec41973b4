// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/severity_icon.h"

#include <QStyle>

namespace wattline::ui {

QIcon severityIcon(Severity severity, const QWidget& widget)
{
    switch (severity) {
    case Severity::Warning:
        return widget.style()->standardIcon(QStyle::SP_MessageBoxWarning);
    case Severity::Problem:
        return widget.style()->standardIcon(QStyle::SP_MessageBoxCritical);
    case Severity::Note:
        break;
    }
    return widget.style()->standardIcon(QStyle::SP_MessageBoxInformation);
}

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Warning:
        return QObject::tr("Warning");
    case Severity::Problem:
        return QObject::tr("Problem");
    case Severity::Note:
        break;
    }
    return QObject::tr("Note");
}

} // namespace wattline::ui

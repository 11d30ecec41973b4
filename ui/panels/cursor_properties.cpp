// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/cursor_properties.h"

#include "ui/style/text.h"

#include <cmath>

namespace wattline::ui {

std::vector<Property> cursorPropertiesOf(const Session& session)
{
    std::vector<Property> list;
    const Selection& selection = session.selection();
    if (!selection.recording || !session.cursors())
        return list;
    const std::shared_ptr<const TraceCurves> curves = session.recordings().at(*selection.recording).curves;
    if (!curves)
        return list;
    const auto [a, b] = *session.cursors();
    const auto seconds = [](double at) { return QObject::tr("%1 s").arg(at, 0, 'f', 3); };
    const auto watts = [](double value) {
        return std::isfinite(value) ? QObject::tr("%1 W").arg(numberText(value)) : numberText(value);
    };
    const QString heading = QObject::tr("Cursors");
    list.push_back({heading, QObject::tr("A"), seconds(a)});
    list.push_back({heading, QObject::tr("B"), seconds(b)});
    list.push_back({heading, QObject::tr("B − A"), seconds(b - a)});
    const std::vector<CursorReading> readings = readCursors(*curves, a, b);
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const CursorReading& reading = readings[i];
        const QString gpu = QObject::tr("Cursors on GPU %1").arg(shown(curves->trace->gpus[i].id));
        list.push_back({gpu, QObject::tr("At A"), watts(reading.wattsAtA)});
        list.push_back({gpu, QObject::tr("At B"), watts(reading.wattsAtB)});
        list.push_back({gpu, QObject::tr("B − A"), watts(reading.wattsAtB - reading.wattsAtA)});
        list.push_back({gpu, QObject::tr("Energy between"), energyText(reading.between.joules)});
    }
    return list;
}

} // namespace wattline::ui

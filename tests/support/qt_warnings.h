// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QTest>

namespace wattline::test {

/// Call it in init() of a test that shows windows: a Qt warning fails the test, except for those that the offscreen
/// platform writes whenever a window or a menu is shown (which is why QT_FATAL_WARNINGS cannot be used there).
inline void failOnQtWarnings()
{
    QTest::failOnWarning(QRegularExpression(
        QStringLiteral("^(?!This plugin does not support (propagateSizeHints|raise|grabbing the (keyboard|mouse)))")));
}

} // namespace wattline::test

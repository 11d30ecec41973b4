// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/palette.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wattline::ui {

namespace {

// Okabe and Ito (2008), grey for their black and yellow darkened to olive on the light ground; orange, sky blue and
// green are darkened on the light ground, blue and purple lightened on the dark one, to keep 3:1 against it.
constexpr std::array<QRgb, 8> OnLight = {0xff0072b2, 0xffd55e00, 0xff008763, 0xffb3528c,
                                         0xffa86f00, 0xff2b86b8, 0xff5a5a5a, 0xff7d7a00};
constexpr std::array<QRgb, 8> OnDark = {0xff4aa3df, 0xfff0803c, 0xff2fbf97, 0xffd98fbb,
                                        0xffe6a92e, 0xff8ccbf0, 0xffb4b9c0, 0xfff0e442};

} // namespace

Ground groundOf(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? Ground::Dark : Ground::Light;
}

QColor seriesColour(int index, Ground ground)
{
    const auto& colours = ground == Ground::Dark ? OnDark : OnLight;
    return QColor::fromRgb(colours[static_cast<std::size_t>(index) % colours.size()]);
}

QColor divergingColour(double value, Ground ground)
{
    const bool dark = ground == Ground::Dark;
    const QColor middle = dark ? QColor(0x30, 0x34, 0x3a) : QColor(0xf4, 0xf4, 0xf4);
    const QColor low = dark ? QColor(0x4a, 0xa3, 0xdf) : QColor(0x00, 0x66, 0xa8);
    const QColor high = dark ? QColor(0xf0, 0x90, 0x3c) : QColor(0xc9, 0x55, 0x00);
    const QColor end = value < 0.0 ? low : high;
    const double part = std::min(1.0, std::abs(value));
    const auto mixed = [part](int from, int to) { return static_cast<int>(std::lround(from + part * (to - from))); };
    return {mixed(middle.red(), end.red()), mixed(middle.green(), end.green()), mixed(middle.blue(), end.blue())};
}

QColor textColourOn(const QColor& fill)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    const double luminance =
        0.2126 * linear(fill.redF()) + 0.7152 * linear(fill.greenF()) + 0.0722 * linear(fill.blueF());
    return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 ? Qt::white : Qt::black;
}

QColor spanColour(FigureSpan::Role role, Ground ground)
{
    const bool dark = ground == Ground::Dark;
    QColor colour;
    switch (role) {
    case FigureSpan::Role::Peak:
        colour = seriesColour(1, ground);
        colour.setAlphaF(dark ? 0.20F : 0.14F);
        break;
    case FigureSpan::Role::Valley:
        colour = seriesColour(0, ground);
        colour.setAlphaF(dark ? 0.20F : 0.12F);
        break;
    case FigureSpan::Role::Epoch:
        colour = seriesColour(2, ground);
        colour.setAlphaF(0.10F);
        break;
    case FigureSpan::Role::Idle:
        colour = seriesColour(6, ground);
        colour.setAlphaF(0.18F);
        break;
    case FigureSpan::Role::Ignore:
        colour = seriesColour(6, ground);
        colour.setAlphaF(0.28F);
        break;
    case FigureSpan::Role::Note:
        colour = seriesColour(3, ground);
        colour.setAlphaF(0.16F);
        break;
    case FigureSpan::Role::Selection:
        colour = seriesColour(4, ground);
        colour.setAlphaF(0.22F);
        break;
    }
    return colour;
}

QColor plotBackground(Ground ground)
{
    return ground == Ground::Dark ? QColor(0x1f, 0x22, 0x26) : QColor(Qt::white);
}

QColor plotForeground(Ground ground)
{
    return ground == Ground::Dark ? QColor(0xe6, 0xe6, 0xe6) : QColor(0x22, 0x22, 0x22);
}

QColor plotFaint(Ground ground)
{
    return ground == Ground::Dark ? QColor(0x3b, 0x40, 0x47) : QColor(0xdd, 0xdd, 0xdd);
}

} // namespace wattline::ui

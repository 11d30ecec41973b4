// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/palette.h"

#include <array>

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

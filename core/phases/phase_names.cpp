// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phases/segmentation.h"

namespace wattline {

std::string nameOf(WaveShape shape)
{
    switch (shape) {
    case WaveShape::Flat:
        return "flat";
    case WaveShape::Square:
        return "square";
    case WaveShape::Irregular:
        return "irregular";
    }
    return {};
}

std::string nameOf(PhaseKind kind)
{
    return kind == PhaseKind::Peak ? "peak" : "valley";
}

std::string nameOf(PhaseRole role)
{
    return role == PhaseRole::Training ? "training" : "between";
}

std::string nameOf(Polarity polarity)
{
    return polarity == Polarity::Normal ? "normal" : "inverted";
}

std::string nameOf(RegimeKind kind)
{
    switch (kind) {
    case RegimeKind::Training:
        return "training";
    case RegimeKind::StartUp:
        return "start-up";
    case RegimeKind::Idle:
        return "idle";
    case RegimeKind::Pause:
        return "pause";
    case RegimeKind::End:
        return "end";
    case RegimeKind::Work:
        return "work";
    }
    return {};
}

std::string nameOf(MarkKind mark)
{
    switch (mark) {
    case MarkKind::None:
        return "none";
    case MarkKind::DeepValley:
        return "deep valley";
    case MarkKind::ShallowDip:
        return "shallow dip";
    case MarkKind::ShortPeak:
        return "short peak";
    }
    return {};
}

} // namespace wattline

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <optional>
#include <string_view>
#include <vector>

namespace wattline {

/// What somebody says of a moment or a stretch of a recording. All but `Ignore` are remarks and change no number.
enum class AnnotationKind { Note, Epoch, Peak, Valley, Idle, Ignore };

/// A note or mark. Times are seconds on the recording's clock; equal for a moment.
struct Annotation {
    AnnotationKind kind = AnnotationKind::Note;
    double beginSeconds = 0.0;
    double endSeconds = 0.0;
    std::string gpu; ///< GpuTrace::id; empty: all GPUs
    std::string text;

    bool operator==(const Annotation&) const = default;
    bool concerns(std::string_view gpuId) const { return gpu.empty() || gpu == gpuId; }
};

using Annotations = std::vector<Annotation>;

/// "note", "epoch", "peak", "valley", "idle", "ignore": the names that files use, and the kind of such a name.
std::string nameOf(AnnotationKind kind);
std::optional<AnnotationKind> annotationKindOf(std::string_view name);

/// The stretches that shall not be counted.
Annotations ignoredOf(const Annotations& annotations);

/// The recording with the samples of ignored stretches, ends included, as gaps (NaN), on the GPUs that each concerns;
/// the recorded samples stay in `trace`. Energy, means, statistics and phases are taken from this one. As with any
/// missing samples, a stretch shorter than three sampling intervals is bridged between its neighbours, a longer one is
/// a gap.
Trace withoutIgnored(const Trace& trace, const Annotations& annotations);

} // namespace wattline

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/read_trace.h"

#include <string>
#include <string_view>
#include <vector>

namespace wattline {

/// How well a recording's beginning fits one form.
struct FormCandidate {
    TraceForm form = TraceForm::SmiCsv;
    double score = 0.0; ///< 0: nothing speaks for it; 1: it can be nothing else
    std::string reason; ///< one sentence: what was found, or what is missing
};

/// Every form with its score for this text (UTF-8, the file's beginning suffices), the best first; ties in the order of
/// TraceForm. Columns named in the options count as headers.
std::vector<FormCandidate> sniffForms(std::string_view text, const ReadOptions& options = {});

} // namespace wattline

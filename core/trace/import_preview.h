// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/read_trace.h"
#include "core/trace/reading/column_names.h"
#include "core/trace/reading/sniff_form.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace wattline {

/// One column of the rows that a preview shows. Forms that are no tables (the text of nvidia-smi -q, JSON, …) are shown
/// as the table that their reader makes of them.
struct PreviewColumn {
    std::string name; ///< as the header names it, without its unit; empty where the file has no header
    std::string unit; ///< "W", "%", …; empty where none is named
    /// What the column was taken as. Of several columns that could be the power, the time or the GPU, the one taken has
    /// the role and the others are Side or Unknown.
    ColumnRole role = ColumnRole::Unknown;
};

/// One row of the file's beginning.
struct PreviewRow {
    std::size_t line = 0;           ///< from 1
    std::vector<std::string> cells; ///< one for each column of the preview; shorter where the row is
    std::string reject;             ///< why it gives no reading; empty where it gives one
};

/// What reading would make of a recording, from its first MiB: everything that an analyst wants to see before the whole
/// is read, and may overrule by ReadOptions.
struct ImportPreview {
    std::string encoding;
    std::size_t bytes = 0;                 ///< of the whole file
    bool isWhole = true;                   ///< false where the preview saw the beginning only
    TraceForm form = TraceForm::SmiCsv;    ///< the one used: asked for, else the first of the candidates
    std::vector<FormCandidate> candidates; ///< the best first; never empty
    std::vector<PreviewColumn> columns;
    std::vector<PreviewRow> rows;  ///< the first 200
    std::string timeForm;          ///< how the times are written, in words; empty where there are none
    std::string timeExample;       ///< the first time as the file writes it, and as it was read; empty likewise
    bool needsInterval = false;    ///< there are no times, so ReadOptions::intervalSeconds must be given
    std::vector<std::string> gpus; ///< ids seen, in order of appearance
    std::size_t recordings = 0;    ///< parts seen; 0 where there is a problem
    std::vector<Issue> issues;     ///< what reading the beginning reports: rejected cells and rows, assumptions
    std::string problem;           ///< why it cannot be read with these options, naming the way out; empty where it can
};

/// Looks at a recording with the given options. That it cannot be read with them is no error but the preview's
/// `problem`; Error Io where the file cannot be opened, Format where it is empty or no text, Canceled.
Result<ImportPreview> previewImport(const std::filesystem::path& path, const ReadOptions& options = {},
                                    const RunContext& context = {});

/// The same from bytes in memory, which may be the beginning of a file of `wholeBytes`.
Result<ImportPreview> previewBytes(std::string_view bytes, const std::string& name, std::size_t wholeBytes,
                                   const ReadOptions& options = {}, const RunContext& context = {});

} // namespace wattline

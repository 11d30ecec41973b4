// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/read_form.h"

#include "core/trace/reading/record_rows.h"
#include "core/trace/reading/smi_csv.h"
#include "core/trace/reading/sniff_form.h"

#include <fmt/format.h>

namespace wattline {

Result<ReadOptions> settleForm(std::string_view text, const std::string& name, const ReadOptions& options)
{
    constexpr double LongestInterval = 86400.0;
    if (options.intervalSeconds && !(*options.intervalSeconds >= 1e-6 && *options.intervalSeconds <= LongestInterval))
        return Error{ErrorKind::Data, fmt::format("{}: a sampling interval of {} s makes no sense; --interval takes "
                                                  "seconds above 0 and up to a day.",
                                                  name, *options.intervalSeconds)};
    ReadOptions chosen = options;
    if (!chosen.form)
        chosen.form = sniffForms(text, options).front().form;
    return chosen;
}

std::unique_ptr<RecordReader> recordReader(std::string_view text, const ReadOptions& options, const RunContext& context)
{
    switch (*options.form) {
    case TraceForm::Dmon:
        return dmonReader(text);
    case TraceForm::SmiText:
        return smiTextReader(text);
    case TraceForm::SmiTable:
        return smiTableReader(text);
    case TraceForm::DcgmLong:
        return dcgmReader(text, options);
    case TraceForm::JsonLines:
        return jsonReader(text, context.stop);
    case TraceForm::SmiCsv:
    case TraceForm::SmiCsvNoHeader:
    case TraceForm::WideCsv:
        break; // with separators they have a reader of their own
    }
    return blankReader(text);
}

bool isCsv(TraceForm form, std::string_view text)
{
    const bool isTable = form == TraceForm::SmiCsv || form == TraceForm::SmiCsvNoHeader || form == TraceForm::WideCsv;
    return isTable && !hasBlankColumns(text);
}

Result<SampledLayout> planForm(std::string_view text, const std::string& name, const ReadOptions& options,
                               IssueLog& log, const RunContext& context)
{
    const Result<ReadOptions> chosen = settleForm(text, name, options);
    if (!chosen)
        return chosen.error();
    if (isCsv(*chosen->form, text))
        return findLayout(text, name, *chosen, log);
    return findRecordLayout(*recordReader(text, *chosen, context), name, *chosen, log, context);
}

Result<RawRecording> readForm(std::string_view text, const std::string& name, const ReadOptions& options, IssueLog& log,
                              const RunContext& context)
{
    const Result<ReadOptions> chosen = settleForm(text, name, options);
    if (!chosen)
        return chosen.error();
    if (isCsv(*chosen->form, text)) {
        const CsvInput input{TextSource(ByteSource(text), TextEncoding::Utf8, 0), name};
        Result<CsvRecording> recording = readSmiCsv(input, *chosen, log, context);
        return recording ? Result<RawRecording>(std::move(recording->raw)) : recording.error();
    }
    return readRecords(*recordReader(text, *chosen, context), text.size(), name, *chosen, log, context);
}

} // namespace wattline

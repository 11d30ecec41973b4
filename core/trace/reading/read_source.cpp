// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/reading/read_source.h"

#include "core/trace/reading/decode_text.h"
#include "core/trace/reading/read_form.h"
#include "core/trace/reading/smi_csv.h"
#include "core/trace/reading/sniff_form.h"

namespace wattline {

namespace {

Result<SourceRows> readWhole(const ByteSource& bytes, const std::string& name, const ReadOptions& options,
                             IssueLog& log, const RunContext& context)
{
    std::string buffer;
    const Result<std::string_view> all = bytes.read(0, bytes.size(), buffer, context);
    if (!all)
        return all.error();
    DecodedText decoded;
    if (Result<void> done = decodeText(*all, name, log, decoded, context); !done)
        return done.error();
    Result<RawRecording> raw = readForm(decoded.text, name, options, log, context);
    if (!raw)
        return raw.error();
    return SourceRows{std::move(*raw), decoded.encoding};
}

Result<SourceRows> readCsv(const TextSource& text, const std::string& name, const ReadOptions& options, IssueLog& log,
                           const RunContext& context)
{
    Result<CsvRecording> recording = readSmiCsv({text, name}, options, log, context);
    if (!recording)
        return recording.error();
    if (recording->odd.nuls > 0)
        noteNulBytes(recording->odd.firstNulLine, recording->odd.nuls, log);
    if (recording->odd.endsEarly)
        log.add({IssueKind::Truncated, 0, 1, "The file became shorter while it was read; the rest was left out."});
    if (recording->encoding == TextEncoding::Latin1)
        noteLatin1(recording->odd.firstHighLine, log);
    return SourceRows{std::move(recording->raw), nameOf(recording->encoding)};
}

} // namespace

Result<SourceRows> readSource(const ByteSource& bytes, const std::string& name, const ReadOptions& options,
                              IssueLog& log, const RunContext& context)
{
    IssueLog found;
    const Result<TextSource> text = openText(bytes, name, found);
    if (!text)
        return text.error();
    Result<ReadOptions> settled = options;
    bool inStretches = false;
    {
        TextBuffers buffers;
        const Result<TextBlock> head = headOf(*text, buffers);
        if (!head)
            return head.error();
        settled = settleForm(head->text, name, options);
        inStretches = settled && isCsv(*settled->form, head->text);
    }
    if (!settled)
        return settled.error();
    if (!inStretches)
        return readWhole(bytes, name, *settled, log, context);
    log.append(std::move(found), 0);
    return readCsv(*text, name, *settled, log, context);
}

} // namespace wattline

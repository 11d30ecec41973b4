// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace.h"

#include <filesystem>
#include <fmt/format.h>

namespace wattline {

std::string nameOf(TraceForm form)
{
    switch (form) {
    case TraceForm::SmiCsv:
        return "smi-csv";
    case TraceForm::SmiCsvNoHeader:
        return "smi-csv-no-header";
    case TraceForm::WideCsv:
        return "wide-csv";
    case TraceForm::Dmon:
        return "dmon";
    case TraceForm::SmiText:
        return "smi-text";
    case TraceForm::SmiTable:
        return "smi-table";
    case TraceForm::DcgmLong:
        return "dcgm-long";
    case TraceForm::JsonLines:
        return "json-lines";
    }
    return {};
}

std::string nameOf(PowerField field)
{
    switch (field) {
    case PowerField::Draw:
        return "draw";
    case PowerField::Average:
        return "average";
    case PowerField::Instant:
        return "instant";
    case PowerField::Other:
        return "other";
    }
    return {};
}

std::string nameOf(IssueKind kind)
{
    switch (kind) {
    case IssueKind::NotANumber:
        return "not_a_number";
    case IssueKind::BadTime:
        return "bad_time";
    case IssueKind::FieldCount:
        return "field_count";
    case IssueKind::TimeBackwards:
        return "time_backwards";
    case IssueKind::DuplicateTime:
        return "duplicate_time";
    case IssueKind::Gap:
        return "gap";
    case IssueKind::Truncated:
        return "truncated";
    case IssueKind::Encoding:
        return "encoding";
    case IssueKind::Header:
        return "header";
    case IssueKind::SensorFault:
        return "sensor_fault";
    case IssueKind::SeveralParts:
        return "several_parts";
    case IssueKind::Assumption:
        return "assumption";
    }
    return {};
}

std::string nameOf(FaultKind kind)
{
    switch (kind) {
    case FaultKind::Negative:
        return "negative";
    case FaultKind::Impossible:
        return "impossible";
    case FaultKind::Stuck:
        return "stuck";
    }
    return {};
}

std::string titleOf(const Trace& trace)
{
    const std::string name = std::filesystem::path(trace.path).filename().string();
    return trace.parts > 1 ? fmt::format("{} ({} of {})", name, trace.part, trace.parts) : name;
}

} // namespace wattline

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace.h"

namespace wattline {

std::string nameOf(TraceForm form)
{
    switch (form) {
    case TraceForm::SmiCsv:
        return "smi-csv";
    case TraceForm::SmiCsvNoHeader:
        return "smi-csv-no-header";
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
    case IssueKind::Assumption:
        return "assumption";
    }
    return {};
}

} // namespace wattline

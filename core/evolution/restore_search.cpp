// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/checkpoint_parts.h"

#include "core/base/text.h"
#include "core/evolution/checkpoint.h"

#include <algorithm>
#include <bit>

namespace wattline {

namespace {

constexpr std::string_view StateTitle = "Wattline search ";
constexpr std::string_view Version = "1";
constexpr std::size_t SealBytes = 8;

std::uint64_t fingerprintOfNumbers(const double* values, Eigen::Index count)
{
    return fingerprintOf({reinterpret_cast<const char*>(values), static_cast<std::size_t>(count) * sizeof(double)});
}

std::uint64_t fingerprintOfRows(const RegressionData& rows)
{
    ByteWriter writer;
    writer.text(rows.targetName);
    for (const std::string& name : rows.featureNames)
        writer.text(name);
    writer.number(fingerprintOfNumbers(rows.features.data(), rows.features.size()));
    writer.number(fingerprintOfNumbers(rows.target.data(), rows.target.size()));
    return fingerprintOf(writer.bytes());
}

std::string rowsInWords(const RowsMark& rows)
{
    return std::to_string(rows.trainRows) + " training and " + std::to_string(rows.validationRows) +
           " validation rows of " + rows.target + " from " + std::to_string(rows.features) + " features";
}

RowsMark takeMark(ByteReader& reader)
{
    RowsMark mark;
    mark.trainRows = reader.number();
    mark.validationRows = reader.number();
    mark.features = reader.number();
    mark.target = reader.text();
    mark.fingerprint = reader.number();
    return mark;
}

Error otherRows(const RowsMark& theirs, const RowsMark& given)
{
    RowsMark unmarked = theirs;
    unmarked.fingerprint = given.fingerprint;
    const std::string which =
        unmarked == given ? "the same number of rows, but of other values" : "not of " + rowsInWords(given);
    return {ErrorKind::Data, "The checkpoint speaks of other rows: of " + rowsInWords(theirs) + ", " + which + "."};
}

} // namespace

RowsMark markOf(const RegressionData& train, const RegressionData& validation)
{
    RowsMark mark{static_cast<std::size_t>(train.rows()), static_cast<std::size_t>(validation.rows()),
                  train.featureNames.size(), train.targetName, 0};
    ByteWriter both;
    both.number(fingerprintOfRows(train));
    both.number(validation.rows() > 0 ? fingerprintOfRows(validation) : 0);
    mark.fingerprint = fingerprintOf(both.bytes());
    return mark;
}

std::string sealed(std::string_view title, const ByteWriter& body)
{
    ByteWriter seal;
    seal.real(std::bit_cast<double>(fingerprintOf(body.bytes())));
    return std::string(title) + std::string(Version) + "\n" + seal.bytes() + body.bytes();
}

Result<std::string_view> unsealed(std::string_view title, std::string_view bytes, const std::string& what)
{
    constexpr std::size_t LongestVersion = 10;
    if (!bytes.starts_with(title))
        return Error{ErrorKind::Format, "This is no " + what + " of a search."};
    bytes.remove_prefix(title.size());
    const std::size_t end = std::min(bytes.find('\n'), LongestVersion);
    const std::string_view version = bytes.substr(0, std::min(end, bytes.size()));
    if (version != Version)
        return Error{ErrorKind::Format, "This " + what + " is of version " + quotedForMessage(version) +
                                            ", of which this program knows nothing; it reads version " +
                                            std::string(Version) + "."};
    const bool isWhole = version.size() < bytes.size() && bytes[version.size()] == '\n';
    bytes.remove_prefix(std::min(version.size() + 1, bytes.size()));
    ByteReader seal(bytes);
    const auto expected = std::bit_cast<std::uint64_t>(seal.real());
    if (!isWhole || seal.failed() || fingerprintOf(bytes.substr(SealBytes)) != expected)
        return Error{ErrorKind::Format, "This " + what + " of a search is damaged, or a part of it is missing."};
    return bytes.substr(SealBytes);
}

ByteWriter beginCheckpoint(const SearchSettings& settings, const RowsMark& rows)
{
    ByteWriter writer;
    put(writer, settings);
    for (std::size_t count : {rows.trainRows, rows.validationRows, rows.features})
        writer.number(count);
    writer.text(rows.target);
    writer.number(rows.fingerprint);
    return writer;
}

std::string endCheckpoint(const ByteWriter& body)
{
    return sealed(StateTitle, body);
}

Error unsoundCheckpoint()
{
    return {ErrorKind::Format, "The checkpoint holds what no search can hold."};
}

Result<std::unique_ptr<Search>> restoreSearch(std::string_view checkpoint, const RegressionData& train,
                                              const RegressionData& validation)
{
    const Result<std::string_view> body = unsealed(StateTitle, checkpoint, "checkpoint");
    if (!body)
        return body.error();
    ByteReader reader(*body);
    const SearchSettings settings = takeSettings(reader);
    const RowsMark mark = takeMark(reader);
    if (reader.failed())
        return unsoundCheckpoint();
    if (const RowsMark given = markOf(train, validation); mark != given)
        return otherRows(mark, given);
    const auto restore = settings.mode == SearchMode::Strict ? restoreStrictSearch : restoreModernSearch;
    Result<std::unique_ptr<Search>> search = restore(train, validation, settings, reader);
    if (search && !reader.atEnd())
        return unsoundCheckpoint();
    return search;
}

bool sameRows(const RegressionData& a, const RegressionData& b)
{
    return a.rows() == b.rows() && a.features.cols() == b.features.cols() &&
           fingerprintOfRows(a) == fingerprintOfRows(b);
}

} // namespace wattline

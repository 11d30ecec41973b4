// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/checkpoint.h"

#include "core/base/file.h"
#include "core/evolution/checkpoint_parts.h"

namespace wattline {

namespace {

constexpr std::string_view FileTitle = "Wattline saved search ";
constexpr Eigen::Index MostFeatures = 65535;

void putNumbers(ByteWriter& writer, const Eigen::VectorXd& values)
{
    writer.number(static_cast<std::uint64_t>(values.size()));
    for (double value : values)
        writer.real(value);
}

/// As many numbers as there are rows, or where that may be, none.
Eigen::VectorXd takeNumbers(ByteReader& reader, Eigen::Index rows, bool mayBeEmpty)
{
    const auto count = static_cast<Eigen::Index>(reader.count(sizeof(double)));
    if (count != rows && !(mayBeEmpty && count == 0))
        reader.fail();
    Eigen::VectorXd values(reader.failed() ? 0 : count);
    for (double& value : values)
        value = reader.real();
    return values;
}

void putRows(ByteWriter& writer, const std::vector<std::size_t>& rows)
{
    writer.number(rows.size());
    for (std::size_t row : rows)
        writer.number(row);
}

std::vector<std::size_t> takeRows(ByteReader& reader)
{
    std::vector<std::size_t> rows;
    for (std::size_t left = reader.count(1); left > 0 && !reader.failed(); --left)
        rows.push_back(reader.number());
    return rows;
}

/// Three parts in which no row stands twice.
Split takeSplit(ByteReader& reader, std::size_t rows)
{
    Split split;
    std::vector<bool> taken(rows, false);
    for (auto* part : {&split.train, &split.validation, &split.test}) {
        *part = takeRows(reader);
        for (std::size_t row : *part) {
            if (row >= rows || taken[row])
                reader.fail();
            else
                taken[row] = true;
        }
    }
    return split;
}

void put(ByteWriter& writer, const RegressionData& data)
{
    writer.text(data.targetName);
    writer.number(data.featureNames.size());
    for (const std::string& name : data.featureNames)
        writer.text(name);
    putNumbers(writer, data.target);
    for (Eigen::Index column = 0; column < data.features.cols(); ++column)
        putNumbers(writer, data.features.col(column));
    putNumbers(writer, data.tdpWatts);
    putNumbers(writer, data.epochSeconds);
    putRows(writer, data.datasetRows);
    writer.number(data.rowsBeforeFilter);
    writer.number(data.emptyRows);
}

RegressionData takeData(ByteReader& reader)
{
    RegressionData data;
    data.targetName = reader.text();
    for (std::size_t left = reader.count(1); left > 0; --left)
        data.featureNames.push_back(reader.text());
    const std::size_t rows = reader.count(sizeof(double));
    data.target.resize(static_cast<Eigen::Index>(rows));
    for (double& value : data.target)
        value = reader.real();
    const auto columns = static_cast<Eigen::Index>(data.featureNames.size());
    if (columns < 1 || columns > MostFeatures)
        reader.fail();
    std::vector<Eigen::VectorXd> features;
    while (!reader.failed() && static_cast<Eigen::Index>(features.size()) < columns)
        features.push_back(takeNumbers(reader, data.rows(), false));
    if (reader.failed()) // before there is memory for rows times columns
        return {};
    data.features.resize(data.rows(), columns);
    for (Eigen::Index column = 0; column < columns; ++column)
        data.features.col(column) = features[static_cast<std::size_t>(column)];
    data.tdpWatts = takeNumbers(reader, data.rows(), true);
    data.epochSeconds = takeNumbers(reader, data.rows(), true);
    data.datasetRows = takeRows(reader);
    if (!data.datasetRows.empty() && data.datasetRows.size() != rows)
        reader.fail();
    data.rowsBeforeFilter = reader.number();
    data.emptyRows = reader.number();
    return data;
}

} // namespace

std::string checkpointBytes(const SavedSearch& search)
{
    ByteWriter writer;
    put(writer, search.data);
    for (const auto* rows : {&search.split.train, &search.split.validation, &search.split.test})
        putRows(writer, *rows);
    writer.text(search.state);
    writer.number(search.generations);
    writer.number(static_cast<std::uint64_t>(search.startedUnixSeconds));
    return sealed(FileTitle, writer);
}

Result<SavedSearch> parseCheckpoint(std::string_view bytes, const std::string& name)
{
    const Result<std::string_view> body = unsealed(FileTitle, bytes, "checkpoint");
    if (!body)
        return Error{body.error().kind, name + ": " + body.error().message};
    ByteReader reader(*body);
    SavedSearch search;
    search.data = takeData(reader);
    search.split = takeSplit(reader, static_cast<std::size_t>(search.data.rows()));
    search.state = reader.text();
    search.generations = reader.number();
    search.startedUnixSeconds = static_cast<std::int64_t>(reader.number());
    if (reader.failed() || !reader.atEnd())
        return Error{ErrorKind::Format, name + ": " + unsoundCheckpoint().message};
    return search;
}

Result<void> writeCheckpoint(const std::filesystem::path& file, const SavedSearch& search)
{
    return writeFileAtomically(file, checkpointBytes(search));
}

Result<SavedSearch> readCheckpoint(const std::filesystem::path& file, const RunContext& context)
{
    const Result<std::string> bytes = readFile(file, context);
    return bytes ? parseCheckpoint(*bytes, file.string()) : Result<SavedSearch>(bytes.error());
}

bool looksLikeCheckpoint(std::string_view bytes)
{
    return bytes.starts_with(FileTitle);
}

} // namespace wattline

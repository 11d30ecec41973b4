// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/metrics_output.h"
#include "core/report/effect_report.h"

#include <fmt/format.h>
#include <memory>

namespace wattline::cli {

namespace {

struct EffectsOptions {
    std::filesystem::path file;
    std::string factor;
    std::string target; ///< empty: peak power
    std::string where;
};

Json jsonOf(const EffectSize& size)
{
    return {{"rows", size.rows},
            {"levels", size.levels},
            {"omega_squared", finiteOrNull(size.omegaSquared)},
            {"eta_squared", finiteOrNull(size.etaSquared)},
            {"p", finiteOrNull(size.p)},
            {"spread", finiteOrNull(size.spreadFraction)}};
}

Json levelsJson(const EffectTable& table)
{
    Json levels = Json::array();
    for (std::size_t i = 0; i < table.levels.size(); ++i) {
        const EffectLevel& level = table.levels[i];
        Json outcomes;
        for (std::size_t o = 0; o < table.outcomes.size(); ++o)
            outcomes[table.outcomes[o]] = spreadJson(level.outcomes[o]);
        levels.push_back({{"name", level.name},
                          {"rows", level.rows},
                          {"outcomes", outcomes},
                          {"matched_rows", table.matched.rowsOfLevel[i]},
                          {"matched_mean", finiteOrNull(table.matched.levelMeans[i])}});
    }
    return levels;
}

Json jsonOf(const EffectTable& table)
{
    Json json;
    json["factor"] = table.choice.factor;
    json["target"] = table.choice.target;
    json["rows"] = table.size.rows;
    json["left_out"] = table.leftOut;
    json["quartiles"] = table.quartiles;
    json["levels"] = levelsJson(table);
    json["effect"] = jsonOf(table.size);
    json["matched"] = {{"columns", table.matched.columns},
                       {"configurations", table.matched.configurations},
                       {"rows", table.matched.rows},
                       {"parts", table.matched.parts},
                       {"omega_squared", finiteOrNull(table.matched.omegaSquared)},
                       {"p", finiteOrNull(table.matched.p)},
                       {"spread", finiteOrNull(table.matched.spreadFraction)}};
    json["others"] = Json::array();
    for (const auto& [name, size] : table.others) {
        json["others"].push_back({{"name", name}});
        json["others"].back().update(jsonOf(size));
    }
    return json;
}

Result<std::string> targetOf(const EffectsOptions& options, const Dataset& dataset)
{
    if (!options.target.empty())
        return options.target;
    for (const char* name : {"peak_power_w", "peak_power"}) {
        if (dataset.find(name) != nullptr)
            return std::string(name);
    }
    return Error{ErrorKind::Data, fmt::format("{}: has no peak_power_w; name a column with --target.", dataset.name)};
}

Result<CommandOutput> run(const EffectsOptions& options, const CommonOptions& common, const RunContext& context)
{
    const Result<Dataset> dataset = readDataset(options.file, context);
    if (!dataset)
        return dataset.error();
    const Result<std::string> target = targetOf(options, *dataset);
    if (!target)
        return target.error();
    const Result<EffectTable> table =
        factorEffects(*dataset, {options.factor, *target, whereOf(options.where)}, context);
    if (!table)
        return table.error();
    CommandOutput output;
    if (table->leftOut > 0)
        output.messages.push_back(
            fmt::format("{} rows left out: {} or {} is empty.", table->leftOut, *target, options.factor));
    output.text = common.json ? jsonText(jsonOf(*table)) : effectText(*table);
    return output;
}

} // namespace

void addEffectsCommand(Program& program)
{
    CLI::App* command = program.app.add_subcommand(
        "effects", "What the levels of a factor, such as the optimizer, go along with, over all rows and among rows "
                   "that agree in everything else");
    const auto options = std::make_shared<EffectsOptions>();
    command->add_option("CSV", options->file, "Data set: any CSV with a header")->required();
    command->add_option("--factor", options->factor, "Column whose values are compared")->required();
    command->add_option("--target", options->target, "Column to compare them by (default: peak_power_w)");
    addWhereOption(*command, options->where);
    command->callback([options, &common = program.common, &chosen = program.chosen, &interrupt = program.onInterrupt] {
        interrupt = OnInterrupt::EndAtOnce;
        chosen = [options, &common](const RunContext& context) { return run(*options, common, context); };
    });
}

} // namespace wattline::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/effect_table.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

Dataset datasetOf(const std::string& csv)
{
    Result<Dataset> dataset = parseDataset(csv, "made.csv");
    if (!dataset)
        qFatal("%s", dataset.error().message.c_str());
    return *std::move(dataset);
}

/// Three optimizers on two configurations, two on a third; SGD alone on a fourth.
const char* const Optimizers = "batch_size,optimizer,peak_power_w\n"
                               "32,SGD,100\n32,Adam,110\n32,RMSprop,125\n"
                               "64,SGD,200\n64,Adam,214\n64.0,RMSprop,221\n"
                               "128,SGD,50\n128,Adam,57\n"
                               "256,SGD,400\n";

bool isNear(double found, double expected)
{
    return std::abs(found - expected) <= 1e-12 * std::abs(expected);
}

} // namespace

class EffectsTest : public QObject {
    Q_OBJECT

    static EffectTable effectsOf(const Dataset& dataset, const EffectChoice& choice)
    {
        Result<EffectTable> table = factorEffects(dataset, choice);
        if (!table)
            qFatal("%s", table.error().message.c_str());
        return *std::move(table);
    }

    static std::string messageOf(const Dataset& dataset, const EffectChoice& choice)
    {
        const Result<EffectTable> table = factorEffects(dataset, choice);
        return table ? std::string() : table.error().message;
    }

private slots:
    /// The F and its p are scipy's (f_oneway); the shares follow from the sums of squares.
    void oneWayAnalysisOfVarianceEqualsScipys()
    {
        const Dataset dataset = datasetOf("group,y\na,10\na,12\na,11\nb,14\nb,15\nb,13\nb,16\nc,9\nc,8\n");
        const EffectSize size = effectSize(levelsOf(*dataset.find("group")), dataset.find("y")->numbers);
        QCOMPARE(size.rows, std::size_t{9});
        QCOMPARE(size.levels, std::size_t{3});
        QVERIFY(isNear(size.p, 0.001953125));
        QVERIFY(isNear(size.etaSquared, 0.875));
        QVERIFY(isNear(size.omegaSquared, 0.8163265306122449));
        QVERIFY(isNear(size.spreadFraction, 0.5));
    }

    /// The means are those of least squares with a constant for each configuration, by numpy's lstsq.
    void matchedRowsAreComparedWithinTheirConfigurations()
    {
        const EffectTable table = effectsOf(datasetOf(Optimizers), {"optimizer", "peak_power_w", {}});
        QCOMPARE(table.matched.configurations, std::size_t{3});
        QCOMPARE(table.matched.rows, std::size_t{8});
        QCOMPARE(table.matched.columns, std::vector<std::string>{"batch_size"});
        QCOMPARE(table.levels.at(0).name, std::string("Adam"));
        QVERIFY(isNear(table.matched.levelMeans[0], 135.54166666666666));
        QVERIFY(isNear(table.matched.levelMeans[1], 147.375)); // RMSprop
        QVERIFY(isNear(table.matched.levelMeans[2], 125.20833333333333));
        QVERIFY(isNear(table.matched.omegaSquared, 0.8907900888265539));
        QVERIFY(std::abs(table.matched.p - 0.00882430747882384) < 1e-12);
        QVERIFY(isNear(table.matched.spreadFraction, 0.1646549056019836));
    }

    void levelsThatNoConfigurationConnectsAreNotCompared()
    {
        const EffectTable table =
            effectsOf(datasetOf("batch_size,optimizer,y\n8,a,1\n8,b,3\n8,b,4\n16,c,50\n16,d,51\n16,d,53\n"),
                      {"optimizer", "y", {}});
        QCOMPARE(table.matched.parts, std::size_t{2});
        QVERIFY(std::isnan(table.matched.spreadFraction));
        for (const double mean : table.matched.levelMeans)
            QVERIFY(std::isnan(mean));
        QVERIFY(std::isfinite(table.matched.omegaSquared)); // of what varies within configurations
        QCOMPARE(effectsOf(datasetOf(Optimizers), {"optimizer", "peak_power_w", {}}).matched.parts, std::size_t{1});
    }

    void levelsCountAndAverageTheirRows()
    {
        const EffectTable table = effectsOf(datasetOf(Optimizers), {"optimizer", "peak_power_w", {}});
        QCOMPARE(table.levels.size(), std::size_t{3});
        QCOMPARE(table.levels[2].rows, std::size_t{4});
        QCOMPARE(table.levels[2].outcomes.at(0).mean, 187.5);
        QCOMPARE(table.rows.size(), std::size_t{9});
        QCOMPARE(table.outcomes, std::vector<std::string>{"peak_power_w"});
    }

    void theOtherColumnsStandBesideTheFactor()
    {
        const EffectTable table = effectsOf(datasetOf(Optimizers), {"optimizer", "peak_power_w", {}});
        QCOMPARE(table.others.size(), std::size_t{1});
        QCOMPARE(table.others[0].first, std::string("batch_size"));
        QVERIFY(table.others[0].second.omegaSquared > table.size.omegaSquared);
    }

    void withoutMatchingRowsTheTableSaysNone()
    {
        const EffectTable table =
            effectsOf(datasetOf("batch_size,optimizer,y\n1,a,3\n2,b,4\n3,a,5\n4,b,9\n"), {"optimizer", "y", {}});
        QCOMPARE(table.matched.rows, std::size_t{0});
        QVERIFY(std::isnan(table.matched.levelMeans[0]));
        QVERIFY(std::isnan(table.matched.omegaSquared));
    }

    void whatFollowsFromTheFactorIsNotMatched()
    {
        const EffectTable table = effectsOf(
            datasetOf("model,params,batch_size,y\nA,5,8,1\nB,7,8,2\nA,5,16,3\nB,7,16,4\n"), {"model", "y", {}});
        QCOMPARE(table.matched.rows, std::size_t{4});
        QCOMPARE(table.matched.columns, std::vector<std::string>{"batch_size"});
    }

    void familiesAndKindsOfSizeAreMatchedInWhatBothMayHave()
    {
        const Dataset dataset =
            datasetOf("model,family,image_size_kind,image_size,layers,batch_size,y\nR,cnn,pixels,224,50,8,1\n"
                      "B,bert,tokens,128,12,8,2\nR,cnn,pixels,224,50,16,3\nB,bert,tokens,128,12,16,4\n");
        const EffectTable kinds = effectsOf(dataset, {"image_size_kind", "y", {}});
        QCOMPARE(kinds.matched.rows, std::size_t{4});
        QCOMPARE(kinds.matched.columns, std::vector<std::string>{"batch_size"});
        const EffectTable families =
            effectsOf(datasetOf("model,family,batch_size,y\nR,cnn,8,1\nB,bert,8,2\nR,cnn,16,3\nB,bert,16,4\n"),
                      {"family", "y", {}});
        QCOMPARE(families.matched.rows, std::size_t{4});
    }

    void manyNumbersAreCutIntoQuarters()
    {
        std::string csv = "rate,y\n";
        for (int i = 0; i < 40; ++i)
            csv += std::to_string(i) + "," + std::to_string(i / 10) + "\n";
        const EffectTable table = effectsOf(datasetOf(csv), {"rate", "y", {}});
        QVERIFY(table.quartiles);
        QCOMPARE(table.levels.size(), std::size_t{4});
        QCOMPARE(table.levels[0].name, std::string("to 9.75"));
        QCOMPARE(table.levels[3].rows, std::size_t{10});
        QCOMPARE(table.size.omegaSquared, 1.0);
    }

    void rowsWithoutATargetOrALevelAreCounted()
    {
        const EffectTable table = effectsOf(datasetOf("optimizer,y\na,1\nb,2\n,3\na,\nb,4\n"), {"optimizer", "y", {}});
        QCOMPARE(table.leftOut, std::size_t{2});
        QCOMPARE(table.size.rows, std::size_t{3});
    }

    void saysWhatIsWrongWithTheChoice()
    {
        const Dataset dataset = datasetOf("optimizer,y,name,same\na,1,p,4\nb,2,q,4\na,3,r,4\n");
        QVERIFY(messageOf(dataset, {"optimiser", "y", {}}).find("has no column \"optimiser\"") != std::string::npos);
        QVERIFY(messageOf(dataset, {"optimizer", "name", {}}).find("holds text") != std::string::npos);
        QVERIFY(messageOf(dataset, {"y", "y", {}}).find("factor and the target at once") != std::string::npos);
        QVERIFY(messageOf(dataset, {"same", "y", {}}).find("every row has the same same (4)") != std::string::npos);
        std::string many = "word,y\n";
        for (int i = 0; i < 60; ++i)
            many += "w" + std::to_string(i) + ",1\n";
        QVERIFY(messageOf(datasetOf(many), {"word", "y", {}}).find("60 different values") != std::string::npos);
        QVERIFY(messageOf(datasetOf("f,y\na,\nb,\na,1\n"), {"f", "y", {}}).find("1 rows with a y") !=
                std::string::npos);
    }

    void offersTheColumnsThatCanBeAFactor()
    {
        const Dataset dataset = datasetOf("model,optimizer,batch_size,note,peak_power_w\na,S,1,x,1\nb,S,2,x,2\n");
        QCOMPARE(possibleFactors(dataset, "peak_power_w"), (std::vector<std::string>{"model", "batch_size"}));
        QVERIFY(possibleFactors(datasetOf("configuration,y\na,1\na,2\nb,3\n"), "y").empty());
    }

    void aTargetThatIsTheSameEverywhereHasNoSize()
    {
        const EffectTable table = effectsOf(datasetOf("f,y\na,5\nb,5\na,5\nb,5\n"), {"f", "y", {}});
        QVERIFY(std::isnan(table.size.omegaSquared));
        QCOMPARE(table.size.spreadFraction, 0.0);
    }

    void stoppingIsCanceled()
    {
        std::stop_source source;
        source.request_stop();
        const auto table =
            factorEffects(datasetOf(Optimizers), {"optimizer", "peak_power_w", {}}, {source.get_token(), {}, 1});
        QVERIFY(!table);
        QCOMPARE(table.error().kind, ErrorKind::Canceled);
    }
};

QTEST_GUILESS_MAIN(EffectsTest)
#include "tst_effects.moc"

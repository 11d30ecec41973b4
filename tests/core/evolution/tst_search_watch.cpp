// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evolution/search_watch.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

/// What a watch says of generations with these best errors, from the first on.
std::vector<SearchNews> newsOf(SearchWatch& watch, const std::vector<double>& errors)
{
    std::vector<SearchNews> news;
    for (std::size_t i = 0; i < errors.size(); ++i)
        news.push_back(watch.take({.generation = i, .bestFitness = errors[i]}));
    return news;
}

} // namespace

class SearchWatchTest : public QObject {
    Q_OBJECT

private slots:
    void tellsOfFormulasThatAreNoticeablyBetter()
    {
        SearchWatch watch;
        const auto news = newsOf(watch, {10.0, 12.0, 9.0, 8.9999, std::nan(""), 8.0});
        using enum SearchNews;
        QVERIFY(news == (std::vector{Better, None, Better, None, None, Better}));
        QCOMPARE(watch.lastBetter(), std::size_t{5});
    }

    void namesAPlateauOnceUntilItEnds()
    {
        SearchWatch watch;
        std::vector<double> errors(30, 5.0);
        errors[2] = 4.0;
        errors[20] = 3.0;
        const auto news = newsOf(watch, errors);
        QCOMPARE(std::count(news.begin(), news.end(), SearchNews::Plateau), 1);
        QVERIFY(news[12] == SearchNews::Plateau);
        QVERIFY(!watch.isPlateau());
        QCOMPARE(watch.lastBetter(), std::size_t{20});
    }

    void aLongSearchMayWaitLonger()
    {
        SearchWatch watch;
        std::vector<double> errors(1000, 5.0);
        errors[899] = 4.0;
        newsOf(watch, errors);
        QVERIFY(!watch.isPlateau());
    }
};

QTEST_GUILESS_MAIN(SearchWatchTest)
#include "tst_search_watch.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window keeps its user waiting while a search runs: an event is sent to its loop every 5 ms, and the gaps
// between their arrivals are counted. The search page is in sight; the search is the published one, 15,000 individuals
// on all cores, or modern mode's.
//   QT_QPA_PLATFORM=offscreen build/release/benchmarks/search_gaps FILE.csv TARGET [strict|modern] [SECONDS]
#include "core/data/dataset.h"
#include "core/evolution/search.h"
#include "ui/main_window.h"
#include "ui/work/search_work.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace wattline;
using namespace wattline::ui;

namespace {

/// Processor time of this thread: what a free machine would leave of a gap.
double ownMilliseconds()
{
    timespec now = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

void print(const char* what, std::vector<double>& values)
{
    std::sort(values.begin(), values.end());
    const auto quantile = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    };
    std::printf("%s: median %.1f ms, 99 %% %.1f ms, worst %.1f ms\n", what, quantile(0.5), quantile(0.99),
                values.back());
}

class Gaps {
public:
    Gaps()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(5);
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            m_milliseconds.push_back(1e-6 * static_cast<double>(m_clock.nsecsElapsed()));
            m_own.push_back(ownMilliseconds() - m_ownBefore);
            start();
        });
    }

    void start()
    {
        m_clock.start();
        m_ownBefore = ownMilliseconds();
        m_timer.start();
    }

    void print(const Session& session)
    {
        std::printf("%zu generations, %.2f s of processor time\n", session.search().history.size(),
                    static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
        ::print("gaps", m_milliseconds);
        ::print("the window's own work in them", m_own);
    }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    std::vector<double> m_milliseconds;
    std::vector<double> m_own;
    double m_ownBefore = 0.0;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (argc < 3)
        return 2;
    const bool modern = argc > 3 && std::string_view(argv[3]) == "modern";
    const double seconds = argc > 4 ? std::atof(argv[4]) : 10.0;
    Result<Dataset> table = readDataset(argv[1]);
    if (!table) {
        std::fprintf(stderr, "%s\n", table.error().message.c_str());
        return 1;
    }
    BuiltDataset built;
    built.dataset = *std::move(table);
    Session session;
    session.setDataset(std::make_shared<const BuiltDataset>(std::move(built)));
    session.setChoice({argv[2], defaultFeatures(session.dataset()->dataset, argv[2]), {}});
    MainWindow window(session, Memory::Ignore);
    window.resize(1440, 900);
    window.showPage(2);
    window.show();
    Gaps gaps;
    SearchSettings settings = settingsOf(modern ? SearchPreset::Modern : SearchPreset::Paper);
    settings.strict.generations = settings.modern.generations = 100'000;
    QTimer::singleShot(500, [&] {
        startSearch(session, settings);
        gaps.start();
    });
    QTimer::singleShot(500 + static_cast<int>(1e3 * seconds), [] { QApplication::exit(0); }); // quit() would ask
    QApplication::exec();
    gaps.print(session);
    session.endTasks();
}

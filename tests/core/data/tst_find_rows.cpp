// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/find_rows.h"

#include <QTest>

using namespace wattline;

using Rows = std::vector<std::size_t>;

class FindRowsTest : public QObject {
    Q_OBJECT

    static Dataset table()
    {
        Dataset dataset = *parseDataset("model,gpu_name,batch\nViT,A800,256\nViT,H100,64\nVGG16,A800,256\n", "t.csv");
        dataset.provenance = {{{"first"}, {}, {}, {}}, {{"second"}, {}, {}, {}}, {{"third"}, {}, {}, {}}};
        return dataset;
    }

private slots:
    void everyWordMustStandInSomeCell()
    {
        QCOMPARE(*findRows(table(), "vit a800"), Rows{0});
        QCOMPARE(*findRows(table(), "  256 "), (Rows{0, 2}));
        QCOMPARE(*findRows(table(), ""), (Rows{0, 1, 2}));
        QCOMPARE(*findRows(table(), "resnet"), Rows{});
    }

    void theNamesOfRunsCount() { QCOMPARE(*findRows(table(), "SECOND"), Rows{1}); }

    void aWordDoesNotReachOverTwoCells() { QCOMPARE(*findRows(table(), "vita800"), Rows{}); }

    void stoppingIsCanceled()
    {
        std::stop_source source;
        source.request_stop();
        RunContext context;
        context.stop = source.get_token();
        QCOMPARE(findRows(table(), "x", context).error().kind, ErrorKind::Canceled);
    }
};

QTEST_GUILESS_MAIN(FindRowsTest)
#include "tst_find_rows.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/metrics.h"
#include "core/expression/evaluate.h"
#include "core/expression/parse.h"
#include "core/models/methods.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <cmath>

using namespace wattline;

class SymbolicTest : public QObject {
    Q_OBJECT

private slots:
    void describesItsFormulaInRawUnits()
    {
        const RegressionData rows = rowsWithLaw(40, 2, [](const auto& x) { return 3.0 + x[0] * x[1]; });
        const auto model = symbolicMethod(Effort::Quick).candidates.front().fit({rows, {}, 1}, {});
        QVERIFY(model.hasValue());
        const Eigen::VectorXd predicted = (*model)->predict(rows);
        QVERIFY(metricsOf(rows.target, predicted).mae < 1.0);
        QVERIFY((*model)->size() > 0);

        const Result<Expression> formula = parseExpression((*model)->description(), rows.featureNames);
        QVERIFY(formula.hasValue());
        QVERIFY((evaluate(*formula, rows.features) - predicted).lpNorm<Eigen::Infinity>() < 1e-6);
    }

    void answersAStop()
    {
        std::stop_source stop;
        stop.request_stop();
        const RegressionData rows = rowsWithLaw(40, 2, [](const auto& x) { return x[0]; });
        const auto model = symbolicMethod(Effort::Quick).candidates.front().fit({rows, {}, 1}, {stop.get_token()});
        QVERIFY(!model);
        QCOMPARE(model.error().kind, ErrorKind::Canceled);
    }
};

QTEST_GUILESS_MAIN(SymbolicTest)
#include "tst_symbolic.moc"

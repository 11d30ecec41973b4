// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluation/refit.h"

#include "core/expression/evaluate.h"
#include "core/expression/parse.h"
#include "tests/support/regression_rows.h"

#include <QTest>
#include <cmath>

using namespace wattline;

namespace {

RegressionData powerLaw()
{
    return rowsWithLaw(60, 2,
                       [](const Eigen::RowVectorXd& x) { return 40.0 + 5.0 * std::pow(x[0] + 3.0, 1.5) + 2.0 * x[1]; });
}

Expression formula(const char* text)
{
    return *parseExpression(text, {"x0", "x1"});
}

} // namespace

class RefitTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheConstantsOfTheLaw()
    {
        const RegressionData rows = powerLaw();
        const Result<Expression> fitted = refitted(formula("30 + 4 * (x0 + 2.5) ^ 1.4 + 1 * x1"), rows);
        QVERIFY(fitted.hasValue());
        QVERIFY((evaluate(*fitted, rows.features) - rows.target).cwiseAbs().maxCoeff() < 1e-6);
    }

    void fitsRelativeErrorsUnlessATargetIsZero()
    {
        RegressionData rows;
        rows.features = Eigen::MatrixXd::Ones(2, 1);
        rows.target = Eigen::Vector2d(1.0, 100.0);
        // By relative errors the small one counts: the sum of (c / y - 1)^2 is least at (1 + 0.01) / (1 + 0.0001).
        const Result<Expression> relative = refitted({{{Op::Constant, 0, 3.0}}}, rows);
        QVERIFY(std::abs(relative->nodes[0].constant - 1.01 / 1.0001) < 1e-6);
        rows.target[0] = 0.0;
        const Result<Expression> absolute = refitted({{{Op::Constant, 0, 3.0}}}, rows);
        QVERIFY(std::abs(absolute->nodes[0].constant - 50.0) < 1e-6);
    }

    void saysWhyItCannot()
    {
        const RegressionData rows = powerLaw();
        QCOMPARE(refitted(formula("x0 + x1"), rows).error().kind, ErrorKind::Data);
        QCOMPARE(refitted(formula("3 + log(x0 - 9)"), rows).error().kind, ErrorKind::Numeric);
        const Result<Expression> once = refitted(formula("1 + x0"), rows);
        QVERIFY(once.hasValue());
    }

    void saysWhereASlopeByAConstantIsNotFinite()
    {
        RegressionData rows = powerLaw();
        rows.features(0, 0) = 1.0;
        for (Eigen::Index row = 1; row < rows.rows(); ++row)
            rows.features(row, 0) = 2.0 + static_cast<double>(row);
        const Result<Expression> fitted = refitted(formula("5 * sqrt(x0 - 1)"), rows);
        QVERIFY(!fitted);
        QCOMPARE(fitted.error().kind, ErrorKind::Numeric);
        QVERIFY2(fitted.error().message.find("slope") != std::string::npos, fitted.error().message.c_str());
    }

    void stopsWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        RunContext context;
        context.stop = stop.get_token();
        QCOMPARE(refitted(formula("3 * x0"), powerLaw(), context).error().kind, ErrorKind::Canceled);
    }
};

QTEST_APPLESS_MAIN(RefitTest)
#include "tst_refit.moc"

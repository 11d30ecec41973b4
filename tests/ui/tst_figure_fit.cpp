// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qt_warnings.h"
#include "ui/plots/figure_view.h"

#include <QTest>

using namespace wattline;
using namespace wattline::ui;

namespace {

/// Six features with long names, and a label longer than a low panel.
Figure bars()
{
    FigurePanel panel{"", {"Feature shuffled", ""}, {"Growth of the mean relative error", "percentage points"}};
    panel.categories.assign(6, "Floating-point_operations_of_one_sample");
    FigureCurve curve;
    curve.style = CurveStyle::Bars;
    curve.x = {0.0, 1.0, 2.0, 3.0, 4.0, 5.0};
    curve.y = {9.0, 8.0, 7.0, 6.0, 5.0, 4.0};
    panel.curves = {curve};
    return {"Importance", {panel}};
}

struct Shown {
    FigureView view;

    explicit Shown(QSize size)
    {
        view.resize(size);
        view.show();
        view.setFigure(bars());
    }
    QRect inside() const { return view.panelArea(0); }
};

} // namespace

class FigureFitTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void longNamesLeaveALowPanelItsRoom()
    {
        const Shown shown({420, 170});
        QTRY_VERIFY(shown.inside().height() > 50);
    }

    void aLongLabelTakesMoreLinesWhereThePanelIsLow()
    {
        Shown shown({420, 900});
        QTRY_VERIFY(shown.inside().height() > 500);
        const int besideOneLine = shown.inside().left();
        shown.view.resize(420, 420);
        QTRY_VERIFY(shown.inside().height() < 400);
        QTRY_VERIFY(shown.inside().left() > besideOneLine + 5);
    }

    void aLabelThatFitsOnNoLineIsLeftToItsUnit()
    {
        Shown shown({420, 420});
        QTRY_VERIFY(shown.inside().height() > 100);
        const int besideMoreLines = shown.inside().left();
        shown.view.resize(420, 200);
        QTRY_VERIFY(shown.inside().height() < 150);
        QTRY_VERIFY(shown.inside().left() < besideMoreLines - 5);
    }
};

QTEST_MAIN(FigureFitTest)
#include "tst_figure_fit.moc"

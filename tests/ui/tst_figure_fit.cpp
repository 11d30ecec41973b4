// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qt_warnings.h"
#include "ui/plots/figure_export.h"
#include "ui/plots/figure_view.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cstdlib>

using namespace wattline;
using namespace wattline::ui;

namespace {

/// Six features with names of some length, and a label longer than a low panel.
Figure bars(const std::string& name)
{
    FigurePanel panel{"", {"Feature shuffled", ""}, {"Growth of the mean relative error", "percentage points"}};
    panel.categories.assign(6, name);
    FigureCurve curve;
    curve.style = CurveStyle::Bars;
    curve.x = {0.0, 1.0, 2.0, 3.0, 4.0, 5.0};
    curve.y = {9.0, 8.0, 7.0, 6.0, 5.0, 4.0};
    panel.curves = {curve};
    return {"Importance", {panel}};
}

struct Shown {
    FigureView view;

    explicit Shown(QSize size, const std::string& name = "n")
    {
        view.resize(size);
        view.show();
        view.setFigure(bars(name));
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
        const Shown shown({420, 170}, "Floating-point_operations_of_one_sample");
        QTRY_VERIFY(shown.inside().height() > 50);
    }

    void aLongLabelTakesMoreLinesWhereThePanelIsLow()
    {
        Shown shown({420, 900});
        QTRY_VERIFY(shown.inside().height() > 700);
        const int besideOneLine = shown.inside().left();
        shown.view.resize(420, 280);
        QTRY_VERIFY(shown.inside().height() < 280);
        QTRY_VERIFY(shown.inside().left() > besideOneLine + 5);
    }

    void aLabelLongerThanThatIsLeftToItsUnit()
    {
        Shown shown({420, 900});
        QTRY_VERIFY(shown.inside().height() > 700);
        const int besideOneLine = shown.inside().left();
        shown.view.resize(420, 190);
        QTRY_VERIFY(shown.inside().height() < 190);
        QTRY_VERIFY(std::abs(shown.inside().left() - besideOneLine) < 5);
    }

    void inPrintNamesThatEndUnlikeStayWholeAndTheLabelStays()
    {
        Figure figure = bars("Quadro RTX 6000 in a workstation");
        for (const std::size_t place : {1, 3})
            figure.panels[0].categories[place] = "NVIDIA_A100-SXM4-40GB";
        figure.panels[0].categories[2] = "NVIDIA_A100-SXM4-80GB";
        const QTemporaryDir folder;
        const QString path = folder.filePath("figure.svg");
        QVERIFY(exportFigure(figure, {.format = FigureFormat::Svg}, path.toStdString()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QCOMPARE(text.count("NVIDIA_A100-SXM4-40GB"), 2);
        QCOMPARE(text.count("NVIDIA_A100-SXM4-80GB"), 1);
        QCOMPARE(text.count("Quadro RTX 6000 in a workstation"), 3);
        QCOMPARE(text.count("Feature shuffled"), 1);
    }
};

QTEST_MAIN(FigureFitTest)
#include "tst_figure_fit.moc"

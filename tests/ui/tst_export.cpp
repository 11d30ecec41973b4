// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/qt_warnings.h"
#include "ui/plots/figure_export.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace wattline;
using namespace wattline::ui;

namespace {

Figure wave()
{
    FigureCurve curve;
    for (int i = 0; i < 1000; ++i) {
        curve.x.push_back(0.1 * i);
        curve.y.push_back(i % 100 < 80 ? 300.0 : 60.0);
    }
    return {"Wave", {{"", {"Time", "s"}, {"Power", "W"}, {curve}}}};
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestExport : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void aPdfIsAsLargeAsAsked_data();
    void aPdfIsAsLargeAsAsked();
    void aPdfEmbedsItsFonts();
    void anSvgIsAsLargeAsAsked();
    void aMatrixIsWrittenWithItsNamesAndNumbers();
    void aPngHasItsDotsPerInch();
    void theRangeLimitsWhatIsDrawn();
    void refusesSizesThatMakeNoSense_data();
    void refusesSizesThatMakeNoSense();
    void namesTheFileThatCannotBeWritten();
    void leavesNothingBesideTheFile();

private:
    QTemporaryDir m_folder;
    QString pathOf(const QString& name) const { return m_folder.filePath(name); }
};

void TestExport::aPdfIsAsLargeAsAsked_data()
{
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("height");
    QTest::newRow("Nature, one column") << 89.0 << 60.0;
    QTest::newRow("Nature, two columns") << 183.0 << 120.0;
    QTest::newRow("IEEE, one column") << 88.9 << 55.0;
    QTest::newRow("higher than wide") << 60.0 << 150.0;
}

void TestExport::aPdfIsAsLargeAsAsked()
{
    QFETCH(double, width);
    QFETCH(double, height);
    FigureExportSettings settings;
    settings.widthMillimetres = width;
    settings.heightMillimetres = height;
    const QString path = pathOf("figure.pdf");
    QVERIFY(exportFigure(wave(), settings, path.toStdString()));
    static const QRegularExpression box(R"(/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\])");
    const QRegularExpressionMatch match = box.match(QString::fromLatin1(bytesOf(path)));
    QVERIFY(match.hasMatch());
    const double millimetresPerPoint = 25.4 / 72.0;
    QVERIFY(std::abs(match.captured(1).toDouble() * millimetresPerPoint - width) < 0.2);
    QVERIFY(std::abs(match.captured(2).toDouble() * millimetresPerPoint - height) < 0.2);
}

void TestExport::aPdfEmbedsItsFonts()
{
    const QString path = pathOf("fonts.pdf");
    QVERIFY(exportFigure(wave(), {}, path.toStdString()));
    QVERIFY(bytesOf(path).contains("/FontFile2"));
}

void TestExport::anSvgIsAsLargeAsAsked()
{
    FigureExportSettings settings;
    settings.format = FigureFormat::Svg;
    settings.widthMillimetres = 89.0;
    settings.heightMillimetres = 60.0;
    const QString path = pathOf("figure.svg");
    QVERIFY(exportFigure(wave(), settings, path.toStdString()));
    static const QRegularExpression size(R"(width="([0-9.]+)mm" height="([0-9.]+)mm")");
    const QRegularExpressionMatch match = size.match(QString::fromUtf8(bytesOf(path)));
    QVERIFY(match.hasMatch());
    QVERIFY(std::abs(match.captured(1).toDouble() - 89.0) < 0.05);
    QVERIFY(std::abs(match.captured(2).toDouble() - 60.0) < 0.05);
    QVERIFY(bytesOf(path).contains("Power (W)"));
}

void TestExport::aMatrixIsWrittenWithItsNamesAndNumbers()
{
    FigurePanel panel;
    panel.matrix = FigureMatrix{{"Peak power", "Data size"}, {1.0, -0.62, -0.62, std::nan("")}};
    panel.categories = panel.matrix->names;
    FigureExportSettings settings;
    settings.format = FigureFormat::Svg;
    const QString path = pathOf("matrix.svg");
    QVERIFY(exportFigure({"Matrix", {panel}}, settings, path.toStdString()));
    const QByteArray text = bytesOf(path);
    QCOMPARE(text.count("Data size"), 2);
    QCOMPARE(text.count("1.00"), 1);
    QCOMPARE(text.count("−0.62"), 2);
    QVERIFY(!text.contains("nan"));
}

void TestExport::aPngHasItsDotsPerInch()
{
    FigureExportSettings settings;
    settings.format = FigureFormat::Png;
    settings.widthMillimetres = 127.0; // five inches
    settings.heightMillimetres = 76.2;
    settings.dotsPerInch = 600;
    const QString path = pathOf("figure.png");
    QVERIFY(exportFigure(wave(), settings, path.toStdString()));
    const QImage image(path);
    QCOMPARE(image.size(), QSize(3000, 1800));
    QVERIFY(std::abs(image.dotsPerMeterX() - 600 / 0.0254) < 1.0);
}

void TestExport::theRangeLimitsWhatIsDrawn()
{
    FigureExportSettings settings;
    const QImage whole = figureImage(wave(), settings);
    settings.range = {0.0, 8.0}; // only the first peak: no falling edge
    const QImage part = figureImage(wave(), settings);
    QCOMPARE(part.size(), whole.size());
    QVERIFY(part != whole);
}

void TestExport::refusesSizesThatMakeNoSense_data()
{
    QTest::addColumn<FigureExportSettings>("settings");
    FigureExportSettings settings;
    settings.widthMillimetres = 0.0;
    QTest::newRow("no width") << settings;
    settings.widthMillimetres = 1e9;
    QTest::newRow("as wide as a country") << settings;
    settings = {};
    settings.heightMillimetres = std::nan("");
    QTest::newRow("no number") << settings;
    settings = {};
    settings.fontPoints = -1.0;
    QTest::newRow("negative font") << settings;
    settings = {};
    settings.dotsPerInch = 0;
    QTest::newRow("no dots") << settings;
}

void TestExport::refusesSizesThatMakeNoSense()
{
    QFETCH(FigureExportSettings, settings);
    const Result<void> written = exportFigure(wave(), settings, pathOf("never.pdf").toStdString());
    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::Data);
    QVERIFY(!QFile::exists(pathOf("never.pdf")));
}

void TestExport::namesTheFileThatCannotBeWritten()
{
    const Result<void> written = exportFigure(wave(), {}, pathOf("no/such/folder/figure.pdf").toStdString());
    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::Io);
    QVERIFY(written.error().message.find("figure.pdf") != std::string::npos);
}

void TestExport::leavesNothingBesideTheFile()
{
    QTemporaryDir folder;
    QVERIFY(exportFigure(wave(), {}, folder.filePath("only.pdf").toStdString()));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"only.pdf"});
}

QTEST_MAIN(TestExport)
#include "tst_export.moc"

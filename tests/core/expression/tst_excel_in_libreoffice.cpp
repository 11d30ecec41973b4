// SPDX-License-Identifier: GPL-3.0-or-later
// What a spreadsheet program itself makes of the formulas that are written for Excel. Built only where there is one.
#include "core/base/text.h"
#include "core/expression/names.h"
#include "core/expression/parse.h"
#include "core/expression/print.h"
#include "tests/support/random_expression.h"
#include "tests/support/recomputed.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace wattline;

namespace {

const std::vector<std::string> Names = {"batch_size", "flops", "image side", "workers"};
const std::vector<QByteArray> Cells = {"batch_size", "flops", "image_side", "workers"}; // as Excel takes them
const std::array Row = {1.25, -0.5, 3.0, 0.0001};

/// Whether a spreadsheet has an error in a part that has a value: LibreOffice 7.4 where a power underflows, and both
/// programs for sines of angles beyond 2^27.
bool isBeyondSpreadsheets(const Expression& expression)
{
    for (std::size_t root = 0; root < expression.nodes.size(); ++root) {
        const Op op = expression.nodes[root].op;
        if (arityOf(op) > 0 && std::abs(evaluateRow(subtree(expression, root), Row.data())) < 1e-290)
            return true;
        const bool isAngled = op == Op::Sin || op == Op::Cos || op == Op::Tan;
        if (isAngled && std::abs(evaluateRow(subtree(expression, root - 1), Row.data())) >= 134217728.0)
            return true;
    }
    return false;
}

/// Formulas of every function that have a value in each part. LibreOffice before 24.8 has no LET.
std::vector<Expression> formulas()
{
    RandomStream random(11);
    std::vector<Expression> all;
    while (all.size() < 400) {
        Expression next = test::randomExpression(random, {AllFunctions.begin(), AllFunctions.end()}, Names.size());
        if (!test::hasOddPart(next, Row.data()) && !isBeyondSpreadsheets(next) &&
            !toExcel(next, Names).starts_with("=LET("))
            all.push_back(std::move(next));
    }
    for (const char* text :
         {"-batch_size ^ 2", "(-2) ^ 2 - -2", "batch_size - (flops - workers)", "batch_size / (flops / workers)",
          "1 / 3 * 0.1234567890123456", "sigmoid(-1000)", "pdiv(batch_size, workers)", "pinv(flops)", "plog(workers)",
          "psqrt(flops)", "1e-300 + 1e22"})
        all.push_back(*parseExpression(text, Names));
    return all;
}

QByteArray named(const QByteArray& name, char column)
{
    const QByteArray cell = QByteArray("$Sheet1.$") + column + "$1";
    return "<table:named-range table:name=\"" + name + "\" table:base-cell-address=\"" + cell +
           "\" table:cell-range-address=\"" + cell + "\"/>";
}

/// A flat OpenDocument sheet: the values of the variables, named, in the first row, and one formula in each row below.
QByteArray sheetOf(const std::vector<Expression>& all)
{
    QByteArray sheet = R"(<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:msoxl="http://schemas.microsoft.com/office/excel/formula"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:body><office:spreadsheet><table:table table:name="Sheet1"><table:table-row>)";
    for (const double value : Row)
        sheet += "<table:table-cell office:value-type=\"float\" office:value=\"" +
                 QByteArray::fromStdString(formatNumber(value)) + "\"/>";
    sheet += "</table:table-row>\n";
    for (const Expression& expression : all)
        sheet += "<table:table-row><table:table-cell table:formula=\"msoxl:" +
                 QString::fromStdString(toExcel(expression, Names)).toHtmlEscaped().toUtf8() +
                 "\"/></table:table-row>\n";
    sheet += "</table:table><table:named-expressions>";
    for (std::size_t i = 0; i < Cells.size(); ++i)
        sheet += named(Cells[i], static_cast<char>('A' + i));
    return sheet + "</table:named-expressions></office:spreadsheet></office:body></office:document>\n";
}

/// What LibreOffice computes of a sheet: the first cell of each row below the first, with 15 digits.
QList<QByteArray> computed(const QByteArray& sheet)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath("formulas.fods"));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(sheet);
    file.close();
    QProcess office;
    office.setWorkingDirectory(folder.path());
    office.start(WATTLINE_SOFFICE,
                 {"-env:UserInstallation=file://" + folder.filePath("profile"), "--headless", "--convert-to",
                  "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false", "formulas.fods"});
    if (!office.waitForFinished(200000))
        return {};
    QFile table(folder.filePath("formulas.csv"));
    if (!table.open(QIODevice::ReadOnly)) {
        qInfo("%s", office.readAllStandardError().right(2000).constData());
        return {};
    }
    QList<QByteArray> lines = table.readAll().trimmed().split('\n');
    lines.removeFirst();
    return lines;
}

} // namespace

class ExcelInLibreOfficeTest : public QObject {
    Q_OBJECT

private slots:
    void aSpreadsheetComputesTheSameValues()
    {
        const std::vector<Expression> all = formulas();
        const QList<QByteArray> lines = computed(sheetOf(all));
        QCOMPARE(lines.size(), static_cast<qsizetype>(all.size()));
        for (std::size_t i = 0; i < all.size(); ++i) {
            const QByteArray cell = lines[static_cast<qsizetype>(i)].split(',').front().replace('"', "");
            bool isNumber = false;
            const double value = cell.toDouble(&isNumber);
            const double expected = evaluateRow(all[i], Row.data());
            QVERIFY2(isNumber && test::isNear(value, expected),
                     qPrintable(QString("%1 is %2, not %3")
                                    .arg(toExcel(all[i], Names).c_str(), cell.constData())
                                    .arg(expected, 0, 'g', 17)));
        }
    }
};

QTEST_GUILESS_MAIN(ExcelInLibreOfficeTest)
#include "tst_excel_in_libreoffice.moc"

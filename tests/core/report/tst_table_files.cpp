// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv.h"
#include "core/report/table_files.h"

#include <QTest>
#include <algorithm>

using namespace wattline;

namespace {

/// A table with everything that makes a writer stumble.
TextTable hardTable()
{
    return {{"method_name", "MRE (%)", "MSE (W²)", "settings"},
            {{"a & b | {c}", "2.59 ± 0.55", "1.5e-05 ± 2e-06", "50 % of $x_1$ ~ \\n^2 #\"<>"},
             {"line\nbreak\x1b[31m\xff", "-", "-3.5", "a,b \"c\""},
             {"short"}},
            {"Mean ± std of 20 repeats.", "100 % honest\n\\end{document}"}};
}

std::size_t countOf(const std::string& text, const std::string& what)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size()))
        ++count;
    return count;
}

/// Reads a tabular as strictly as TeX does, as far as our writer may go: says what is wrong, or nothing.
std::string problemOf(const std::string& latex)
{
    int braces = 0;
    bool mathematics = false;
    std::size_t columns = 0;
    std::size_t ampersands = 0;
    bool inBody = false;
    for (const auto& line : QString::fromStdString(latex).split('\n')) {
        const std::string text = line.toStdString();
        if (text.starts_with("%"))
            continue;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            if (c == '\\') {
                ++i; // a control word or an escaped character
                if (i < text.size() && text[i] == '\\') {
                    if (inBody && ampersands + 1 != columns)
                        return "a row has " + std::to_string(ampersands + 1) + " cells: " + text;
                    ampersands = 0;
                }
            } else if (c == '{') {
                ++braces;
            } else if (c == '}') {
                --braces;
            } else if (c == '$') {
                mathematics = !mathematics;
            } else if (c == '&') {
                ++ampersands;
            } else if ((c == '^' || c == '_') && !mathematics) {
                return std::string("outside mathematics: ") + c + " in " + text;
            } else if (c == '#' || c == '~' || c == '%') {
                return std::string("not escaped: ") + c + " in " + text;
            } else if (static_cast<unsigned char>(c) < 0x20U) {
                return "a control character in " + text;
            }
            if (braces < 0)
                return "a brace too many: " + text;
        }
        if (mathematics)
            return "mathematics goes on beyond " + text;
        if (text.starts_with("\\begin{tabular}{")) {
            columns = text.size() - std::string("\\begin{tabular}{}").size();
            inBody = true;
        }
    }
    return braces == 0 ? "" : "braces are left open";
}

} // namespace

class TableFilesTest : public QObject {
    Q_OBJECT

private slots:
    void csvReadsBackCellForCell()
    {
        const auto read = parseCsv(toCsv(hardTable()), "table.csv");
        QVERIFY2(read.hasValue(), read ? "" : read.error().message.c_str());
        const std::vector<std::string> header = {"method_name", "MRE (%)",        "MRE (%) (std)",
                                                 "MSE (W²)",    "MSE (W²) (std)", "settings"};
        QCOMPARE(read->header, header);
        QCOMPARE(read->rows.size(), std::size_t{3});
        QCOMPARE(read->rows[0].cells, (std::vector<std::string>{"a & b | {c}", "2.59", "0.55", "1.5e-05", "2e-06",
                                                                "50 % of $x_1$ ~ \\n^2 #\"<>"}));
        QCOMPARE(read->rows[1].cells, (std::vector<std::string>{"line?break?[31m?", "", "", "-3.5", "", "a,b \"c\""}));
        QCOMPARE(read->rows[2].cells, (std::vector<std::string>{"short", "", "", "", "", ""}));
    }

    void latexIsBalancedAndEscaped()
    {
        const std::string latex = toLatex(hardTable());
        QVERIFY2(problemOf(latex).empty(), (problemOf(latex) + "\n" + latex).c_str());
        QCOMPARE(countOf(latex, "\\begin{tabular}{lrrl}"), std::size_t{1});
        QCOMPARE(countOf(latex, "\\end{tabular}"), std::size_t{1});
        for (const char* rule : {"\\toprule", "\\midrule", "\\bottomrule"})
            QCOMPARE(countOf(latex, rule), std::size_t{1});
        QCOMPARE(countOf(latex, "\n\\end{document}"), std::size_t{0});
    }

    void latexWritesSpreadsAndPowersAsMathematics()
    {
        const std::string latex = toLatex(hardTable());
        QVERIFY2(latex.find("$2.59 \\pm 0.55$") != std::string::npos, latex.c_str());
        QVERIFY2(latex.find("$1.5 \\times 10^{-5} \\pm 2 \\times 10^{-6}$") != std::string::npos, latex.c_str());
        QVERIFY2(latex.find("& -- & $-3.5$ &") != std::string::npos, latex.c_str());
        QVERIFY2(latex.find("MSE (W$^{2}$)") != std::string::npos, latex.c_str());
        QVERIFY2(latex.find("method\\_name") != std::string::npos, latex.c_str());
    }

    void theCheckOfLatexSeesWhatIsWrong_data()
    {
        QTest::addColumn<std::string>("latex");
        QTest::newRow("open brace") << std::string("\\begin{tabular}{l}\n {a \\\\\n\\end{tabular}\n");
        QTest::newRow("bare underscore") << std::string("\\begin{tabular}{l}\n a_b \\\\\n\\end{tabular}\n");
        QTest::newRow("a cell too many") << std::string("\\begin{tabular}{l}\n a & b \\\\\n\\end{tabular}\n");
        QTest::newRow("open mathematics") << std::string("\\begin{tabular}{l}\n $a \\\\\n\\end{tabular}\n");
    }
    void theCheckOfLatexSeesWhatIsWrong()
    {
        QFETCH(std::string, latex);
        QVERIFY(!problemOf(latex).empty());
    }

    void markdownKeepsItsColumns()
    {
        const std::string text = toMarkdown(hardTable());
        const QStringList lines = QString::fromStdString(text).split('\n');
        QCOMPARE(lines.at(0), QString("| method\\_name | MRE (%) | MSE (W²) | settings |"));
        QCOMPARE(lines.at(1), QString("| :--- | ---: | ---: | :--- |"));
        for (int line = 0; line < 5; ++line) {
            QString bare = lines.at(line);
            bare.remove("\\\\").remove("\\|");
            QCOMPARE(bare.count('|'), 5);
        }
        QVERIFY(text.find("\nMean ± std of 20 repeats.\n") != std::string::npos);
    }

    void aTableWithoutRowsIsItsHeader()
    {
        const TextTable bare{{"a", "b"}, {}};
        QCOMPARE(toCsv(bare), std::string("a,b\n"));
        QCOMPARE(toMarkdown(bare), std::string("| a | b |\n| :--- | :--- |\n"));
        QVERIFY(problemOf(toLatex(bare)).empty());
    }

    void aColumnOfNumbersAndSpreadsIsSplitAndOneOfWordsIsNot()
    {
        const TextTable table{{"x", "y"}, {{"1 ± 2", "3 ± 4"}, {"5", "none"}}};
        QCOMPARE(toCsv(table), std::string("x,x (std),y\n1,2,3 ± 4\n5,,none\n"));
    }
};

QTEST_GUILESS_MAIN(TableFilesTest)
#include "tst_table_files.moc"

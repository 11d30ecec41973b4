// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/expression/parse.h"
#include "tests/support/qt_warnings.h"
#include "ui/plots/formula_layout.h"
#include "ui/plots/formula_view.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;

namespace {

const std::vector<std::string> Names = {"a", "b", "batch_size"};

Expression formula(const char* text)
{
    const Result<Expression> parsed = parseExpression(text, Names);
    return parsed ? *parsed : Expression{};
}

QFont testFont()
{
    QFont font;
    font.setPixelSize(16);
    return font;
}

FormulaLayout laidOut(const char* text)
{
    return layoutFormula(formula(text), Names, testFont());
}

/// The pieces of text in reading order of their left ends.
QString written(const FormulaLayout& layout)
{
    auto texts = layout.texts;
    std::stable_sort(texts.begin(), texts.end(),
                     [](const auto& a, const auto& b) { return a.baseline.x() < b.baseline.x(); });
    QString all;
    for (const auto& piece : texts)
        all += piece.text;
    return all.remove(QLatin1Char(' ')).remove(QChar(0x2009)).remove(QChar(0x202f));
}

QRectF rectOf(const FormulaLayout& layout, const FormulaLayout::Text& piece)
{
    const QFontMetricsF metrics(layout.font);
    return {piece.baseline.x(), piece.baseline.y() - piece.scale * metrics.xHeight(),
            piece.scale * metrics.horizontalAdvance(piece.text), piece.scale * metrics.xHeight()};
}

/// The first dark point from the top.
QPoint firstInk(const QImage& image)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qGray(image.pixel(x, y)) < 128)
                return {x, y};
        }
    }
    return {-1, -1};
}

Expression randomFormula(RandomStream& random, std::size_t length)
{
    Expression formula;
    std::size_t open = 0;
    while (formula.nodes.size() < length || open > 1) {
        if (open >= 2 && (random.next() % 2 == 0 || formula.nodes.size() >= length)) {
            formula.nodes.push_back({PaperFunctions[random.next() % 4]});
            --open;
        } else if (open >= 1 && random.next() % 2 == 0) {
            formula.nodes.push_back({PaperFunctions[4 + random.next() % 9]});
        } else {
            formula.nodes.push_back({Op::Variable, static_cast<std::uint16_t>(random.next() % 3)});
            ++open;
        }
    }
    return formula;
}

} // namespace

class FormulaLayoutTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void writesWhatTheFormulaSays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<int>("strokes"); // pieces of brackets, bars and roots
        QTest::newRow("a sum") << "a + b"
                               << "a+b" << 0;
        QTest::newRow("a sum in a product is in brackets") << "a * (b + 1)"
                                                           << "a·b+1" << 2;
        QTest::newRow("a product in a sum is not") << "a * b + 1"
                                                   << "a·b+1" << 0;
        QTest::newRow("what is taken away is in brackets") << "a - (b - 1)"
                                                           << "a\u2212b\u22121" << 2;
        QTest::newRow("a negative constant is taken away") << "a + -2.5"
                                                           << "a\u22122.5" << 0;
        QTest::newRow("a negative factor behind is in brackets") << "a * -2.5"
                                                                 << "a·\u22122.5" << 2;
        QTest::newRow("a negative factor in front is not") << "-2.5 * a * b"
                                                           << "\u22122.5·a·b" << 0;
        QTest::newRow("a negative product is taken away") << "a + -2.5 * a * b"
                                                          << "a\u22122.5·a·b" << 0;
        QTest::newRow("a negative product in a product is in brackets") << "a * (-2.5 * b)"
                                                                        << "a·\u22122.5·b" << 2;
        QTest::newRow("a square") << "a * a"
                                  << "a2" << 0;
        QTest::newRow("the square of a sum") << "(a + b) * (a + b)"
                                             << "a+b2" << 2;
        QTest::newRow("the square of a function") << "sin(a) * sin(a)"
                                                  << "sina2" << 4;
        QTest::newRow("a protected logarithm is of the size, and marked") << "plog(a)"
                                                                          << "ln†a" << 2;
        QTest::newRow("an ordinary logarithm") << "log(a)"
                                               << "lna" << 2;
        QTest::newRow("a protected division is marked") << "pdiv(1, a) + 2"
                                                        << "1a†+2" << 1;
        QTest::newRow("a power") << "a ^ (b + 1)"
                                 << "ab+1" << 0;
        QTest::newRow("the power of a sum") << "(a + b) ^ 1.5"
                                            << "a+b1.5" << 2;
        QTest::newRow("the square of a square is in brackets") << "(a ^ 2) ^ 2"
                                                               << "a22" << 2;
        QTest::newRow("a power of e") << "exp(a * b)"
                                      << "ea·b" << 0;
        QTest::newRow("a high power of e is a function") << "exp(1 / a)"
                                                         << "exp1a" << 3;
        QTest::newRow("a protected root is of the size") << "psqrt(a)"
                                                         << "a" << 3;
        QTest::newRow("a power of ten") << "a * 1500000000"
                                        << "a·1.5·109" << 0;
        QTest::newRow("names as they are") << "batch_size"
                                           << "batch_size" << 0;
    }
    void writesWhatTheFormulaSays()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QFETCH(int, strokes);
        const FormulaLayout layout = laidOut(qPrintable(text));
        QCOMPARE(written(layout), expected);
        int moves = 0;
        for (int i = 0; i < layout.strokes.elementCount(); ++i)
            moves += layout.strokes.elementAt(i).isMoveTo() ? 1 : 0;
        QCOMPARE(moves, strokes);
    }

    void aDivisionIsAFraction()
    {
        const FormulaLayout layout = laidOut("div(a, b)");
        const double bar = layout.strokes.boundingRect().center().y();
        QCOMPARE(layout.texts.size(), std::size_t{2});
        QVERIFY(layout.texts[0].baseline.y() < bar);
        QVERIFY(rectOf(layout, layout.texts[1]).top() > bar);
        QVERIFY(layout.strokes.boundingRect().width() > QFontMetricsF(layout.font).horizontalAdvance(u'a'));
    }

    void anExponentStandsHigherAndSmaller()
    {
        const FormulaLayout layout = laidOut("a ^ (b + 1)"); // a b + 1
        const double baseline = layout.texts[0].baseline.y();
        for (std::size_t i = 1; i < layout.texts.size(); ++i) {
            QVERIFY(layout.texts[i].scale < 0.8);
            QVERIFY(layout.texts[i].baseline.y() < baseline - 0.3 * QFontMetricsF(layout.font).xHeight());
        }
    }

    void exponentsOfExponentsStayReadable()
    {
        const FormulaLayout layout = laidOut("a ^ (a ^ (a ^ (a ^ b)))");
        double before = 2.0;
        for (const auto& piece : layout.texts) {
            QVERIFY(piece.scale <= before && piece.scale >= 0.5);
            before = piece.scale;
        }
        QVERIFY(layout.texts.back().scale < 0.6);
    }

    void aHighExponentStandsClearOfItsBase()
    {
        const FormulaLayout layout = laidOut("a ^ (1 / b)"); // a, 1, b
        QVERIFY(rectOf(layout, layout.texts[2]).bottom() < layout.texts[0].baseline.y());
    }

    void aLongSumIsBrokenBeforeItsSigns()
    {
        const Expression sum = formula("batch_size * a + b / batch_size - batch_size * b + batch_size ^ 2");
        const FormulaLayout whole = layoutFormula(sum, Names, testFont());
        FormulaSetting setting;
        setting.width = 0.6 * whole.size.width();
        const FormulaLayout broken = layoutFormula(sum, Names, testFont(), setting);
        QVERIFY(broken.size.width() <= setting.width);
        QVERIFY(broken.size.height() > whole.size.height() + 0.8 * QFontMetricsF(whole.font).height());
        QCOMPARE(broken.texts.size(), whole.texts.size());
        for (std::size_t i = 0; i < broken.texts.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(!rectOf(broken, broken.texts[i]).intersects(rectOf(broken, broken.texts[j])));
        }
        const QRectF room({0.0, 0.0}, broken.size);
        for (std::size_t i = 0; i < sum.nodes.size(); ++i) {
            QVERIFY(room.contains(broken.nodeRects[i]));
            for (std::size_t argument : argumentsOf(sum, i))
                QVERIFY(broken.nodeRects[i].adjusted(-0.01, -0.01, 0.01, 0.01).contains(broken.nodeRects[argument]));
        }
    }

    void onlyWhatOccursIsSaidOfProtectedFunctions()
    {
        QVERIFY(protectedRules(formula("a / b + log(a)")).isEmpty());
        const QString rules = protectedRules(formula("pdiv(a, b) + pinv(a)"));
        QVERIFY(rules.contains(QLatin1String("a/b is 1")) && rules.contains(QLatin1String("1/a is 0")));
        QVERIFY(!rules.contains(QLatin1String("ln")));
    }

    void everySubexpressionLiesWithinItsParent()
    {
        RandomStream random(1);
        for (int trial = 0; trial < 50; ++trial) {
            const Expression expression = randomFormula(random, 3 + random.next() % 60);
            const FormulaLayout layout = layoutFormula(expression, Names, testFont());
            QCOMPARE(layout.nodeRects.size(), expression.nodes.size());
            for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
                for (std::size_t argument : argumentsOf(expression, i))
                    QVERIFY(
                        layout.nodeRects[i].adjusted(-0.01, -0.01, 0.01, 0.01).contains(layout.nodeRects[argument]));
            }
            QVERIFY(QRectF({0.0, 0.0}, layout.size).contains(layout.nodeRects.back()));
        }
    }

    void noTwoPiecesOfTextOverlap()
    {
        RandomStream random(2);
        for (int trial = 0; trial < 20; ++trial) {
            const FormulaLayout layout = layoutFormula(randomFormula(random, 80), Names, testFont());
            for (std::size_t i = 0; i < layout.texts.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j)
                    QVERIFY(!rectOf(layout, layout.texts[i])
                                 .adjusted(0.1, 0.1, -0.1, -0.1)
                                 .intersects(rectOf(layout, layout.texts[j])));
            }
        }
    }

    void theInnermostSubexpressionIsFoundAtAPoint()
    {
        const FormulaLayout layout = laidOut("a + div(b, batch_size)");
        const auto at = [&layout](std::size_t i) {
            return layout.nodeAt(rectOf(layout, layout.texts[i]).center()).value_or(99);
        };
        QCOMPARE(at(0), std::size_t{0}); // a
        QCOMPARE(layout.nodeAt({-5.0, -5.0}).has_value(), false);
        QVERIFY(layout.nodeAt(layout.nodeRects[2].center()) == std::size_t{2});
    }

    void paintsEveryPieceInsideItsSize()
    {
        const FormulaLayout layout = laidOut("sqrt(div(a + 1, b)) * log(batch_size)");
        constexpr int Border = 20;
        QImage image(layout.size.toSize() + QSize(2 * Border, 2 * Border), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.translate(Border, Border);
        paintFormula(painter, layout);
        painter.end();
        int inside = 0;
        int outside = 0;
        const QRect room = QRect({Border, Border}, layout.size.toSize()).adjusted(-1, -1, 1, 1);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (qGray(image.pixel(x, y)) < 128)
                    ++(room.contains(x, y) ? inside : outside);
            }
        }
        QVERIFY(inside > 200);
        QCOMPARE(outside, 0);
    }

    void anExpressionThatIsNoTreeGivesAnEmptyLayout()
    {
        const Expression broken{{{Op::Add}}};
        QVERIFY(layoutFormula(broken, Names, testFont()).texts.empty());
        QVERIFY(layoutFormula({}, Names, testFont()).nodeRects.empty());
    }

    void aClickInTheViewChoosesTheSubexpression()
    {
        FormulaView view;
        view.resize(400, 200);
        view.setFormula(formula("a"), Names);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QSignalSpy clicked(&view, &FormulaView::nodeClicked);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, firstInk(view.viewport()->grab().toImage()));
        QCOMPARE(clicked.size(), 1);
        QCOMPARE(clicked.front().front().value<std::size_t>(), std::size_t{0});
    }

    void aLongFormulaCanBeScrolledAndZoomed()
    {
        RandomStream random(4);
        FormulaView view;
        view.resize(300, 200);
        view.setFormula(randomFormula(random, 150), Names);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const int before = view.horizontalScrollBar()->maximum();
        QVERIFY(before > 0);
        QTest::keyClick(&view, Qt::Key_Plus);
        QVERIFY(view.horizontalScrollBar()->maximum() > before);
        QTest::keyClick(&view, Qt::Key_0);
        QCOMPARE(view.horizontalScrollBar()->maximum(), before);
    }
};

QTEST_MAIN(FormulaLayoutTest)
#include "tst_formula_layout.moc"

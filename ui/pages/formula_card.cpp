// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/formula_card.h"

#include "core/expression/print.h"
#include "ui/plots/formula_layout.h"
#include "ui/style/text.h"
#include "ui/work/formula_work.h"

#include <QObject>
#include <QStringList>
#include <array>
#include <cmath>
#include <functional>

namespace wattline::ui {

namespace {

struct Part {
    const char* title;
    StudiedPart StudiedFormula::*part;
};
constexpr std::array Parts = {Part{QT_TR_NOOP("Training"), &StudiedFormula::train},
                              Part{QT_TR_NOOP("Validation"), &StudiedFormula::validation},
                              Part{QT_TR_NOOP("Test"), &StudiedFormula::test}};

using ErrorText = std::function<QString(const Metrics&)>;

bool hasRelativeErrors(const StudiedFormula& formula)
{
    return !formula.train.errors || formula.train.errors->mre.has_value();
}

QString relativeText(const Metrics& errors)
{
    return percentText(errors.mre.value_or(std::nan("")));
}

/// "3.1 % (was 2.9 %)"
QString beside(const std::optional<Metrics>& now, const StudiedPart* before, const ErrorText& errorText)
{
    const QString text = now ? errorText(*now) : numberText(std::nan(""));
    if (before == nullptr || !before->errors)
        return text;
    return QObject::tr("%1 (was %2)").arg(text, errorText(*before->errors));
}

QString row(const QString& name, const QStringList& cells, const char* tag)
{
    QString text = QStringLiteral("<tr><td><b>%1</b></td>").arg(name);
    for (const QString& cell : cells)
        text += QStringLiteral("<%1 align=\"right\">%2</%1>").arg(QLatin1String(tag), cell.toHtmlEscaped());
    return text + QStringLiteral("</tr>");
}

QString errorTable(const StudiedFormula& formula, const StudiedFormula* before)
{
    const QString unit = targetUnitOf(*formula.train.rows);
    const auto titled = [&unit](const QString& name) {
        return unit.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, unit);
    };
    QString text = QStringLiteral("<table cellpadding=\"4\">") +
                   row({},
                       {QObject::tr("Rows"), QObject::tr("MRE"), titled(QObject::tr("MAE")),
                        titled(QObject::tr("RMSE")), QObject::tr("R²")},
                       "th");
    const std::array<ErrorText, 4> texts = {relativeText, [](const Metrics& e) { return numberText(e.mae); },
                                            [](const Metrics& e) { return numberText(e.rmse); },
                                            [](const Metrics& e) { return numberText(e.r2); }};
    for (const Part& part : Parts) {
        const StudiedPart& now = formula.*part.part;
        QStringList cells{QString::number(now.rows->rows())};
        for (const ErrorText& errorText : texts)
            cells << beside(now.errors, before != nullptr ? &(before->*part.part) : nullptr, errorText);
        text += row(QObject::tr(part.title), cells, "td");
    }
    return text + QStringLiteral("</table>");
}

QString paragraph(const QString& title, const QString& text)
{
    return QStringLiteral("<p><b>%1</b><br>%2</p>").arg(title, text.toHtmlEscaped());
}

QString sizeText(const FormulaCard& card)
{
    QStringList features;
    for (const std::string& feature : card.features)
        features << shown(feature);
    const QString names = features.isEmpty() ? QObject::tr("none") : features.join(QStringLiteral(", "));
    return QObject::tr("%1 nodes, depth %2; features used: %3").arg(card.length).arg(card.depth).arg(names);
}

QString boxText(const ValidityBox& box)
{
    QStringList sides;
    for (const std::size_t feature : box.used)
        sides << QObject::tr("%1 from %2 to %3")
                     .arg(shown(box.names[feature]), numberText(box.sides[feature].low),
                          numberText(box.sides[feature].high));
    return sides.join(QStringLiteral("; "));
}

QString coefficientTable(const FormulaUncertainty& uncertainty, const std::vector<std::string>& names)
{
    const QString confidence = QObject::tr("%1 % interval").arg(numberText(100.0 * uncertainty.settings.confidence));
    QString text = QStringLiteral("<table cellpadding=\"4\">") +
                   row({}, {QObject::tr("Value"), confidence, QObject::tr("Standard error")}, "th");
    for (std::size_t i = 0; i < uncertainty.coefficients.size(); ++i) {
        const CoefficientInterval& coefficient = uncertainty.coefficients[i];
        const QString interval =
            std::isfinite(coefficient.standardError)
                ? QObject::tr("%1 to %2")
                      .arg(numberText(coefficient.interval.low), numberText(coefficient.interval.high))
                : QObject::tr("not determined");
        text += row(shown(constantNameOf(i + 1, names)),
                    {numberText(coefficient.value), interval, numberText(coefficient.standardError)}, "td");
    }
    return text + QStringLiteral("</table>");
}

QString coefficientsText(const FormulaCard& card, const std::vector<std::string>& names)
{
    const QString title = QObject::tr("Constants");
    if (!card.bounds.uncertainty)
        return paragraph(title, shown(card.bounds.noIntervalsBecause));
    const FormulaUncertainty& uncertainty = *card.bounds.uncertainty;
    if (uncertainty.coefficients.empty())
        return {};
    constexpr double FarFromFit = 0.1; // standard errors
    QString text =
        paragraph(title, shown(textWithNamedConstants(card.formula, names))) + coefficientTable(uncertainty, names);
    if (uncertainty.distanceFromFit > FarFromFit)
        text += paragraph(QObject::tr("These intervals mean little"),
                          QObject::tr("the constants are not fitted to the training rows; refit them first."));
    return text;
}

/// How far a new observation may lie from a prediction, and what that rests on.
QString predictionsText(const PredictionBounds& bounds, const QString& unit)
{
    const QString title = QObject::tr("Predictions");
    if (!bounds.haveIntervals())
        return bounds.uncertainty ? paragraph(title, shown(bounds.noIntervalsBecause)) : QString();
    const FormulaUncertainty& uncertainty = *bounds.uncertainty;
    const bool relative = uncertainty.settings.measure == ErrorMeasure::MeanRelative;
    const QString size = relative ? percentText(uncertainty.quantile)
                                  : (numberText(uncertainty.quantile) + QLatin1Char(' ') + unit).trimmed();
    QString basis = QObject::tr("the errors of %1 training rows, each as if it had been left out");
    if (bounds.restOnHeldRows)
        basis = bounds.heldChose ? QObject::tr("the errors of %1 validation rows, which may have taken part in "
                                               "choosing the formula, so that this is somewhat narrow")
                                 : QObject::tr("the errors of %1 validation rows");
    return paragraph(title, QObject::tr("A new observation lies within %1 of its prediction in %2 % of the cases, near "
                                        "the middle of the rows: by %3.")
                                .arg(size, numberText(100.0 * uncertainty.settings.confidence),
                                     basis.arg(uncertainty.calibrationRows)));
}

} // namespace

QString errorsLine(const StudiedFormula& formula, const StudiedFormula* before)
{
    const bool relative = hasRelativeErrors(formula);
    const QString unit = targetUnitOf(*formula.train.rows);
    const ErrorText errorText = relative ? ErrorText(relativeText) : [&unit](const Metrics& errors) {
        return (numberText(errors.mae) + QLatin1Char(' ') + unit).trimmed();
    };
    QStringList parts;
    for (const Part& part : Parts) {
        const StudiedPart* former = before != nullptr ? &(before->*part.part) : nullptr;
        parts << QObject::tr(part.title).toLower() + QLatin1Char(' ') +
                     beside((formula.*part.part).errors, former, errorText);
    }
    return QObject::tr("%1: %2").arg(relative ? QObject::tr("MRE") : QObject::tr("MAE"),
                                     parts.join(QStringLiteral("  ·  ")));
}

QString formulaCardText(const FormulaCard& card, const StudiedFormula& formula, const StudiedFormula* before)
{
    const std::vector<std::string> names = variableNamesOf(formula);
    QString text = QStringLiteral("<h3>%1</h3>").arg(formula.origin.toHtmlEscaped());
    text += paragraph(shown(card.target) + QStringLiteral(" ="), shown(toText(card.rawFormula, card.featureNames)));
    if (card.isStandardised())
        text += paragraph(QObject::tr("As searched, in standardised features"), shown(toText(card.formula, names)));
    text += paragraph(QObject::tr("Size"), sizeText(card));
    text += errorTable(formula, before);
    if (const QString rules = protectedRules(card.formula); !rules.isEmpty())
        text += paragraph(QObject::tr("Protected functions"), rules);
    if (!card.box.used.empty())
        text += paragraph(QObject::tr("Fitted for; beyond, it extrapolates"), boxText(card.box));
    return text + coefficientsText(card, names) + predictionsText(card.bounds, targetUnitOf(*formula.train.rows));
}

CardSubject cardSubjectOf(const StudiedFormula& formula)
{
    return {formula.formula,
            formula.scaler,
            {{"training", formula.train.rows}, {"validation", formula.validation.rows}, {"test", formula.test.rows}},
            1,
            true}; // a candidate is chosen with their errors in view
}

} // namespace wattline::ui

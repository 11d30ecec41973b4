// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/formula_work.h"

#include "core/data/split.h"
#include "core/evaluation/formula_analysis.h"
#include "core/evaluation/refit.h"
#include "core/expression/edit.h"
#include "core/expression/evaluate.h"
#include "core/expression/names.h"
#include "core/expression/print.h"
#include "core/expression/simplify.h"
#include "ui/plots/expression_text.h"
#include "ui/style/text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QUndoCommand>
#include <cmath>

namespace wattline::ui {

namespace {

/// Puts one formula in the place of another. A step of a data set that is no longer open does nothing and is forgotten.
class FormulaStep : public QUndoCommand {
public:
    FormulaStep(Session& session, QString title, std::shared_ptr<const StudiedFormula> after)
        : QUndoCommand(title.replace(QLatin1Char('&'), QLatin1String("&&"))),
          m_session(session),
          m_dataset(session.dataset()),
          m_before(session.studied()),
          m_after(std::move(after))
    {
    }

    void redo() override { study(m_after); }
    void undo() override { study(m_before); }

private:
    void study(const std::shared_ptr<const StudiedFormula>& formula)
    {
        if (m_session.dataset() == m_dataset)
            m_session.setStudied(formula);
        else
            setObsolete(true);
    }

    Session& m_session;
    std::shared_ptr<const BuiltDataset> m_dataset;
    std::shared_ptr<const StudiedFormula> m_before;
    std::shared_ptr<const StudiedFormula> m_after;
};

/// An edit of the studied formula, and how its steps are called.
struct FormulaEdit {
    QString title;  ///< "Fold log(params)"
    QString remark; ///< what the origin of the formula says of it afterwards: "edited"
    std::function<Result<Expression>(const StudiedFormula& formula, const RunContext& context)> run;
};

QString originAfter(const QString& origin, const QString& remark)
{
    return origin.endsWith(remark) ? origin : QObject::tr("%1, %2").arg(origin, remark);
}

Result<StudiedFormula> edited(StudiedFormula formula, const FormulaEdit& edit, const RunContext& context)
{
    Result<Expression> expression = edit.run(formula, context);
    if (!expression)
        return expression.error();
    formula.formula = *std::move(expression);
    formula.origin = originAfter(formula.origin, edit.remark);
    formula.followsSearch = false;
    return withErrors(std::move(formula));
}

void apply(Session& session, FormulaUnits units, const FormulaEdit& edit)
{
    const std::shared_ptr<const StudiedFormula> before = session.studied();
    if (!before)
        return;
    const auto deliver = [&session, before, title = edit.title](Result<StudiedFormula> after) {
        if (session.studied() != before)
            return;
        if (after)
            session.undoStack().push(
                new FormulaStep(session, title, std::make_shared<const StudiedFormula>(*std::move(after))));
        else if (after.error().kind != ErrorKind::Canceled)
            session.post(Severity::Warning, shown(after.error().message));
    };
    const auto compute = [formula = inUnits(*before, units), edit](const RunContext& context) {
        return edited(formula, edit, context);
    };
    session.start(edit.title, workOf<StudiedFormula>(compute, deliver));
}

/// "Fold log(params)": what an edit of one node is called.
QString titleOf(const Session& session, const QString& verb, const FormulaPlace& place)
{
    const StudiedFormula formula = inUnits(*session.studied(), place.units);
    return verb.arg(shortText(subtree(formula.formula, place.node), variableNamesOf(formula)));
}

bool hasNode(const Session& session, const FormulaPlace& place)
{
    return session.studied() && place.node < inUnits(*session.studied(), place.units).formula.nodes.size();
}

std::optional<Metrics> errorsOn(const StudiedFormula& formula, const StudiedPart& part)
{
    if (part.rows->rows() == 0)
        return std::nullopt;
    const Eigen::VectorXd predicted = evaluate(formula.formula, formula.scaler.transform(part.rows->features));
    if (!predicted.allFinite())
        return std::nullopt;
    return metricsOf(part.rows->target, predicted);
}

Scaler unchanging(Eigen::Index features)
{
    return {Eigen::RowVectorXd::Zero(features), Eigen::RowVectorXd::Ones(features)};
}

} // namespace

bool isStandardised(const StudiedFormula& formula)
{
    return (formula.scaler.mean.array() != 0.0).any() || (formula.scaler.scale.array() != 1.0).any();
}

StudiedFormula inUnits(const StudiedFormula& formula, FormulaUnits units)
{
    StudiedFormula standing = formula;
    if (units == FormulaUnits::Measured && isStandardised(formula)) {
        standing.formula = formula.measured();
        standing.scaler = unchanging(formula.scaler.mean.size());
    }
    return standing;
}

std::vector<std::string> variableNamesOf(const StudiedFormula& formula)
{
    std::vector<std::string> names = formula.train.rows->featureNames;
    if (isStandardised(formula)) {
        for (std::string& name : names)
            name = "z_" + name;
    }
    return names;
}

RegressionData rowsInUnitsOf(const StudiedFormula& formula, const StudiedPart& part)
{
    RegressionData rows = *part.rows;
    rows.features = formula.scaler.transform(rows.features);
    return rows;
}

StudiedFormula withErrors(StudiedFormula formula)
{
    for (StudiedPart StudiedFormula::*part :
         {&StudiedFormula::train, &StudiedFormula::validation, &StudiedFormula::test})
        (formula.*part).errors = errorsOn(formula, formula.*part);
    return formula;
}

std::optional<StudiedFormula> formulaToWrite(const Session& session)
{
    StudiedFormula formula;
    formula.origin = QObject::tr("Own formula");
    if (const auto studied = session.studied()) {
        formula.train.rows = studied->train.rows;
        formula.validation.rows = studied->validation.rows;
        formula.test.rows = studied->test.rows;
    } else if (const SearchState& search = session.search(); search.train) {
        formula.train.rows = search.train;
        formula.validation.rows = search.validation;
        formula.test.rows = search.test;
    } else if (const auto data = session.learningData(); data && data->rows() >= 5) {
        const auto seed = static_cast<std::uint32_t>(session.settings().search.seed());
        const Split split = holdOutSplit(static_cast<std::size_t>(data->rows()), seed);
        formula.train.rows = std::make_shared<const RegressionData>(selectRows(*data, split.train));
        formula.validation.rows = std::make_shared<const RegressionData>(selectRows(*data, split.validation));
        formula.test.rows = std::make_shared<const RegressionData>(selectRows(*data, split.test));
    } else {
        return std::nullopt;
    }
    formula.scaler = unchanging(formula.train.rows->features.cols());
    return formula;
}

void foldNode(Session& session, const FormulaPlace& place)
{
    if (!hasNode(session, place))
        return;
    const auto run = [place](const StudiedFormula& formula, const RunContext&) -> Result<Expression> {
        const Eigen::MatrixXd features = formula.scaler.transform(formula.train.rows->features);
        const double median = medianValue(subtree(formula.formula, place.node), features);
        if (std::isnan(median))
            return Error{ErrorKind::Numeric, "The node has no finite value over the training rows to fold it to."};
        return withConstant(formula.formula, place.node, median);
    };
    apply(session, place.units, {titleOf(session, QObject::tr("Fold %1"), place), QObject::tr("edited"), run});
}

void deleteNode(Session& session, const FormulaPlace& place)
{
    if (!hasNode(session, place))
        return;
    const auto run = [place](const StudiedFormula& formula, const RunContext&) -> Result<Expression> {
        if (std::optional<Expression> rest = withoutNode(formula.formula, place.node))
            return *std::move(rest);
        return Error{ErrorKind::Data, "Without this node nothing is left of the formula."};
    };
    apply(session, place.units, {titleOf(session, QObject::tr("Delete %1"), place), QObject::tr("edited"), run});
}

void changeFunction(Session& session, const FormulaPlace& place, Op function)
{
    if (!hasNode(session, place))
        return;
    const auto run = [place, function](const StudiedFormula& formula, const RunContext&) -> Result<Expression> {
        return withFunction(formula.formula, place.node, function);
    };
    const std::string name(nameOf(function));
    apply(session, place.units,
          {titleOf(session, QObject::tr("Change %1 to %2").arg(QStringLiteral("%1"), shown(name)), place),
           QObject::tr("edited"), run});
}

void simplifyStudied(Session& session, FormulaUnits units)
{
    const auto run = [](const StudiedFormula& formula, const RunContext&) -> Result<Expression> {
        Expression shorter = simplified(formula.formula);
        if (shorter == formula.formula)
            return Error{ErrorKind::Data, "The formula is as simple as it can be made."};
        return shorter;
    };
    apply(session, units, {QObject::tr("Simplify"), QObject::tr("simplified"), run});
}

void refitStudied(Session& session, FormulaUnits units)
{
    const auto run = [](const StudiedFormula& formula, const RunContext& context) -> Result<Expression> {
        return refitted(formula.formula, rowsInUnitsOf(formula, formula.train), context);
    };
    apply(session, units, {QObject::tr("Refit Constants"), QObject::tr("refitted"), run});
}

void studyOwnFormula(Session& session, StudiedFormula formula)
{
    const QString title = QObject::tr("Own Formula %1").arg(shortText(formula.formula, variableNamesOf(formula)));
    session.undoStack().push(
        new FormulaStep(session, title, std::make_shared<const StudiedFormula>(std::move(formula))));
}

QString formulaAs(const Session& session, const Notation& notation)
{
    if (!session.studied())
        return {};
    const StudiedFormula formula = inUnits(*session.studied(), FormulaUnits::Measured);
    return shown(notation.write(formula.formula, variableNamesOf(formula)));
}

void copyFormula(const Session& session, const Notation& notation)
{
    if (session.studied())
        QGuiApplication::clipboard()->setText(formulaAs(session, notation));
}

} // namespace wattline::ui

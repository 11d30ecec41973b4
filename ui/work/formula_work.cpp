// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/formula_work.h"

#include "core/evaluation/formula_analysis.h"
#include "core/evaluation/refit.h"
#include "core/expression/edit.h"
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

/// Puts one formula in the place of another. A step of a data set that is no longer open, or of another search, does
/// nothing and is forgotten, and so does one that would leave no formula where a search offers some.
class FormulaStep : public QUndoCommand {
public:
    FormulaStep(Session& session, QString title, std::shared_ptr<const StudiedFormula> after)
        : QUndoCommand(title.replace(QLatin1Char('&'), QLatin1String("&&"))),
          m_session(session),
          m_dataset(session.dataset()),
          m_train(session.search().train),
          m_before(session.studied()),
          m_after(std::move(after))
    {
    }

    void redo() override { study(m_after); }
    void undo() override { study(m_before); }

private:
    void study(const std::shared_ptr<const StudiedFormula>& formula)
    {
        const SearchState& search = m_session.search();
        const bool empties = !formula && !search.history.empty();
        if (m_session.dataset() == m_dataset && search.train == m_train && !empties)
            m_session.setStudied(formula);
        else
            setObsolete(true);
    }

    Session& m_session;
    std::shared_ptr<const BuiltDataset> m_dataset;
    std::shared_ptr<const RegressionData> m_train; ///< of the search
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

/// The studied formula, which a running search replaces no more: an edit of it would come too late.
std::shared_ptr<const StudiedFormula> pinned(Session& session)
{
    const auto studied = session.studied();
    if (!studied || !studied->followsSearch)
        return studied;
    auto own = std::make_shared<StudiedFormula>(*studied);
    own->followsSearch = false;
    session.setStudied(own);
    return own;
}

void apply(Session& session, FormulaUnits units, const FormulaEdit& edit)
{
    const std::shared_ptr<const StudiedFormula> followed = session.studied();
    const std::shared_ptr<const StudiedFormula> before = pinned(session);
    if (!before)
        return;
    const auto deliver = [&session, followed, before, title = edit.title](Result<StudiedFormula> after) {
        if (session.studied() != before)
            return;
        if (after)
            return session.undoStack().push(
                new FormulaStep(session, title, std::make_shared<const StudiedFormula>(*std::move(after))));
        session.setStudied(followed); // not edited: the search goes on offering
        if (after.error().kind != ErrorKind::Canceled)
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

} // namespace

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

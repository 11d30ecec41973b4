// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/search_choice.h"

#include "ui/style/text.h"
#include "ui/window_memory.h"
#include "ui/work/search_shelf.h"
#include "ui/work/search_words.h"
#include "ui/work/search_work.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace wattline::ui {

namespace {

enum class Choice { Continue, StartFresh, Nothing };

/// What changed of the settings, and from when on it acts.
QString changesText(const SearchState& search, const SearchSettings& next)
{
    if (next.mode != search.settings.mode)
        return QObject::tr(
                   "The settings chosen now are of %1 mode; the present search is of %2 mode and would continue "
                   "with its own settings.")
            .arg(modeName(next.mode), modeName(search.settings.mode));
    const QStringList changes = settingChanges(search.settings, next);
    if (changes.isEmpty())
        return {};
    return QObject::tr("The settings have changed since: %1. They would act from generation %2 on.")
        .arg(changes.join(QStringLiteral(", ")))
        .arg(search.history.size() + 1);
}

Choice askHowToGoOn(const SearchState& search, const SearchSettings& next, QWidget* parent)
{
    const QString began = momentText(search.started);
    QMessageBox question(QMessageBox::Question, QObject::tr("Formula Search"),
                         QObject::tr("Continue the search of %1 after %2, or start a fresh one?")
                             .arg(began, generationsText(search.history.size())),
                         QMessageBox::Cancel, parent);
    QStringList details{changesText(search, next),
                        QObject::tr("A fresh one takes the place of its history and its result.")};
    details.removeAll(QString());
    question.setInformativeText(details.join(QLatin1Char(' ')));
    QPushButton* goOn = question.addButton(QObject::tr("&Continue"), QMessageBox::AcceptRole);
    const QPushButton* fresh = question.addButton(QObject::tr("Start &Fresh"), QMessageBox::DestructiveRole);
    question.setDefaultButton(goOn);
    question.exec();
    if (question.clickedButton() == goOn)
        return Choice::Continue;
    return question.clickedButton() == fresh ? Choice::StartFresh : Choice::Nothing;
}

/// The chosen settings, or the search's own where those are of another mode.
SearchSettings settingsToGoOn(const Session& session)
{
    const SearchSettings& chosen = session.settings().search;
    const SearchSettings& own = session.search().settings;
    return chosen.mode == own.mode ? chosen : own;
}

bool isPausedUnchanged(const Session& session)
{
    return session.search().run == SearchRun::Paused &&
           settingChanges(session.search().settings, session.settings().search).isEmpty() &&
           session.search().settings.mode == session.settings().search.mode;
}

/// False: it cannot be kept, and goes on.
bool endAndKeep(Session& session)
{
    const Result<std::filesystem::path> kept = session.shelf()->keep();
    if (!kept) {
        session.post(Severity::Problem, shown(kept.error().message));
        return false;
    }
    session.endTasks(); // a running search writes its checkpoint anew
    std::error_code error;
    if (std::filesystem::exists(session.shelf()->runningFile(), error))
        (void)session.shelf()->keepAs(*kept); // else what was kept a few seconds ago stays
    return true;
}

} // namespace

QString startTitle(const Session& session)
{
    if (session.search().run == SearchRun::Paused)
        return QObject::tr("Resume");
    return QObject::tr("Start");
}

bool mayStart(const Session& session)
{
    return !session.isRunning(Job::Search) &&
           (session.learningData() || mayGoOn(session.search(), session.settings().search));
}

bool mayPause(const Session& session)
{
    return session.isRunning(Job::Search) && session.search().isRunning() && !session.search().pauses;
}

bool mayStop(const Session& session)
{
    return session.isRunning(Job::Search) || session.search().run == SearchRun::Paused;
}

bool mayContinue(const Session& session)
{
    return !session.isRunning(Job::Search) && mayGoOn(session.search(), session.settings().search);
}

bool maySave(const Session& session)
{
    return session.search().isAtRest() || (session.isRunning(Job::Search) && session.search().isRunning());
}

void startByDialog(Session& session, QWidget* parent)
{
    if (!mayStart(session))
        return;
    if (isPausedUnchanged(session))
        return resumeSearch(session, session.settings().search);
    if (mayGoOn(session.search(), session.settings().search))
        return continueOrStartFresh(session, parent);
    startSearch(session, session.settings().search);
}

void continueOrStartFresh(Session& session, QWidget* parent)
{
    switch (askHowToGoOn(session.search(), session.settings().search, parent)) {
    case Choice::Continue:
        return resumeSearch(session, settingsToGoOn(session));
    case Choice::StartFresh:
        return startSearch(session, session.settings().search);
    case Choice::Nothing:
        break;
    }
}

void saveSearchByDialog(Session& session, QWidget* parent)
{
    const QString proposed = rememberedFolder() + QStringLiteral("/search.wattline-search");
    const QString file = QFileDialog::getSaveFileName(parent, QObject::tr("Save Checkpoint"), proposed,
                                                      QObject::tr("Searches (*.wattline-search);;All files (*)"));
    if (file.isEmpty())
        return;
    rememberFolder(QFileInfo(file).absolutePath());
    saveSearch(session, pathOf(file));
}

bool mayEndSearch(Session& session, QWidget* parent)
{
    const SearchRun run = session.search().run;
    const bool matters = session.isRunning(Job::Search) || run == SearchRun::Paused;
    bool keeps = false;
    if (matters) {
        QMessageBox question(QMessageBox::Question, QObject::tr("Wattline"),
                             run == SearchRun::Paused ? QObject::tr("A formula search is paused.")
                                                      : QObject::tr("A formula search is still running."),
                             QMessageBox::Cancel, parent);
        QPushButton* keep = nullptr;
        if (session.shelf() && !session.search().history.empty()) {
            question.setInformativeText(
                QObject::tr("Its checkpoint may be kept: the next start of Wattline offers to resume it."));
            keep = question.addButton(QObject::tr("&Keep Checkpoint"), QMessageBox::AcceptRole);
        }
        const QPushButton* stop = question.addButton(QObject::tr("Stop and Close"), QMessageBox::DestructiveRole);
        if (keep != nullptr)
            question.setDefaultButton(keep);
        else
            question.setDefaultButton(QMessageBox::Cancel);
        question.exec();
        keeps = keep != nullptr && question.clickedButton() == keep;
        if (!keeps && question.clickedButton() != stop)
            return false;
    }
    if (keeps)
        return endAndKeep(session);
    session.endTasks();
    if (session.shelf())
        session.shelf()->discard();
    return true;
}

} // namespace wattline::ui

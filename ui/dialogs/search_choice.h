// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace wattline::ui {

class Session;

/// What Start does by now: "Start" or "Resume".
QString startTitle(const Session& session);
/// Whether there is a search to start or to go on with.
bool mayStart(const Session& session);
/// Whether there is one to pause, to stop, to continue, to save.
bool mayPause(const Session& session);
bool mayStop(const Session& session);
bool mayContinue(const Session& session);
bool maySave(const Session& session);

/// Starts a search, or resumes the paused one; asks whether to continue or to start fresh where one was stopped, or the
/// settings have changed since it began.
void startByDialog(Session& session, QWidget* parent);

/// Asks whether to continue the search at rest or to start a fresh one, and does it.
void continueOrStartFresh(Session& session, QWidget* parent);

/// Asks for a file and writes the search to it.
void saveSearchByDialog(Session& session, QWidget* parent);

/// Asks what shall become of a search that runs or is paused, before the window closes; false: the window stays, and
/// so does the search. Else it has ended, and its checkpoint is kept or removed.
bool mayEndSearch(Session& session, QWidget* parent);

} // namespace wattline::ui

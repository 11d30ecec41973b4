// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session.h"
#include "ui/style/palette.h"

namespace wattline::ui {

/// What --render asks for.
struct RenderRequest {
    QString page; ///< "trace", "features", "search", "compare", "report" or "window"
    QString file; ///< a picture of the page (PNG), or its figure in print (PDF, SVG)
    Ground ground = Ground::Light;
};

/// Waits until the session's tasks have ended, draws the page and writes it. Returns the exit code: 0, 1 where a file
/// could not be read or written (said on standard error), 2 for a page that does not exist.
int renderPage(Session& session, const RenderRequest& request);

} // namespace wattline::ui

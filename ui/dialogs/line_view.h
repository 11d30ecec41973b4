// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/file_lines.h"

#include <QDialog>

namespace wattline::ui {

class Session;

/// Some lines of a file with their numbers, to be read and copied, not changed; the one that matters is marked.
class LineView : public QDialog {
    Q_OBJECT

public:
    LineView(const std::filesystem::path& path, const FileLines& lines, std::size_t marked, QWidget* parent = nullptr);
};

/// Reads the surroundings of a line on a task and shows them; a message where that fails.
void showLine(Session& session, const std::filesystem::path& path, std::size_t line, QWidget* parent);

} // namespace wattline::ui

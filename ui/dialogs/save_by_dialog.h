// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <filesystem>
#include <functional>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace wattline::ui {

class Session;

/// Something that is to become a file.
struct FileToSave {
    QString caption; ///< of the dialog: "Export Figure"
    QString title;   ///< the proposed name: a path loses its folder and suffix, blanks become underscores
    QString suffix;  ///< "pdf"
    std::function<Result<void>(const std::filesystem::path&)> write;
};

/// Asks for a file, writes it and says where; where it cannot be written it offers another place.
void saveByDialog(Session& session, const FileToSave& file, QWidget* parent);

} // namespace wattline::ui

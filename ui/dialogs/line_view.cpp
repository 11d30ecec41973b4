// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/line_view.h"

#include "ui/session.h"
#include "ui/style/text.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTextBlock>
#include <QVBoxLayout>

namespace wattline::ui {

namespace {

constexpr std::size_t LinesAround = 12;

} // namespace

LineView::LineView(const std::filesystem::path& path, const FileLines& lines, std::size_t marked, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Line %1 of %2").arg(marked).arg(fileName(path)));
    auto* text = new QPlainTextEdit;
    text->setAccessibleName(tr("Lines of the file"));
    text->setReadOnly(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    const auto digits = QString::number(lines.first + lines.lines.size()).size();
    QStringList numbered;
    for (std::size_t i = 0; i < lines.lines.size(); ++i)
        numbered << QStringLiteral("%1  %2").arg(lines.first + i, static_cast<int>(digits)).arg(shown(lines.lines[i]));
    text->setPlainText(numbered.join(QLatin1Char('\n')));
    QTextCursor cursor(text->document()->findBlockByNumber(static_cast<int>(marked - lines.first)));
    text->setTextCursor(cursor);
    QTextEdit::ExtraSelection mark;
    mark.cursor = cursor;
    mark.format.setBackground(palette().highlight());
    mark.format.setForeground(palette().highlightedText());
    mark.format.setProperty(QTextFormat::FullWidthSelection, true);
    text->setExtraSelections({mark});
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(text, 1);
    layout->addWidget(buttons);
    resize(90 * text->fontMetrics().averageCharWidth(), 30 * text->fontMetrics().lineSpacing());
}

void showLine(Session& session, const std::filesystem::path& path, std::size_t line, QWidget* parent)
{
    session.start(Session::tr("Reading %1").arg(fileName(path)),
                  workOf<FileLines>(
                      [path, line](const RunContext& context) { return linesAround(path, line, LinesAround, context); },
                      [&session, path, line, parent = QPointer<QWidget>(parent)](Result<FileLines> lines) {
                          if (!lines) {
                              if (lines.error().kind != ErrorKind::Canceled)
                                  session.post(Severity::Problem, shown(lines.error().message));
                              return;
                          }
                          auto* view = new LineView(path, *lines, line, parent);
                          view->setAttribute(Qt::WA_DeleteOnClose);
                          view->open();
                      }));
}

} // namespace wattline::ui

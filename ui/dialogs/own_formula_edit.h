// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>
#include <optional>

QT_BEGIN_NAMESPACE
class QCompleter;
QT_END_NAMESPACE

namespace wattline::ui {

/// A field for a formula: completes the names that it knows while a word is written (Ctrl+Space asks for them), and
/// underlines where something is wrong. Tab leaves it.
class OwnFormulaEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit OwnFormulaEdit(const QStringList& words, QWidget* parent = nullptr);

    QString text() const { return toPlainText(); }
    /// Underlines so many characters from the first on: the one before where there are none, as at the end.
    void markMistake(std::optional<std::pair<qsizetype, qsizetype>> place);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString wordBeforeCursor() const;
    void complete(const QString& word);
    void offerWords(qsizetype leastLetters);

    QCompleter* m_completer;
};

} // namespace wattline::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/network_dialog.h"

#include "core/tasks/networks/network_names.h"
#include "ui/style/text.h"
#include "ui/tables/sorted_table.h"
#include "ui/tasks/latest_task.h"
#include "ui/window_memory.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

namespace wattline::ui {

namespace {

bool isCalledLike(const NetworkDescription& network, const std::string& part)
{
    return comparableName(network.name).find(part) != std::string::npos ||
           std::any_of(network.otherNames.begin(), network.otherNames.end(),
                       [&](const std::string& other) { return comparableName(other).find(part) != std::string::npos; });
}

} // namespace

NetworkDialog::NetworkDialog(QWidget* parent)
    : QDialog(parent),
      m_files(std::make_shared<const std::vector<NetworkFile>>(networkCatalogue().begin(), networkCatalogue().end())),
      m_find(new QLineEdit),
      m_networks(networkColumns()),
      m_list(new SortedTable(&m_networks)),
      m_view(new NetworkView),
      m_message(new QLabel),
      m_reading(new LatestTask(this))
{
    setWindowTitle(tr("Network Catalogue"));
    auto* halves = new QSplitter(Qt::Horizontal);
    halves->addWidget(makeList());
    halves->addWidget(m_view);
    halves->setStretchFactor(1, 1);
    halves->setChildrenCollapsible(false);
    halves->setHandleWidth(12);
    halves->setSizes({270, 970});
    m_message->setAccessibleName(tr("Message"));
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText); // it quotes the file
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_message->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton* open = buttons->addButton(tr("&Open Description…"), QDialogButtonBox::ActionRole);
    open->setToolTip(tr("Read networks of your own from a file; the user guide says how they are written"));
    open->setAutoDefault(false);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(halves, 1);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    resize(1240, 680);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(open, &QPushButton::clicked, this, &NetworkDialog::askForDescription);
    fillList();
    m_list->fitColumns();
    m_find->setFocus();
}

QWidget* NetworkDialog::makeList()
{
    m_find->setAccessibleName(tr("Find a network"));
    m_find->setPlaceholderText(tr("Find a network"));
    m_find->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Networks"));
    connect(m_find, &QLineEdit::textChanged, this, &NetworkDialog::fillList);
    connect(m_list, &SortedTable::rowChosen, this, &NetworkDialog::showChosen);
    auto* list = new QWidget;
    auto* layout = new QVBoxLayout(list);
    layout->setContentsMargins({});
    layout->addWidget(m_find);
    layout->addWidget(m_list);
    return list;
}

void NetworkDialog::askForDescription()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open Description"), rememberedFolder(),
                                                      tr("Network descriptions (*.net);;All files (*)"));
    if (path.isEmpty())
        return;
    rememberFolder(QFileInfo(path).absolutePath());
    openDescription(path);
}

void NetworkDialog::openDescription(const QString& path)
{
    m_reading->ask(tr("Reading %1").arg(fileName(pathOf(path))),
                   workOf<NetworkFile>([path](const RunContext&) { return readNetworks(pathOf(path)); },
                                       [this](Result<NetworkFile> file) {
                                           m_message->setVisible(!file);
                                           if (file)
                                               addDescription(std::move(*file));
                                           else
                                               m_message->setText(shown(file.error().message));
                                       }));
}

void NetworkDialog::addDescription(NetworkFile file)
{
    auto files = std::make_shared<std::vector<NetworkFile>>(*m_files);
    std::erase_if(*files, [&](const NetworkFile& known) { return known.file == file.file; });
    files->insert(files->begin(), std::move(file));
    m_files = std::move(files);
    m_chosen = {}; // the first of the list, so that of the file
    const QSignalBlocker quiet(m_find);
    m_find->clear();
    fillList();
}

void NetworkDialog::fillList()
{
    const std::string part = comparableName(plain(m_find->text()));
    std::vector<FoundNetwork> networks = networksOf(*m_files);
    std::erase_if(networks, [&](const FoundNetwork& found) { return !isCalledLike(*found.network, part); });
    const auto chosen = std::find_if(networks.begin(), networks.end(),
                                     [this](const FoundNetwork& found) { return found.network == m_chosen.network; });
    const auto row = chosen == networks.end() ? 0 : chosen - networks.begin();
    const QSignalBlocker quiet(m_list);
    m_networks.setRows(std::move(networks));
    m_list->chooseRow(static_cast<int>(row));
    m_list->scrollTo(m_list->currentIndex());
    showChosen();
}

void NetworkDialog::showChosen()
{
    const std::optional<int> row = m_list->chosenRow();
    const FoundNetwork chosen = row ? m_networks.rows()[static_cast<std::size_t>(*row)] : FoundNetwork{};
    if (chosen.network != nullptr && chosen.network == m_chosen.network)
        return; // its sizes stay as they were set
    m_chosen = chosen;
    m_view->showNetwork(m_files, m_chosen);
}

} // namespace wattline::ui

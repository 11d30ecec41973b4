// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/find_widget.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/recordings.h"
#include "ui/dialogs/network_dialog.h"
#include "ui/tables/sorted_table.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTest>

using namespace wattline;
using namespace wattline::ui;
using test::button;
using test::named;

namespace {

struct Catalogue {
    NetworkDialog dialog;

    Catalogue() { dialog.show(); }

    SortedTable* list() const { return named<SortedTable>(dialog, "Networks"); }
    SortedTable* layers() const { return named<SortedTable>(dialog, "Layers"); }
    QSpinBox* box(const char* name) const { return named<QSpinBox>(dialog, name); }
    QString text(const char* label) const { return named<QLabel>(dialog, label)->text(); }
    void find(const QString& name) const { named<QLineEdit>(dialog, "Find a network")->setText(name); }
    bool totalsHold(const QString& part) const { return text("Totals").contains(part); }
};

} // namespace

class NetworkDialogTest : public QObject {
    Q_OBJECT

    test::TestFolder m_folder;

    QString file(const char* name, const std::string& text) const
    {
        return QString::fromStdString(m_folder.write(name, text).string());
    }

private slots:
    void init() { test::failOnQtWarnings(); }

    void beginsWithTheFirstNetworkCounted()
    {
        const Catalogue catalogue;
        QCOMPARE(catalogue.list()->model()->rowCount(), 24);
        QVERIFY(catalogue.text("Network").contains("ResNet-18"));
        QTRY_VERIFY(catalogue.totalsHold("11,689,512"));
        QVERIFY(catalogue.totalsHold("11.69 M"));
        QVERIFY(catalogue.totalsHold("full rules"));
        QVERIFY(catalogue.totalsHold("CalFlops"));
        const QAbstractItemModel& layers = *catalogue.layers()->model();
        QCOMPARE(layers.index(0, 1).data().toString(), QString("conv 64 kernel 7 stride 2 pad 3"));
        QCOMPARE(layers.index(0, 4).data().toString(), QString("118,013,952"));
        const QAbstractItemModelTester tester(catalogue.layers()->model());
    }

    void findingNarrowsTheListAndChoosesTheFirst()
    {
        const Catalogue catalogue;
        catalogue.find("vit_b");
        QCOMPARE(catalogue.list()->model()->rowCount(), 2);
        QTRY_VERIFY(catalogue.totalsHold("86,567,656"));
        catalogue.find("ViT-B/32");
        QTRY_VERIFY(catalogue.totalsHold("88,224,232"));
        catalogue.find(""); // the chosen one stays chosen
        QCOMPARE(catalogue.list()->model()->rowCount(), 24);
        QVERIFY(catalogue.text("Network").contains("ViT-B/32"));
        catalogue.find("nothing of the sort");
        QCOMPARE(catalogue.list()->model()->rowCount(), 0);
        QVERIFY(catalogue.text("Network").contains("No network is called so"));
        QVERIFY(catalogue.text("Totals").isEmpty());
        QCOMPARE(catalogue.layers()->model()->rowCount(), 0);
    }

    void theCountsFollowTheSizes()
    {
        const Catalogue catalogue;
        catalogue.find("resnet50");
        catalogue.box("Image size")->setValue(512);
        QTRY_VERIFY(catalogue.totalsHold("42,881,548,288"));
        catalogue.box("Classes")->setValue(10);
        QTRY_VERIFY(catalogue.totalsHold("23,528,522"));
    }

    void findingTheSameNetworkKeepsItsSizes()
    {
        const Catalogue catalogue;
        catalogue.find("resnet5");
        catalogue.box("Image size")->setValue(512);
        catalogue.find("resnet50");
        QCOMPARE(catalogue.box("Image size")->value(), 512);
        catalogue.find("resnet10");
        QCOMPARE(catalogue.box("Image size")->value(), 224);
    }

    void onlySizesThatTheNetworkHasAreAskedFor()
    {
        const Catalogue catalogue;
        QVERIFY(catalogue.box("Image size")->isVisible());
        QVERIFY(!catalogue.box("Sequence length")->isVisible());
        catalogue.find("bert-base");
        QVERIFY(!catalogue.box("Image size")->isVisible());
        QVERIFY(!catalogue.box("Classes")->isVisible());
        catalogue.box("Sequence length")->setValue(512);
        QTRY_VERIFY(catalogue.totalsHold("96,743,718,912"));
    }

    void saysWhyASizeDoesNotFit()
    {
        const Catalogue catalogue;
        catalogue.find("ViT-B/16");
        QTRY_VERIFY(catalogue.totalsHold("86,567,656"));
        catalogue.box("Image size")->setValue(225);
        QTRY_VERIFY(catalogue.totalsHold("a side of 225 is no multiple of its patches of 16"));
        QCOMPARE(catalogue.layers()->model()->rowCount(), 0);
    }

    void opensADescriptionOfOnesOwn()
    {
        Catalogue catalogue;
        catalogue.dialog.openDescription(file("own.net", "network Tiny\n image 8 channels 1\n conv 2 kernel 3\nend\n"));
        QTRY_COMPARE(catalogue.list()->model()->rowCount(), 25);
        QVERIFY(catalogue.text("Network").contains("Tiny"));
        QTRY_VERIFY(catalogue.totalsHold("648")); // 2 * 9 * 6 * 6 multiply-adds
        catalogue.dialog.openDescription(file("own.net", "network Other\n image 8 channels 1\n relu\nend\n"));
        QTRY_VERIFY(catalogue.text("Network").contains("Other")); // the same file anew
        QCOMPARE(catalogue.list()->model()->rowCount(), 25);
    }

    void saysWhatIsWrongWithADescription()
    {
        Catalogue catalogue;
        catalogue.dialog.openDescription(file("broken.net", "network Tiny\n image 8 channels 1\n cnov 2\nend\n"));
        QTRY_VERIFY(catalogue.text("Message").contains("broken.net:3:2: \"cnov\" is no layer"));
        QCOMPARE(catalogue.list()->model()->rowCount(), 24);
        catalogue.dialog.openDescription(file("own.net", "network Tiny\n image 8 channels 1\n relu\nend\n"));
        QTRY_VERIFY(!named<QLabel>(catalogue.dialog, "Message")->isVisible());
    }

    void copiesEveryLayer()
    {
        const Catalogue catalogue;
        catalogue.find("vgg11");
        QTRY_COMPARE(catalogue.layers()->model()->rowCount(), 28);
        button(catalogue.dialog, "Copy Table")->click();
        const QStringList lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 29);
        QVERIFY(lines.front().startsWith("Part\tLayer\tOutput\tParameters"));
    }
};

QTEST_MAIN(NetworkDialogTest)
#include "tst_network_dialog.moc"

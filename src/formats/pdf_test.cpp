// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf.h"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>

namespace landport::formats {
namespace {

Document list_of(int rows) {
  Document d;
  d.title = "装车清单";
  d.place = "成都国际铁路港（青白江）";
  d.at = *parse_instant("2026-11-29T00:00:00.123Z");
  d.at_text = "2026-11-29 08:00";
  d.facts = {{"列车运行", "CD-LOD-20261201"}, {"Wagons", "55"}};
  DocumentTable table{"车辆与箱", {{"车序", 1, true}, {"箱号", 3, false}, {"总重", 2, true}}, {}, "没有箱"};
  for (int i = 1; i <= rows; ++i) table.rows.push_back({std::to_string(i), "CSQU" + std::to_string(1'000'000 + i), "20,000 kg"});
  d.tables.push_back(std::move(table));
  d.signatures = {"装车员", "列检员"};
  return d;
}

// What a reader of the file sees, a form feed after each page; poppler's own eyes, not ours.
std::string seen(std::string const& pdf, std::string const& program, std::string const& after = {}) {
  auto const file = testing::TempDir() + "landport_pdf_test.pdf";
  std::ofstream(file, std::ios::binary) << pdf;
  auto const command = program + " " + file + after;
  std::unique_ptr<FILE, int (*)(FILE*)> const pipe(popen(command.c_str(), "r"), pclose);
  std::string out;
  std::array<char, 4096> part;
  for (std::size_t n = 0; pipe && (n = fread(part.data(), 1, part.size(), pipe.get())) > 0;) out.append(part.data(), n);
  return out;
}
std::string text_of(std::string const& pdf, std::string const& options = "-layout") {
  return seen(pdf, "pdftotext " + options, " -");
}
std::vector<std::string> pages_of(std::string const& text) {
  std::vector<std::string> pages;
  for (std::size_t from = 0, to; (to = text.find('\f', from)) != std::string::npos; from = to + 1) pages.push_back(text.substr(from, to - from));
  return pages;
}
bool has(std::string const& text, std::string_view words) { return text.find(words) != std::string::npos; }

TEST(Pdf, ChineseAndLatinAreReadAsTheyWereWritten) {
  auto const pages = pages_of(text_of(write_pdf(list_of(3))));
  ASSERT_EQ(pages.size(), 1u);
  for (auto const* words : {"装车清单", "成都国际铁路港（青白江）", "列车运行", "CD-LOD-20261201", "车辆与箱", "CSQU1000003", "20,000 kg", "装车员", "2026-11-29 08:00", "第 1 页，共 1 页"})
    EXPECT_TRUE(has(pages[0], words)) << words << "\n" << pages[0];
}

TEST(Pdf, EveryRowStandsOnceAndEachPageHasItsHeadingsAndNumber) {
  auto const pages = pages_of(text_of(write_pdf(list_of(120))));
  ASSERT_EQ(pages.size(), 3u);
  std::string all;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    EXPECT_TRUE(has(pages[i], "箱号")) << i;
    EXPECT_TRUE(has(pages[i], "第 " + std::to_string(i + 1) + " 页，共 3 页")) << pages[i];
    all += pages[i];
  }
  for (int i = 1; i <= 120; ++i) {
    auto const unit = "CSQU" + std::to_string(1'000'000 + i);
    EXPECT_EQ(all.find(unit), all.rfind(unit)) << unit;
    EXPECT_TRUE(has(all, unit)) << unit;
  }
}

TEST(Pdf, ATextThatIsTooLongForItsCellIsWrappedAndNotCut) {
  auto d = list_of(1);
  d.tables[0].rows[0][1] = "三号轨道吊大车行走机构异响，已通知维修班组，夜间二十二时前不得使用，改由四号轨道吊作业";
  auto text = text_of(write_pdf(d), "-raw");
  std::erase(text, '\n');
  EXPECT_TRUE(has(text, d.tables[0].rows[0][1])) << text;
}

TEST(Pdf, AnEmptyTableSaysSo) {
  EXPECT_TRUE(has(text_of(write_pdf(list_of(0))), "没有箱"));
}

TEST(Pdf, TheSameDocumentGivesTheSameBytesAndItsMomentIsTheFilesDate) {
  auto const once = write_pdf(list_of(60));
  EXPECT_EQ(once, write_pdf(list_of(60)));
  auto const info = seen(once, "TZ=UTC pdfinfo -isodates");
  EXPECT_TRUE(has(info, "CreationDate:    2026-11-29T00:00:00Z")) << info;
  EXPECT_TRUE(has(info, "装车清单") && has(info, "A4")) << info;
  auto later = list_of(60);
  later.at = later.at + seconds(1);
  EXPECT_NE(once, write_pdf(later));
}

TEST(Pdf, APageTakesMilliseconds) {
  write_pdf(list_of(1));  // the fonts are found once
  auto const begin = std::chrono::steady_clock::now();
  write_pdf(list_of(400));
  auto const ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  auto const pages = pages_of(text_of(write_pdf(list_of(400)))).size();
  RecordProperty("ms_per_page", std::to_string(ms / static_cast<double>(pages)));
  std::printf("pdf: %.1f ms per page (%zu pages)\n", ms / static_cast<double>(pages), pages);
  EXPECT_LT(ms / static_cast<double>(pages), 250);
}

}  // namespace
}  // namespace landport::formats

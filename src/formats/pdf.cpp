// SPDX-License-Identifier: Apache-2.0
#include "formats/pdf.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace landport::formats {

namespace {

// Points; A4 is 210 by 297 mm.
constexpr double width = 595.28, height = 841.89, margin = 40, foot = 30, pad = 3;
constexpr char const* family = "WenQuanYi Micro Hei, Noto Sans CJK SC, Sans";

struct Free {
  void operator()(cairo_surface_t* s) const { cairo_surface_destroy(s); }
  void operator()(cairo_t* c) const { cairo_destroy(c); }
  void operator()(PangoLayout* l) const { g_object_unref(l); }
  void operator()(PangoFontDescription* f) const { pango_font_description_free(f); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

cairo_status_t take(void* closure, unsigned char const* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<char const*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

class Paper {
 public:
  explicit Paper(Document const& document) : document_(document) {
    surface_.reset(cairo_pdf_surface_create_for_stream(take, &bytes_, width, height));
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, document.title.c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATOR, "Landport");
    auto const date = to_text(Instant{document.at.ms / 1000 * 1000});
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
    cairo_.reset(cairo_create(surface_.get()));
    layout_.reset(pango_cairo_create_layout(cairo_.get()));
    // Widths as on paper, not as on a screen whose pixels they are fitted to.
    auto* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(pango_layout_get_context(layout_.get()), options);
    cairo_font_options_destroy(options);
    pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
  }

  // Draws when `pages` is known; counts the pages when it is 0.
  int draw(int pages) {
    pages_ = pages;
    page_ = 0;
    begin_page();
    facts();
    for (auto const& table : document_.tables) draw_table(table);
    sign();
    if (pages_ > 0) cairo_show_page(cairo_.get());
    return page_;
  }
  std::string finish() {
    cairo_surface_finish(surface_.get());
    auto const status = cairo_surface_status(surface_.get());
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
    return std::move(bytes_);
  }

 private:
  // The height that the text takes in that width; drawn when there is a place for it.
  double text(std::string const& words, double size, bool bold, double room, double x, double y, bool right, bool draw) {
    Owned<PangoFontDescription> const font(pango_font_description_from_string(family));
    pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout_.get(), font.get());
    pango_layout_set_alignment(layout_.get(), right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_width(layout_.get(), static_cast<int>(room * PANGO_SCALE));
    pango_layout_set_text(layout_.get(), words.c_str(), static_cast<int>(words.size()));
    int w = 0, h = 0;
    pango_layout_get_size(layout_.get(), &w, &h);
    if (draw && pages_ > 0) {
      cairo_move_to(cairo_.get(), x, y);
      pango_cairo_show_layout(cairo_.get(), layout_.get());
    }
    return static_cast<double>(h) / PANGO_SCALE;
  }
  double put(std::string const& words, double size, bool bold, double room, double x, bool right = false) {
    return text(words, size, bold, room, x, y_, right, true);
  }
  void line(double y, double grey) {
    if (pages_ == 0) return;
    cairo_set_source_rgb(cairo_.get(), grey, grey, grey);
    cairo_set_line_width(cairo_.get(), 0.6);
    cairo_move_to(cairo_.get(), margin, y);
    cairo_line_to(cairo_.get(), width - margin, y);
    cairo_stroke(cairo_.get());
    cairo_set_source_rgb(cairo_.get(), 0, 0, 0);
  }
  void begin_page() {
    if (page_ > 0 && pages_ > 0) cairo_show_page(cairo_.get());
    ++page_;
    y_ = margin;
    auto const high = put(document_.title, 16, true, (width - 2 * margin) * 0.6, margin);
    text(document_.place, 9, false, (width - 2 * margin) * 0.4, margin + (width - 2 * margin) * 0.6, y_ + 2, true, true);
    text(document_.at_text, 9, false, (width - 2 * margin) * 0.4, margin + (width - 2 * margin) * 0.6, y_ + 14, true, true);
    y_ += std::max(high, 28.0) + 4;
    line(y_, 0);
    auto const number = document_.chinese ? "第 " + std::to_string(page_) + " 页，共 " + std::to_string(pages_) + " 页"
                                          : "Page " + std::to_string(page_) + " of " + std::to_string(pages_);
    text(number, 9, false, width - 2 * margin, margin, height - foot, true, true);
    y_ += 8;
  }
  bool fits(double high) const { return y_ + high <= height - foot - 8; }

  void facts() {
    for (auto const& [label, value] : document_.facts) {
      auto const high = text(value, 10, false, width - 2 * margin - 110, 0, 0, false, false);
      if (!fits(high)) begin_page();
      put(label, 10, true, 104, margin);
      put(value, 10, false, width - 2 * margin - 110, margin + 110);
      y_ += high + 3;
    }
  }
  double column_width(DocumentTable const& table, std::size_t i) const {
    int sum = 0;
    for (auto const& c : table.columns) sum += c.weight;
    return (width - 2 * margin) * table.columns[i].weight / std::max(1, sum);
  }
  // One row of cells, its height measured first.
  double row_height(DocumentTable const& table, std::vector<std::string> const& cells, bool bold) {
    double high = 0;
    for (std::size_t i = 0; i < cells.size() && i < table.columns.size(); ++i)
      high = std::max(high, text(cells[i], 9, bold, column_width(table, i) - 2 * pad, 0, 0, false, false));
    return high + 2 * pad;
  }
  void draw_row(DocumentTable const& table, std::vector<std::string> const& cells, bool bold, double high) {
    double x = margin;
    for (std::size_t i = 0; i < cells.size() && i < table.columns.size(); ++i) {
      auto const room = column_width(table, i);
      text(cells[i], 9, bold, room - 2 * pad, x + pad, y_ + pad, table.columns[i].right, true);
      x += room;
    }
    y_ += high;
    line(y_, bold ? 0 : 0.75);
  }
  void headings(DocumentTable const& table) {
    std::vector<std::string> titles;
    for (auto const& c : table.columns) titles.push_back(c.title);
    draw_row(table, titles, true, row_height(table, titles, true));
  }
  void draw_table(DocumentTable const& table) {
    // The heading, the columns' names and a first row stand together.
    if (!fits(70)) begin_page();
    y_ += 8;
    y_ += put(table.title, 12, true, width - 2 * margin, margin) + 3;
    if (table.rows.empty()) {
      y_ += put(table.empty, 10, false, width - 2 * margin, margin) + 3;
      return;
    }
    headings(table);
    for (auto const& row : table.rows) {
      auto const high = row_height(table, row, false);
      if (!fits(high)) {
        begin_page();
        headings(table);
      }
      draw_row(table, row, false, high);
    }
  }
  void sign() {
    if (document_.signatures.empty()) return;
    if (!fits(50)) begin_page();
    y_ += 26;
    double const room = (width - 2 * margin) / static_cast<double>(document_.signatures.size());
    double x = margin;
    for (auto const& who : document_.signatures) {
      text(who + "：____________________", 10, false, room, x, y_, false, true);
      x += room;
    }
  }

  Document const& document_;
  std::string bytes_;
  Owned<cairo_surface_t> surface_;
  Owned<cairo_t> cairo_;
  Owned<PangoLayout> layout_;
  int pages_ = 0, page_ = 0;
  double y_ = 0;
};

}  // namespace

std::string write_pdf(Document const& document) {
  Paper paper(document);
  paper.draw(paper.draw(0));
  return paper.finish();
}

}  // namespace landport::formats

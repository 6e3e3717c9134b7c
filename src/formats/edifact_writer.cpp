// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "formats/edifact.h"

namespace landport::formats {

EdifactWriter::EdifactWriter(ServiceCharacters characters, bool line_breaks)
    : characters_(characters), line_breaks_(line_breaks) {}

void EdifactWriter::service_string() {
  end_segment();
  auto const or_blank = [](char c) { return c == '\0' ? ' ' : c; };
  out_ += "UNA";
  out_ += characters_.component;
  out_ += characters_.element;
  out_ += characters_.decimal;
  out_ += or_blank(characters_.release);
  out_ += or_blank(characters_.repetition);
  out_ += characters_.terminator;
  if (line_breaks_) out_ += '\n';
}

void EdifactWriter::open_interchange(std::string_view sender, std::string_view recipient,
                                     std::string_view reference, std::string_view date, std::string_view time,
                                     int version) {
  interchange_reference_ = reference;
  messages_ = 0;
  segment("UNB").element("UNOC").component(std::to_string(version)).element(sender).element(recipient);
  element(date).component(time).element(reference);
}

void EdifactWriter::open_message(std::string_view reference, std::string_view type, std::string_view release,
                                 std::string_view association) {
  message_reference_ = reference;
  segment("UNH").element(reference).element(type).component("D").component(release).component("UN");
  component(association);
  message_segments_ = 1;
}

void EdifactWriter::close_message() {
  auto const count = message_segments_ + 1;
  segment("UNT").element(std::to_string(count)).element(message_reference_);
  ++messages_;
}

void EdifactWriter::close_interchange() {
  segment("UNZ").element(std::to_string(messages_)).element(interchange_reference_);
}

EdifactWriter& EdifactWriter::segment(std::string_view tag) {
  end_segment();
  open_ = true;
  ++message_segments_;
  out_ += tag;
  significant_ = element_begin_ = out_.size();
  return *this;
}

EdifactWriter& EdifactWriter::element(std::string_view text) {
  out_.resize(std::max(significant_, element_begin_));
  out_ += characters_.element;
  element_begin_ = out_.size();
  append(text);
  return *this;
}

EdifactWriter& EdifactWriter::component(std::string_view text) {
  out_ += characters_.component;
  append(text);
  return *this;
}

EdifactWriter& EdifactWriter::repeat(std::string_view text) {
  LP_ASSERT(characters_.repetition != '\0', "repetitions are written with a repetition separator");
  out_ += characters_.repetition;
  append(text);
  return *this;
}

void EdifactWriter::append(std::string_view text) {
  auto const& s = characters_;
  for (char const c : text) {
    if (c == '\r' || c == '\n') {
      out_ += ' ';
      continue;
    }
    auto const special = c == s.component || c == s.element || c == s.terminator || c == s.release ||
                         (s.repetition != '\0' && c == s.repetition);
    if (special && s.release != '\0') out_ += s.release;
    out_ += c;
  }
  if (!text.empty()) significant_ = out_.size();
}

void EdifactWriter::end_segment() {
  if (!open_) return;
  out_.resize(significant_);
  out_ += characters_.terminator;
  if (line_breaks_) out_ += '\n';
  open_ = false;
}

std::string const& EdifactWriter::text() {
  end_segment();
  return out_;
}

}  // namespace landport::formats

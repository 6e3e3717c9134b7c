// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cstring>

#include "formats/edifact.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace landport::formats {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool is_line_break(char c) {
  return c == '\r' || c == '\n';
}

bool is_tag(std::string_view tag) {
  return tag.size() == 3 && std::all_of(tag.begin(), tag.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
         });
}

// One bit for each of 64 bytes: set for the five separators and for control characters up to carriage return.
// The work is the same for every byte, so that there is nothing to mispredict; the walk then jumps from bit
// to bit.
std::uint64_t special_mask(char const* bytes, ServiceCharacters const& s) {
#if defined(__SSE2__)
  auto const component = _mm_set1_epi8(s.component), element = _mm_set1_epi8(s.element);
  auto const release = _mm_set1_epi8(s.release), repetition = _mm_set1_epi8(s.repetition);
  auto const terminator = _mm_set1_epi8(s.terminator), control = _mm_set1_epi8('\r');
  std::uint64_t mask = 0;
  for (int i = 0; i < 4; ++i) {
    auto const v = _mm_loadu_si128(reinterpret_cast<__m128i const*>(bytes + 16 * i));
    auto hit = _mm_or_si128(_mm_cmpeq_epi8(v, component), _mm_cmpeq_epi8(v, element));
    hit = _mm_or_si128(hit, _mm_or_si128(_mm_cmpeq_epi8(v, release), _mm_cmpeq_epi8(v, repetition)));
    hit = _mm_or_si128(
        hit, _mm_or_si128(_mm_cmpeq_epi8(v, terminator), _mm_cmpeq_epi8(_mm_min_epu8(v, control), v)));
    mask |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(hit))) << (16 * i);
  }
  return mask;
#else
  std::uint64_t mask = 0;
  for (int i = 0; i < 64; ++i) {
    char const c = bytes[i];
    bool const hit = (c == s.component) | (c == s.element) | (c == s.release) | (c == s.repetition) |
                     (c == s.terminator) | (static_cast<unsigned char>(c) <= '\r');
    mask |= static_cast<std::uint64_t>(hit) << i;
  }
  return mask;
#endif
}

}  // namespace

std::size_t Segment::elements() const {
  return occurrence_count_ == 0 ? 0 : occurrences_[occurrence_count_ - 1].element;
}

std::size_t Segment::find(std::size_t element, std::size_t repeat) const {
  if (repeat == 0) return nowhere;
  for (std::size_t i = element; i < occurrence_count_ && occurrences_[i].element <= element; ++i) {
    if (occurrences_[i].element == element) {
      auto const wanted = i + repeat - 1;
      return wanted < occurrence_count_ && occurrences_[wanted].element == element ? wanted : nowhere;
    }
  }
  return nowhere;
}

std::size_t Segment::repeats(std::size_t element) const {
  auto const first = find(element, 1);
  if (first == nowhere) return 0;
  auto last = first;
  while (last + 1 < occurrence_count_ && occurrences_[last + 1].element == element) ++last;
  return last - first + 1;
}

std::size_t Segment::components(std::size_t element, std::size_t repeat) const {
  auto const i = find(element, repeat);
  return i == nowhere ? 0 : occurrences_[i + 1].first - occurrences_[i].first;
}

std::string_view Segment::at_repeated(std::size_t element, std::size_t component, std::size_t repeat) const {
  auto const i = find(element, repeat);
  if (i == nowhere) return {};
  auto const piece = occurrences_[i].first + component - 1;
  return piece < occurrences_[i + 1].first ? pieces_[piece] : std::string_view{};
}

std::string Segment::place(std::size_t element, std::size_t component) const {
  auto text = "segment " + std::to_string(number_) + " " + std::string(tag());
  if (element > 0) text += ", element " + std::to_string(element);
  if (component > 0) text += ", component " + std::to_string(component);
  return text + ", byte " + std::to_string(offset_);
}

EdifactTokenizer::EdifactTokenizer(EdifactLimits limits) : limits_(limits) {
  segment_.pieces_.resize(limits_.segment_components + 1);
  segment_.occurrences_.resize(limits_.segment_components + 2);
  set_characters({});
}

void EdifactTokenizer::set_characters(ServiceCharacters const& characters) {
  characters_ = characters;
  scan_ = characters;
  if (scan_.release == '\0') scan_.release = scan_.component;
  if (scan_.repetition == '\0') scan_.repetition = scan_.component;
}

void EdifactTokenizer::use_default_repetition() {
  if (declared_ || characters_.repetition != '\0') return;
  auto characters = characters_;
  characters.repetition = '*';
  set_characters(characters);
  point_scanner_at(at_);
}

void EdifactTokenizer::feed(std::string_view chunk) {
  chunk_offset_ += chunk_.size();
  chunk_ = chunk;
  at_ = 0;
  point_scanner_at(0);
}

Result<EdifactStep> EdifactTokenizer::next() {
  EdifactStep step{};
  if (!advance(step)) return no(*refused_);
  return step;
}

bool EdifactTokenizer::advance(EdifactStep& step) {
  if (refused_) return false;
  if (carry_.empty() && take_segment_in_chunk()) {
    step = EdifactStep::segment;
    return true;
  }
  auto next = carry_.empty() ? next_in_chunk() : next_in_carry();
  if (next) {
    step = *next;
    return true;
  }
  refused_ = std::move(next.error());
  return false;
}

// The case of nearly every segment: it lies in the chunk as a whole and there is nothing to say against it.
// False when it is not so, with everything as before.
bool EdifactTokenizer::take_segment_in_chunk() {
  skip_blanks();
  auto const rest = chunk_.substr(at_);
  if (rest.size() < 4 || (rest[0] == 'U' && rest[1] == 'N' && rest[2] == 'A')) return false;
  auto const begin = at_;
  carry_released_ = false;
  if (walk_fast() != Walk::done || at_ - begin > limits_.segment_bytes + 1 || !take_tag()) {
    at_ = begin;
    point_scanner_at(begin);
    return false;
  }
  segment_.offset_ = chunk_offset_ + begin;
  segment_.number_ = ++segments_;
  return true;
}

bool EdifactTokenizer::take_tag() {
  auto const tag = segment_.pieces_[0];
  if (!is_tag(tag)) return false;
  std::copy(tag.begin(), tag.end(), segment_.tag_.begin());
  return true;
}

void EdifactTokenizer::skip_blanks() {
  for (; at_ < chunk_.size(); ++at_) {
    // A doubled terminator ends an empty segment: nothing is lost with it.
    if (is_blank(chunk_[at_]) || chunk_[at_] == characters_.terminator) continue;
    auto const offset = chunk_offset_ + at_;
    if (offset >= byte_order_mark.size() || chunk_[at_] != byte_order_mark[offset]) return;
  }
}

// Takes "UNA" and its six characters. False when `head` is not the whole of it.
Result<bool> EdifactTokenizer::take_service_string(std::string_view head) {
  if (head.size() < 9) return false;
  ServiceCharacters s{head[3], head[4], head[5], head[6], head[7], head[8]};
  if (s.repetition == ' ') s.repetition = '\0';
  if (s.release == ' ') s.release = '\0';
  std::string used{s.component, s.element, s.terminator};
  if (s.release != '\0') used += s.release;
  if (s.repetition != '\0') used += s.repetition;
  auto const meaningless = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ' ||
           c == '\0' || static_cast<unsigned char>(c) >= 0x80;
  };
  auto const breaks = is_line_break(s.component) || is_line_break(s.element) || is_line_break(s.release) ||
                      is_line_break(s.repetition);
  auto sorted = used;
  std::sort(sorted.begin(), sorted.end());
  if (breaks || std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end() ||
      std::any_of(used.begin(), used.end(), meaningless)) {
    return no(refused("edifact.una"));
  }
  set_characters(s);
  declared_ = true;
  return true;
}

std::uint64_t EdifactTokenizer::classify(std::size_t block) const {
  if (block + 64 <= chunk_.size()) return special_mask(chunk_.data() + block, scan_);
  if (block >= chunk_.size()) return 0;
  char padded[64];
  auto const left = chunk_.size() - block;
  std::memcpy(padded, chunk_.data() + block, left);
  std::memset(padded + left, 'A', 64 - left);
  return special_mask(padded, scan_);
}

void EdifactTokenizer::point_scanner_at(std::size_t position) {
  block_ = position & ~std::size_t{63};
  mask_ = classify(block_) & (~std::uint64_t{0} << (position & 63));
}

std::size_t EdifactTokenizer::next_special() {
  while (mask_ == 0) {
    block_ += 64;
    if (block_ >= chunk_.size()) return nowhere;
    mask_ = classify(block_);
  }
  auto const position = block_ + static_cast<std::size_t>(std::countr_zero(mask_));
  mask_ &= mask_ - 1;
  return position;
}

void EdifactTokenizer::begin_pieces() {
  segment_.piece_count_ = 0;
  segment_.occurrence_count_ = 1;
  segment_.occurrences_[0] = {0, 0};
  segment_.repeated_ = false;
}

bool EdifactTokenizer::add_piece(char const* begin, std::size_t size) {
  if (segment_.piece_count_ == limits_.segment_components) return false;
  segment_.pieces_[segment_.piece_count_++] = std::string_view(begin, size);
  return true;
}

void EdifactTokenizer::end_pieces() {
  segment_.occurrences_[segment_.occurrence_count_] = {static_cast<std::uint32_t>(segment_.piece_count_), 0};
}

// Splits the segment that begins at at_ while it looks for its terminator. A segment with release characters
// or line breaks is left to `split`, which takes them out.
EdifactTokenizer::Walk EdifactTokenizer::walk_fast() {
  auto const* const data = chunk_.data();
  auto const s = scan_;
  auto begin = at_;
  begin_pieces();
  for (;;) {
    auto const position = next_special();
    if (position == nowhere) return Walk::more;
    if (position < begin) continue;
    char const c = data[position];
    if (c == s.element || c == s.component || c == s.terminator) {
      if (!add_piece(data + begin, position - begin)) return Walk::overflow;
      begin = position + 1;
      if (c == s.component) continue;
      if (c == s.terminator) {
        end_pieces();
        at_ = begin;
        return Walk::done;
      }
      auto& count = segment_.occurrence_count_;
      segment_.occurrences_[count] = {static_cast<std::uint32_t>(segment_.piece_count_),
                                      segment_.occurrences_[count - 1].element + 1};
      ++count;
      continue;
    }
    if (c != s.release && c != s.repetition && !is_line_break(c))
      continue;  // a control character that means nothing
    auto const end = find_terminator(position);
    if (end == nowhere) return Walk::more;
    auto const raw = chunk_.substr(at_, end - at_);
    at_ = end + 1;
    point_scanner_at(at_);
    return split(raw);
  }
}

// The place of the first terminator from `from` on that no release character precedes; notes for the carry
// whether a release character is left waiting at the end. Line breaks between a release character and its
// character do not count.
std::size_t EdifactTokenizer::find_terminator(std::size_t from) {
  bool released = carry_released_;
  for (auto i = from; i < chunk_.size(); ++i) {
    char const c = chunk_[i];
    if (is_line_break(c) && c != characters_.terminator) continue;
    if (released) {
      released = false;
    } else if (c == characters_.terminator) {
      carry_released_ = false;
      return i;
    } else {
      released = characters_.release != '\0' && c == characters_.release;
    }
  }
  carry_released_ = released;
  return nowhere;
}

// Splits a whole segment without its terminator, character by character; pieces that need no change stay
// views of it.
EdifactTokenizer::Walk EdifactTokenizer::split(std::string_view raw) {
  auto const& s = characters_;
  scratch_.clear();
  scratch_.reserve(raw.size());  // never moves: what is written is not longer than what is read
  begin_pieces();
  std::size_t begin = 0;
  std::size_t clean_begin = 0;  // in scratch_
  bool changed = false;
  auto end_piece = [&](std::size_t end) {
    auto const ok = changed ? add_piece(scratch_.data() + clean_begin, scratch_.size() - clean_begin)
                            : add_piece(raw.data() + begin, end - begin);
    begin = end + 1;
    clean_begin = scratch_.size();
    changed = false;
    return ok;
  };
  auto drop = [&](std::size_t i) {
    if (!changed) scratch_.append(raw.substr(begin, i - begin));
    changed = true;
  };
  bool released = false;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    char const c = raw[i];
    if (is_line_break(c)) {
      drop(i);
      continue;
    }
    if (!released) {
      if (s.release != '\0' && c == s.release) {
        drop(i);
        released = true;
        continue;
      }
      auto const repeats = s.repetition != '\0' && c == s.repetition;
      if (c == s.component || c == s.element || repeats) {
        if (!end_piece(i)) return Walk::overflow;
        if (c == s.component) continue;
        auto& count = segment_.occurrence_count_;
        segment_.occurrences_[count] = {static_cast<std::uint32_t>(segment_.piece_count_),
                                        segment_.occurrences_[count - 1].element + (repeats ? 0 : 1)};
        ++count;
        segment_.repeated_ |= repeats;
        continue;
      }
    }
    released = false;
    if (changed) scratch_ += c;
  }
  if (!end_piece(raw.size())) return Walk::overflow;
  end_pieces();
  return Walk::done;
}

Result<EdifactStep> EdifactTokenizer::next_in_chunk() {
  for (;;) {
    skip_blanks();
    if (at_ >= chunk_.size()) return finished_ ? EdifactStep::end : EdifactStep::hungry;
    segment_.offset_ = chunk_offset_ + at_;
    auto const rest = chunk_.substr(at_);
    if (!rest.starts_with("UNA")) break;
    auto taken = take_service_string(rest);
    if (!taken) return no(std::move(taken.error()));
    if (!*taken) return at_end_of_chunk();
    at_ += 9;
    point_scanner_at(at_);
  }
  auto const begin = at_;
  carry_released_ = false;
  auto const walk = walk_fast();
  if (walk == Walk::more) return at_end_of_chunk();
  if (walk == Walk::done && at_ - begin > limits_.segment_bytes + 1)
    return no(refused("edifact.segment_too_long"));
  return emit(walk);
}

// Keeps the unfinished segment that begins at at_ for the next chunk.
Result<EdifactStep> EdifactTokenizer::at_end_of_chunk() {
  auto const rest = chunk_.substr(at_);
  if (rest.size() > limits_.segment_bytes) return no(refused("edifact.segment_too_long"));
  carry_ = rest;
  carry_offset_ = chunk_offset_ + at_;
  at_ = chunk_.size();
  if (!finished_) return EdifactStep::hungry;
  return no(refused("edifact.truncated"));
}

Result<EdifactStep> EdifactTokenizer::next_in_carry() {
  segment_.offset_ = carry_offset_;
  // The service string has no terminator to look for: its nine bytes are counted.
  constexpr std::string_view service = "UNA";
  while (carry_.starts_with(service.substr(0, std::min(carry_.size(), service.size())))) {
    if (carry_.size() >= service.size()) {
      auto taken = take_service_string(carry_);
      if (!taken) return no(std::move(taken.error()));
      if (*taken) {
        carry_.clear();
        point_scanner_at(at_);
        return next_in_chunk();
      }
    }
    if (at_ == chunk_.size()) {
      if (!finished_) return EdifactStep::hungry;
      return no(refused("edifact.truncated"));
    }
    if (carry_.size() < service.size() && chunk_[at_] != service[carry_.size()]) break;
    carry_ += chunk_[at_++];
  }
  auto const end = find_terminator(at_);
  auto const piece = chunk_.substr(at_, (end == nowhere ? chunk_.size() : end) - at_);
  if (carry_.size() + piece.size() > limits_.segment_bytes) return no(refused("edifact.segment_too_long"));
  carry_ += piece;
  at_ += piece.size();
  if (end == nowhere) {
    if (!finished_) return EdifactStep::hungry;
    return no(refused("edifact.truncated"));
  }
  ++at_;
  point_scanner_at(at_);
  whole_.swap(carry_);
  carry_.clear();
  return emit(split(whole_));
}

Result<EdifactStep> EdifactTokenizer::emit(Walk walk) {
  if (walk == Walk::overflow) return no(refused("edifact.too_many_components"));
  segment_.number_ = ++segments_;
  if (!take_tag()) {
    return no(refused(segments_ == 1 ? "edifact.not_edifact" : "edifact.tag"));
  }
  return EdifactStep::segment;
}

Refusal EdifactTokenizer::refused(std::string_view code) const {
  auto const number = code == "edifact.tag" || code == "edifact.not_edifact" ? segments_ : segments_ + 1;
  return refuse(code).at("segment " + std::to_string(number) + ", byte " + std::to_string(segment_.offset_));
}

}  // namespace landport::formats

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "words/result.h"

namespace landport::formats {

// The six characters that an interchange gives a meaning (ISO 9735 service string advice, UNA). '\0' means
// "not used".
struct ServiceCharacters {
  char component = ':';
  char element = '+';
  char decimal = '.';
  char release = '?';
  char repetition = '\0';  // '*' by default from syntax version 4 on
  char terminator = '\'';
  bool operator==(ServiceCharacters const&) const = default;
};

struct EdifactLimits {
  std::size_t segment_bytes = 64u << 10;
  std::size_t segment_components = 4096;  // all components of all elements of one segment
};

// Three letters as one number, so that a reader can switch over tags.
constexpr std::uint32_t tag_code(std::string_view tag) {
  return tag.size() != 3 ? 0u
                         : (static_cast<std::uint32_t>(static_cast<unsigned char>(tag[0])) << 16) |
                               (static_cast<std::uint32_t>(static_cast<unsigned char>(tag[1])) << 8) |
                               static_cast<std::uint32_t>(static_cast<unsigned char>(tag[2]));
}

// One segment, split. Elements, components and repetitions are counted from 1, as in the UN directories;
// element 1 follows the tag. Its texts are views that hold until the tokenizer is asked for the next segment:
// into the fed bytes where that is possible, into its own memory where a release character or a line break
// had to be taken out. Its tag, number and offset are its own and hold until there is another segment, so that
// the place of the last one can still be named when the bytes are gone.
class Segment {
 public:
  std::string_view tag() const { return {tag_.data(), tag_.size()}; }
  std::uint32_t code() const { return tag_code(tag()); }
  std::uint64_t number() const { return number_; }  // in all that was fed, from 1; UNA does not count
  std::uint64_t offset() const { return offset_; }  // of the tag's first byte in all that was fed

  std::size_t elements() const;
  std::size_t repeats(std::size_t element) const;
  std::size_t components(std::size_t element, std::size_t repeat = 1) const;
  // Empty when there is no such component.
  std::string_view at(std::size_t element, std::size_t component = 1, std::size_t repeat = 1) const {
    if (!repeated_ && repeat == 1) {
      if (element >= occurrence_count_) return {};
      auto const piece = occurrences_[element].first + component - 1;
      return piece < occurrences_[element + 1].first ? pieces_[piece] : std::string_view{};
    }
    return at_repeated(element, component, repeat);
  }

  // "segment 14 EQD, element 2, component 1, byte 532"; without element or component when these are 0.
  std::string place(std::size_t element = 0, std::size_t component = 0) const;

 private:
  friend class EdifactTokenizer;
  struct Occurrence {
    std::uint32_t first = 0;    // index of its first component in pieces_
    std::uint32_t element = 0;  // repetitions of one element share its number; the tag is element 0
  };
  std::string_view at_repeated(std::size_t element, std::size_t component, std::size_t repeat) const;
  std::size_t find(std::size_t element, std::size_t repeat) const;

  std::array<char, 3> tag_{};
  std::vector<std::string_view> pieces_;
  std::vector<Occurrence> occurrences_;  // one more than counted: the end of the last
  std::size_t piece_count_ = 0, occurrence_count_ = 0;
  std::uint64_t number_ = 0, offset_ = 0;
  bool repeated_ = false;
};

enum class EdifactStep : std::uint8_t {
  segment,  // the next one is ready
  hungry,   // everything that was fed is used up: feed more, or finish()
  end,      // finished, and nothing is left
};

// Cuts bytes into segments: UNA (anywhere a segment may begin, so that interchanges can follow each other),
// release characters, repetitions, line breaks and blanks after a terminator, line breaks inside a segment
// (wrapped files: they are taken out). Chunks may end anywhere. Nothing is allocated per segment, and only a
// segment that lies across two chunks is copied. One thread.
//
// Refuses "edifact.una", "edifact.not_edifact", "edifact.tag", "edifact.truncated",
// "edifact.segment_too_long", "edifact.too_many_components"; after a refusal it stays refused.
class EdifactTokenizer {
 public:
  explicit EdifactTokenizer(EdifactLimits limits = {});

  // Takes the next bytes. They must stay until `next` says hungry; only then may more be fed.
  void feed(std::string_view chunk);
  // No more bytes will come.
  void finish() { finished_ = true; }
  Result<EdifactStep> next();
  // The same without a Result to carry about for every segment: false when refused, with the reason in
  // refusal().
  bool advance(EdifactStep& step);
  Refusal const& refusal() const { return *refused_; }

  Segment const& segment() const { return segment_; }
  ServiceCharacters const& characters() const { return characters_; }
  // What UNB says of syntax version 4 when no UNA said anything of repetitions. Holds from the next segment
  // on.
  void use_default_repetition();

 private:
  enum class Walk : std::uint8_t { done, more, overflow };

  bool take_segment_in_chunk();
  bool take_tag();
  Result<EdifactStep> next_in_carry();
  Result<EdifactStep> next_in_chunk();
  Result<EdifactStep> at_end_of_chunk();
  Result<EdifactStep> emit(Walk walk);
  void skip_blanks();
  Result<bool> take_service_string(std::string_view head);
  void set_characters(ServiceCharacters const& characters);
  std::uint64_t classify(std::size_t block) const;
  void point_scanner_at(std::size_t position);
  std::size_t next_special();
  Walk walk_fast();
  std::size_t find_terminator(std::size_t from);
  Walk split(std::string_view raw);
  bool add_piece(char const* begin, std::size_t size);
  void begin_pieces();
  void end_pieces();
  Refusal refused(std::string_view code) const;

  EdifactLimits limits_;
  ServiceCharacters characters_;
  ServiceCharacters scan_;  // the same, with unused ones set to the component separator
  Segment segment_;

  std::string_view chunk_;
  std::size_t at_ = 0;  // where the next segment begins in chunk_
  std::uint64_t chunk_offset_ = 0;
  std::size_t block_ = 0;   // the 64 bytes of chunk_ that mask_ speaks of
  std::uint64_t mask_ = 0;  // the special characters in them that were not yet visited
  std::string carry_;       // the beginning of a segment whose end was not yet fed
  std::string whole_;       // such a segment when its end has come
  std::uint64_t carry_offset_ = 0;
  bool carry_released_ = false;  // carry_ ends with a release character that still waits for its character
  std::string scratch_;          // texts of this segment without their release characters and line breaks
  bool finished_ = false;
  bool declared_ = false;  // a UNA was seen
  std::uint64_t segments_ = 0;
  std::optional<Refusal> refused_;
};

// Who sent an interchange to whom (UNB).
struct Interchange {
  std::string syntax;  // "UNOC": the character repertoire, which says the encoding of the texts
  int version = 0;     // 1 to 4
  std::string sender, recipient, reference, prepared_date, prepared_time;
  bool test = false;
};

// What UNH says of a message.
struct MessageHead {
  std::string reference, type, version, release, agency, association;
  std::uint64_t segment = 0;  // the number of UNH
};

// How a wrong segment count, message count, group count or control reference is answered. `by_envelope`: an
// interchange in which less arrived than its sender counted, or with another reference, is refused, because
// something may be lost; more than was counted loses nothing and is noted, and so is anything wrong in an
// excerpt without UNB, which somebody cut out by hand. `note` is for a person who has looked and takes it as
// it is.
enum class ControlChecks : std::uint8_t { by_envelope, refuse, note };

// The tokenizer with the envelope checked: UNB and UNZ, UNG and UNE, UNH and UNT, their order, counts and
// references. Takes excerpts too: messages without UNB, or bare segments without UNH. Every segment is handed
// on, the service segments as well.
//
// Refuses what the tokenizer refuses, and "edifact.syntax_version", "edifact.envelope",
// "edifact.missing_element", "edifact.number", "edifact.count", "edifact.reference", "edifact.missing_end".
class EdifactReader {
 public:
  explicit EdifactReader(ControlChecks checks = ControlChecks::by_envelope, EdifactLimits limits = {});

  void feed(std::string_view chunk) { tokenizer_.feed(chunk); }
  void finish() { tokenizer_.finish(); }
  Result<EdifactStep> next();
  bool advance(EdifactStep& step);  // as in the tokenizer
  Refusal const& refusal() const { return *refused_; }

  Segment const& segment() const { return tokenizer_.segment(); }
  ServiceCharacters const& characters() const { return tokenizer_.characters(); }
  bool in_interchange() const { return interchange_open_; }
  bool in_message() const { return message_open_; }
  Interchange const& interchange() const { return interchange_; }  // the last one that was opened
  MessageHead const& message() const { return message_; }          // likewise
  // Counts and references that do not hold, where that is only noted.
  std::vector<Refusal> const& findings() const { return findings_; }

 private:
  Result<void> check();
  Result<void> open_interchange();
  Result<void> close_interchange();
  Result<void> open_group();
  Result<void> close_group();
  Result<void> open_message();
  Result<void> close_message();
  Result<void> check_end();
  Result<void> check_control(std::uint64_t counted, std::string_view reference);
  Result<void> doubt(Refusal refusal, bool loses);
  tl::unexpected<Refusal> misplaced(std::string_view expected) const;

  EdifactTokenizer tokenizer_;
  ControlChecks checks_;
  Interchange interchange_;
  MessageHead message_;
  std::vector<Refusal> findings_;
  std::string group_reference_;
  std::uint64_t groups_ = 0, messages_ = 0, group_messages_ = 0;
  bool interchange_open_ = false, group_open_ = false, message_open_ = false, bare_ = false;
  std::optional<Refusal> refused_;
};

// Writes segments with release characters, without trailing separators, and counts for UNT and UNZ. A line
// break in a text becomes a blank, because the syntax cannot carry one.
//
//   EdifactWriter w;
//   w.segment("EQD").element("CN").element("MSTI6415660").element("45G1").component("102").component("5");
class EdifactWriter {
 public:
  explicit EdifactWriter(ServiceCharacters characters = {}, bool line_breaks = true);

  void service_string();  // UNA
  void open_interchange(std::string_view sender, std::string_view recipient, std::string_view reference,
                        std::string_view date, std::string_view time, int version = 3);
  void open_message(std::string_view reference, std::string_view type, std::string_view release,
                    std::string_view association = {});
  void close_message();
  void close_interchange();

  EdifactWriter& segment(std::string_view tag);
  EdifactWriter& element(std::string_view text = {});
  EdifactWriter& component(std::string_view text = {});
  EdifactWriter& repeat(std::string_view text = {});  // needs a repetition separator

  // Everything so far; ends the open segment.
  std::string const& text();

 private:
  void end_segment();
  void append(std::string_view text);

  ServiceCharacters characters_;
  bool line_breaks_;
  std::string out_;
  std::string interchange_reference_, message_reference_;
  std::size_t significant_ = 0;  // the length of out_ without separators at its end
  std::size_t element_begin_ = 0;
  std::uint64_t message_segments_ = 0, messages_ = 0;
  bool open_ = false;
};

}  // namespace landport::formats

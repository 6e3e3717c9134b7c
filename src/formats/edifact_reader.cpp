// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "formats/edifact.h"

namespace landport::formats {
namespace {

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

EdifactReader::EdifactReader(ControlChecks checks, EdifactLimits limits)
    : tokenizer_(limits), checks_(checks) {}

Result<EdifactStep> EdifactReader::next() {
  EdifactStep step{};
  if (!advance(step)) return no(*refused_);
  return step;
}

bool EdifactReader::advance(EdifactStep& step) {
  if (refused_) return false;
  if (!tokenizer_.advance(step)) {
    refused_ = tokenizer_.refusal();
    return false;
  }
  if (step == EdifactStep::hungry) return true;
  auto const inside = message_open_ || bare_;
  if (step == EdifactStep::segment && inside && !segment().tag().starts_with("UN")) return true;
  auto checked = step == EdifactStep::segment ? check() : check_end();
  if (checked) return true;
  refused_ = std::move(checked.error());
  return false;
}

Result<void> EdifactReader::check() {
  switch (segment().code()) {
    case tag_code("UNB"):
      return open_interchange();
    case tag_code("UNZ"):
      return close_interchange();
    case tag_code("UNG"):
      return open_group();
    case tag_code("UNE"):
      return close_group();
    case tag_code("UNH"):
      return open_message();
    case tag_code("UNT"):
      return close_message();
    default:
      break;
  }
  if (message_open_ || bare_) return {};
  if (segment().number() == 1) {
    bare_ = true;
    return {};
  }
  return misplaced(interchange_open_ ? "UNH, UNZ" : "UNB, UNH");
}

Result<void> EdifactReader::open_interchange() {
  if (bare_ || message_open_ || interchange_open_ || group_open_)
    return misplaced(message_open_ ? "UNT" : "UNZ");
  auto const& s = segment();
  auto const version = s.at(1, 2);
  if (version.size() != 1 || version[0] < '1' || version[0] > '4') {
    return no(refuse("edifact.syntax_version").with("got", version).at(s.place(1, 2)));
  }
  interchange_ = Interchange{std::string(s.at(1, 1)), version[0] - '0',     std::string(s.at(2, 1)),
                             std::string(s.at(3, 1)), std::string(s.at(5)), std::string(s.at(4, 1)),
                             std::string(s.at(4, 2)), s.at(11) == "1"};
  if (interchange_.version == 4) tokenizer_.use_default_repetition();
  interchange_open_ = true;
  groups_ = messages_ = 0;
  return {};
}

Result<void> EdifactReader::close_interchange() {
  if (!interchange_open_ || message_open_ || group_open_) {
    return misplaced(message_open_ ? "UNT" : group_open_ ? "UNE" : "UNB");
  }
  auto checked = check_control(groups_ > 0 ? groups_ : messages_, interchange_.reference);
  interchange_open_ = false;
  return checked;
}

Result<void> EdifactReader::open_group() {
  if (bare_ || message_open_ || group_open_) return misplaced(message_open_ ? "UNT" : "UNE");
  group_reference_ = segment().at(5);
  group_open_ = true;
  group_messages_ = 0;
  return {};
}

Result<void> EdifactReader::close_group() {
  if (!group_open_ || message_open_) return misplaced(message_open_ ? "UNT" : "UNG");
  ++groups_;
  auto checked = check_control(group_messages_, group_reference_);
  group_open_ = false;
  return checked;
}

Result<void> EdifactReader::open_message() {
  if (bare_ || message_open_) return misplaced("UNT");
  auto const& s = segment();
  for (std::size_t element = 1; element <= 2; ++element) {
    if (s.at(element).empty()) return no(refuse("edifact.missing_element").at(s.place(element, 1)));
  }
  message_.reference = s.at(1);
  message_.type = s.at(2, 1);
  message_.version = s.at(2, 2);
  message_.release = s.at(2, 3);
  message_.agency = s.at(2, 4);
  message_.association = s.at(2, 5);
  message_.segment = s.number();
  message_open_ = true;
  return {};
}

Result<void> EdifactReader::close_message() {
  if (!message_open_) return misplaced("UNH");
  message_open_ = false;
  ++messages_;
  ++group_messages_;
  return check_control(segment().number() - message_.segment + 1, message_.reference);
}

// UNT, UNE and UNZ are alike: element 1 repeats a count, element 2 the reference of the segment that opened.
Result<void> EdifactReader::check_control(std::uint64_t counted, std::string_view reference) {
  auto const& s = segment();
  if (s.at(1).empty()) return no(refuse("edifact.missing_element").at(s.place(1, 1)));
  auto const stated = whole_number(s.at(1));
  if (!stated) return no(refuse("edifact.number").with("got", s.at(1)).at(s.place(1, 1)));
  if (*stated != counted) {
    auto result = doubt(refuse("edifact.count")
                            .with("stated", s.at(1))
                            .with("counted", std::to_string(counted))
                            .at(s.place(1, 1)),
                        *stated > counted);
    if (!result) return result;
  }
  if (s.at(2) == reference) return {};
  return doubt(refuse("edifact.reference").with("got", s.at(2)).with("expected", reference).at(s.place(2, 1)),
               true);
}

Result<void> EdifactReader::doubt(Refusal refusal, bool loses) {
  auto const in_envelope = interchange_open_ || group_open_;
  if (checks_ == ControlChecks::refuse || (checks_ == ControlChecks::by_envelope && in_envelope && loses)) {
    return no(std::move(refusal));
  }
  if (findings_.size() < 100) findings_.push_back(std::move(refusal));
  return {};
}

Result<void> EdifactReader::check_end() {
  if (segment().number() == 0) return no(refuse("edifact.not_edifact").at("segment 1, byte 0"));
  auto missing = [&](std::string_view tag) {
    return no(refuse("edifact.missing_end").with("expected", tag).at(segment().place()));
  };
  if (message_open_) return missing("UNT");
  if (group_open_) return missing("UNE");
  if (interchange_open_) return missing("UNZ");
  return {};
}

tl::unexpected<Refusal> EdifactReader::misplaced(std::string_view expected) const {
  auto const& s = segment();
  return no(refuse("edifact.envelope").with("tag", s.tag()).with("expected", expected).at(s.place()));
}

}  // namespace landport::formats

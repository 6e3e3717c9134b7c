// SPDX-License-Identifier: Apache-2.0
#include "journal/verify.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "journal/hash.h"

namespace landport {

namespace {

constexpr std::size_t problems_max = 100;
constexpr Sequence progress_every = 10'000;

class Walk {
 public:
  Walk(Store const& store, Sequence from) : store_(store), from_(from), last_(from) {}

  void events(std::function<void(StoredEvent const&)> const& each) {
    Sequence const end = store_.last_sequence();
    try {
      store_.read(from_, end, [&](StoredEvent&& e) {
        look_at(e);
        each(e);
        return true;
      });
      if (last_ < end) missing(last_ + 1, end);
    } catch (StoreFault const& fault) {
      problem(last_ + 1, {}, std::string("无法读取，其后的事件未核验：") + fault.what(),
              std::string("cannot be read, and what follows was not looked at: ") + fault.what());
    }
    report.events = seen_;
    report.streams = heads_.size();
  }

  void problem(Sequence sequence, std::string const& stream, std::string zh, std::string en) {
    ++report.found;
    if (report.problems.size() < problems_max) {
      report.problems.push_back({sequence, stream, std::move(zh), std::move(en)});
    }
  }

  Sequence last() const { return last_; }
  VerifyReport report;

 private:
  void missing(Sequence first, Sequence end) {
    auto const range =
        first == end ? std::to_string(first) : std::to_string(first) + "-" + std::to_string(end);
    problem(first, {}, "缺少事件 " + range, "missing: event " + range);
  }

  void look_at(StoredEvent const& e) {
    ++seen_;
    if (e.sequence != last_ + 1) missing(last_ + 1, e.sequence - 1);
    last_ = e.sequence;
    if (e.recorded < recorded_) {
      problem(e.sequence, e.stream, "记录时间早于前一个事件", "recorded before the event that precedes it");
    }
    recorded_ = e.recorded;
    auto& head = before(e);
    if (e.version != head.version + 1) {
      problem(e.sequence, e.stream, "流的版本不连续", "the version does not follow on in its stream");
    } else if (e.hash != hash_of(e, head.hash)) {
      problem(
          e.sequence, e.stream, "内容与哈希不符：事件或其前一个事件已被改动",
          "the hash does not match: this event or the hash of the one before it in its stream was altered");
    }
    // From here the chain goes on with what is written, so that one altered event is one problem.
    head = {e.version, e.hash};
  }

  // The end of the event's stream before it.
  Store::Head& before(StoredEvent const& e) {
    auto const [found, fresh] = heads_.try_emplace(e.stream);
    if (fresh && from_ > 0 && e.version > 1) {
      store_.read_stream(e.stream, e.version - 2, [&, &head = found->second](StoredEvent&& b) {
        if (b.version == e.version - 1) head = {b.version, b.hash};
        return false;
      });
    }
    return found->second;
  }

  Store const& store_;
  Sequence from_, last_, seen_ = 0;
  Instant recorded_{std::numeric_limits<std::int64_t>::min()};
  std::unordered_map<std::string, Store::Head> heads_;
};

// The checkpoints of a journal, compared with the digest as the walk comes past.
class Seals {
 public:
  Seals(Walk& walk, Store const& store, std::optional<PublicKey> const& key) : walk_(walk) {
    try {
      checkpoints_ = store.checkpoints();
    } catch (StoreFault const& fault) {
      walk_.problem(0, {}, std::string("检查点无法读取：") + fault.what(),
                    std::string("the checkpoints cannot be read: ") + fault.what());
    }
    walk_.report.checkpoints = checkpoints_.size();
    for (auto const& c : checkpoints_) {
      if (key && !signature_holds(c, *key)) {
        walk_.problem(c.sequence, {}, "检查点的签名无效",
                      "the signature of the checkpoint is not by this key");
      }
    }
  }

  void past(StoredEvent const& e) {
    digest_.add(e.hash);
    if (next_ == checkpoints_.size() || e.sequence < checkpoints_[next_].sequence) return;
    auto const& c = checkpoints_[next_++];
    if (c.sequence == e.sequence && c.digest == digest_.value()) {
      good_ = c.sequence;
    } else if (!broken_) {
      broken_ = true;  // every later digest differs too, and says nothing new
      auto const range = std::to_string(good_ + 1) + "-" + std::to_string(c.sequence);
      walk_.problem(
          c.sequence, {}, "检查点与事件 " + range + " 不符：其中有改动或缺失",
          "the checkpoint does not match events " + range + ": one of them was altered or is missing");
    }
  }

  void end() {
    if (checkpoints_.empty() || checkpoints_.back().sequence <= walk_.last()) return;
    auto const& c = checkpoints_.back();
    walk_.problem(
        c.sequence, {},
        "检查点签署到事件 " + std::to_string(c.sequence) + "，日志却止于 " + std::to_string(walk_.last()),
        "a checkpoint signs events up to " + std::to_string(c.sequence) + ", but the journal ends at " +
            std::to_string(walk_.last()));
  }

 private:
  Walk& walk_;
  std::vector<Checkpoint> checkpoints_;
  std::size_t next_ = 0;
  Digest digest_;
  Sequence good_ = 0;
  bool broken_ = false;
};

VerifyReport in_order(VerifyReport report) {
  std::stable_sort(report.problems.begin(), report.problems.end(),
                   [](auto const& a, auto const& b) { return a.sequence < b.sequence; });
  return report;
}

}  // namespace

void Digest::add(Hash const& event) {
  value_ = chained(value_, event);
  ++sequence_;
}

VerifyReport verify(Store const& store, std::optional<PublicKey> const& key,
                    std::function<void(Sequence, Sequence)> const& progress) {
  Walk walk(store, 0);
  Seals seals(walk, store, key);
  Sequence const all = progress ? store.last_sequence() : 0;
  walk.events([&](StoredEvent const& e) {
    seals.past(e);
    if (progress && e.sequence % progress_every == 0) progress(e.sequence, all);
  });
  seals.end();
  if (progress) progress(walk.last(), all);
  return in_order(std::move(walk.report));
}

VerifyReport verify_tail(Store const& store, Sequence count) {
  Walk walk(store, std::max<Sequence>(0, store.last_sequence() - count));
  walk.events([](StoredEvent const&) {});
  return in_order(std::move(walk.report));
}

}  // namespace landport

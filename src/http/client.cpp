// SPDX-License-Identifier: Apache-2.0
#include "http/client.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>

namespace landport::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

namespace {

constexpr std::size_t answer_max = 64u << 20;

struct Place {
  std::string host, port = "80";
};

Result<Place> place_of(std::string_view url) {
  auto const wrong = [&] { return no(refuse("http.url").with("got", url.substr(0, 200))); };
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme)) return wrong();
  auto rest = url.substr(scheme.size());
  if (auto const slash = rest.find('/'); slash != std::string_view::npos) {
    if (slash + 1 != rest.size()) return wrong();  // the port's addresses begin at the root of its host
    rest = rest.substr(0, slash);
  }
  Place place;
  if (auto const colon = rest.rfind(':'); colon != std::string_view::npos && !rest.ends_with(']')) {
    place.port = rest.substr(colon + 1);
    rest = rest.substr(0, colon);
  }
  if (rest.starts_with('[') && rest.ends_with(']')) rest = rest.substr(1, rest.size() - 2);
  bool const digits = !place.port.empty() && place.port.find_first_not_of("0123456789") == std::string::npos;
  if (rest.empty() || rest.find_first_of(" @?#\r\n") != std::string_view::npos || !digits) return wrong();
  place.host = rest;
  return place;
}

// Each step with its own time limit (which only asynchronous steps keep).
class Conversation {
 public:
  Conversation(Place place, std::chrono::seconds wait) : place_(std::move(place)), wait_(wait) {}

  void connect() {
    asio::ip::tcp::resolver resolver(io_);
    asio::ip::tcp::resolver::results_type found;
    try {
      found = resolver.resolve(place_.host, place_.port);
    } catch (boost::system::system_error const& fault) {
      throw std::system_error(std::error_code(fault.code()));
    }
    stream_ = std::make_unique<beast::tcp_stream>(io_);
    step([&](auto done) { stream_->async_connect(found, done); });
  }
  void close() { stream_.reset(); }
  bool open() const { return stream_ != nullptr; }

  void send(bhttp::verb verb, std::string const& target, Headers const& headers, std::string body, bool keep) {
    bhttp::request<bhttp::string_body> request{verb, target, 11};
    // An IPv6 address stands in brackets there (RFC 3986, 3.2.2).
    bool const v6 = place_.host.find(':') != std::string::npos;
    request.set(bhttp::field::host, (v6 ? "[" + place_.host + "]:" : place_.host + ":") + place_.port);
    for (auto const& [name, value] : headers) request.set(name, value);
    request.keep_alive(keep);
    request.body() = std::move(body);
    request.prepare_payload();
    step([&](auto done) { bhttp::async_write(*stream_, request, done); });
  }
  Reply receive() {
    bhttp::response_parser<bhttp::string_body> parser;
    parser.body_limit(answer_max);
    step([&](auto done) { bhttp::async_read(*stream_, buffer_, parser, done); });
    Reply reply{static_cast<int>(parser.get().result_int()), std::move(parser.get().body())};
    if (!parser.get().keep_alive()) close();
    return reply;
  }
  beast::tcp_stream& stream() { return *stream_; }
  beast::flat_buffer& buffer() { return buffer_; }
  asio::io_context& io() { return io_; }

  template <class Start>
  void step(Start&& start) {
    beast::error_code failed;
    stream_->expires_after(wait_);
    start([&failed](beast::error_code error, auto&&...) { failed = error; });
    io_.restart();
    io_.run();
    if (failed) throw std::system_error(std::error_code(failed));
  }

 private:
  Place place_;
  std::chrono::seconds wait_;
  asio::io_context io_;
  std::unique_ptr<beast::tcp_stream> stream_;
  beast::flat_buffer buffer_;
};

}  // namespace

struct Connection::Impl {
  Conversation talk;

  Reply ask(bhttp::verb verb, std::string const& target, Headers const& headers, std::string const& body) {
    bool const kept = talk.open();
    try {
      if (!kept) talk.connect();
      talk.send(verb, target, headers, body, true);
      return talk.receive();
    } catch (std::system_error const&) {
      talk.close();
      talk.buffer().clear();
      // A connection that was kept may have been closed by the port meanwhile; a fresh one that fails is a failure.
      if (!kept) throw;
    }
    try {
      talk.connect();
      talk.send(verb, target, headers, body, true);
      return talk.receive();
    } catch (std::system_error const&) {
      talk.close();
      talk.buffer().clear();
      throw;
    }
  }
};

Connection::Connection(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;

Result<Connection> Connection::to(std::string const& url, std::chrono::seconds wait) {
  auto place = place_of(url);
  if (!place) return no(std::move(place.error()));
  return Connection(std::unique_ptr<Impl>(new Impl{Conversation(std::move(*place), wait)}));
}

Reply Connection::get(std::string const& target, Headers const& headers) {
  return impl_->ask(bhttp::verb::get, target, headers, {});
}
Reply Connection::post(std::string const& target, Headers const& headers, std::string body) {
  return impl_->ask(bhttp::verb::post, target, headers, body);
}

Result<Reply> post(std::string const& url, std::string const& target, Headers const& headers, std::string body,
                   std::chrono::seconds wait) {
  auto place = place_of(url);
  if (!place) return no(std::move(place.error()));
  Conversation talk(std::move(*place), wait);
  talk.connect();
  talk.send(bhttp::verb::post, target, headers, std::move(body), false);
  return talk.receive();
}

// ---- events ----

struct EventReader::Impl {
  explicit Impl(Place place) : talk(std::move(place), std::chrono::seconds(30)) {}
  ~Impl() {
    talk.io().stop();
    if (thread.joinable()) thread.join();
  }

  void open(std::string const& target, Headers const& headers) {
    talk.connect();
    talk.send(bhttp::verb::get, target, headers, {}, true);
    parser.body_limit(boost::none);
    talk.step([&](auto done) { bhttp::async_read_header(talk.stream(), talk.buffer(), parser, done); });
    if (parser.get().result_int() != 200) throw std::system_error(std::make_error_code(std::errc::permission_denied));
    talk.stream().expires_never();
    read_on();
    // Here and not on the thread: a stop that comes before the thread runs must hold.
    talk.io().restart();
    thread = std::thread([this] {
      talk.io().run();
      std::lock_guard lock(mutex);
      ended = true;
      changed.notify_all();
    });
  }

  void read_on() {
    parser.get().body().data = chunk;
    parser.get().body().size = sizeof chunk;
    bhttp::async_read_some(talk.stream(), talk.buffer(), parser, [this](beast::error_code error, std::size_t) {
      text.append(chunk, sizeof chunk - parser.get().body().size);
      take_lines();
      if (error == bhttp::error::need_buffer) error = {};
      if (!error && !parser.is_done()) read_on();
    });
  }

  // An event ends with an empty line; a line that begins with a colon is a sign of life.
  void take_lines() {
    std::size_t begin = 0;
    for (auto end = text.find('\n'); end != std::string::npos; begin = end + 1, end = text.find('\n', begin)) {
      std::string_view const line(text.data() + begin, end - begin);
      if (line.starts_with("event: ")) one.name = line.substr(7);
      if (line.starts_with("id: ")) one.id = line.substr(4);
      if (line.starts_with("data: ")) one.data += line.substr(6);
      if (!line.empty()) continue;
      std::lock_guard lock(mutex);
      if (!one.name.empty()) events.push_back(std::exchange(one, {}));
      changed.notify_all();
    }
    text.erase(0, begin);
  }

  Conversation talk;
  bhttp::response_parser<bhttp::buffer_body> parser;
  char chunk[64 << 10];
  std::string text;
  One one;
  std::thread thread;
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<One> events;
  bool ended = false;
};

EventReader::EventReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
EventReader::~EventReader() = default;
EventReader::EventReader(EventReader&&) noexcept = default;

Result<EventReader> EventReader::open(std::string const& url, std::string const& target, Headers const& headers) {
  auto place = place_of(url);
  if (!place) return no(std::move(place.error()));
  auto impl = std::make_unique<Impl>(std::move(*place));
  impl->open(target, headers);
  return EventReader(std::move(impl));
}

std::optional<EventReader::One> EventReader::next(std::chrono::milliseconds wait) {
  std::unique_lock lock(impl_->mutex);
  impl_->changed.wait_for(lock, wait, [this] { return !impl_->events.empty() || impl_->ended; });
  if (impl_->events.empty()) {
    if (impl_->ended) throw std::system_error(std::make_error_code(std::errc::connection_reset));
    return {};
  }
  auto event = std::move(impl_->events.front());
  impl_->events.pop_front();
  return event;
}

}  // namespace landport::http

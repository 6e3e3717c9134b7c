// SPDX-License-Identifier: Apache-2.0
#include "http/client.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <system_error>

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

// One conversation, each step with its own time limit (which only asynchronous steps keep).
class Conversation {
 public:
  explicit Conversation(std::chrono::seconds wait) : wait_(wait) {}

  template <class Start>
  void step(Start&& start) {
    beast::error_code failed;
    stream_.expires_after(wait_);
    start([&failed](beast::error_code error, auto&&...) { failed = error; });
    io_.restart();
    io_.run();
    if (failed) throw std::system_error(std::error_code(failed));
  }
  asio::io_context& io() { return io_; }
  beast::tcp_stream& stream() { return stream_; }

 private:
  asio::io_context io_;
  beast::tcp_stream stream_{io_};
  std::chrono::seconds wait_;
};

}  // namespace

Result<Reply> post(std::string const& url, std::string const& target,
                   std::vector<std::pair<std::string, std::string>> const& headers, std::string body,
                   std::chrono::seconds wait) {
  auto const place = place_of(url);
  if (!place) return no(place.error());
  bhttp::request<bhttp::string_body> request{bhttp::verb::post, target, 11};
  request.set(bhttp::field::host, place->host + ":" + place->port);
  for (auto const& [name, value] : headers) request.set(name, value);
  request.keep_alive(false);
  request.body() = std::move(body);
  request.prepare_payload();

  Conversation talk(wait);
  asio::ip::tcp::resolver resolver(talk.io());
  asio::ip::tcp::resolver::results_type found;
  try {
    found = resolver.resolve(place->host, place->port);
  } catch (boost::system::system_error const& fault) {
    throw std::system_error(std::error_code(fault.code()));
  }
  talk.step([&](auto done) { talk.stream().async_connect(found, done); });
  talk.step([&](auto done) { bhttp::async_write(talk.stream(), request, done); });
  beast::flat_buffer buffer;
  bhttp::response_parser<bhttp::string_body> parser;
  parser.body_limit(answer_max);
  talk.step([&](auto done) { bhttp::async_read(talk.stream(), buffer, parser, done); });
  return Reply{static_cast<int>(parser.get().result_int()), std::move(parser.get().body())};
}

}  // namespace landport::http

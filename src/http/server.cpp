// SPDX-License-Identifier: Apache-2.0
#include "http/server.h"

#include <pthread.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <limits>
#include <set>
#include <thread>

#include "http/target.h"

namespace landport::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using tcp = asio::ip::tcp;

namespace {

constexpr std::uint32_t header_max = 16u << 10;
constexpr auto feed_pause = std::chrono::milliseconds(40);  // changes within it are sent together
constexpr auto feed_heartbeat = std::chrono::seconds(15);
constexpr auto linger_time = std::chrono::seconds(5);
constexpr std::size_t drain_max = 32u << 20;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

class Visitor;

struct Server::Impl {
  Impl(Window& w, Board& b, Options o)
      : window(w), board(b), options(std::move(o)), io(options.threads), acceptor(asio::make_strand(io)) {
    beast::error_code error;
    auto const address = asio::ip::make_address(options.address, error);
    if (error) throw ListenFault(ListenFault::Why::no_address, error);
    tcp::endpoint const endpoint(address, options.port);
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(1024, error);
    if (!error) return;
    auto const why = error == asio::error::address_in_use                        ? ListenFault::Why::taken
                     : error == boost::system::errc::address_not_available ? ListenFault::Why::not_ours
                     : error == asio::error::access_denied                        ? ListenFault::Why::not_allowed
                                                                                  : ListenFault::Why::other;
    throw ListenFault(why, error);
  }
  void accept();

  Window& window;
  Board& board;
  Options options;
  std::mutex mutex;  // before the io_context, which takes the last connections with it
  std::set<Visitor*> feeds;
  bool stopping = false;
  asio::io_context io;
  tcp::acceptor acceptor;
  std::vector<std::thread> threads;
};

// One client. Everything of it runs on its strand.
class Visitor : public std::enable_shared_from_this<Visitor> {
 public:
  Visitor(tcp::socket socket, Server::Impl& server)
      : stream_(std::move(socket)), timer_(stream_.get_executor()), server_(server) {
    ++server_.window.figures().connections;
    beast::error_code error;
    auto const peer = stream_.socket().remote_endpoint(error);
    if (!error) peer_ = peer.address().to_string();
  }
  ~Visitor() {
    --server_.window.figures().connections;
    leave_feeds();
  }

  void start() {
    asio::dispatch(stream_.get_executor(), [self = shared_from_this()] { self->read_header(); });
  }

  // The board has moved; any thread.
  void moved() {
    if (notified_.exchange(true)) return;
    asio::post(stream_.get_executor(), [self = shared_from_this()] { self->feed_soon(); });
  }

  void close() {
    asio::post(stream_.get_executor(), [self = shared_from_this()] { self->shut(); });
  }

 private:
  void read_header() {
    parser_.emplace();
    parser_->header_limit(header_max);
    parser_->body_limit(std::numeric_limits<std::uint64_t>::max());  // the route's own, once it is known
    stream_.expires_after(std::chrono::seconds(server_.options.idle_seconds));
    bhttp::async_read_header(stream_, buffer_, *parser_, [self = shared_from_this()](beast::error_code error, std::size_t) {
      self->header_read(error);
    });
  }

  void header_read(beast::error_code error) {
    if (error == bhttp::error::end_of_stream) return shut();
    if (error == bhttp::error::header_limit || error == bhttp::error::buffer_overflow) {
      return refuse_and_close(refuse("http.header_too_large").with("max", std::to_string(header_max)));
    }
    if (error) {
      bool const spoken = error.category() == make_error_code(bhttp::error::bad_target).category();
      return spoken && error != bhttp::error::partial_message ? refuse_and_close(refuse("http.malformed").with("why", error.message())) : shut();
    }
    take_target(request_ = {}, view(parser_->get().target()));
    std::size_t const max = Window::body_max(request_.path);
    parser_->body_limit(max);
    if (parser_->content_length() && *parser_->content_length() > max) {
      return refuse_and_close(refuse("http.too_large").with("max", std::to_string(max)));
    }
    if (view(parser_->get()[bhttp::field::expect]) == "100-continue") {
      asio::async_write(stream_, asio::buffer("HTTP/1.1 100 Continue\r\n\r\n", 25),
                        [self = shared_from_this()](beast::error_code e, std::size_t) { e ? self->shut() : self->read_body(); });
      return;
    }
    read_body();
  }

  void read_body() {
    bhttp::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (error == bhttp::error::body_limit) {
        return self->refuse_and_close(refuse("http.too_large").with("max", std::to_string(Window::body_max(self->request_.path))));
      }
      if (error) return self->shut();
      self->answer();
    });
  }

  void answer() {
    auto& message = parser_->get();
    keep_alive_ = message.keep_alive();
    request_.method = view(message.method_string());
    request_.cookie = view(message[bhttp::field::cookie]);
    request_.authorization = view(message[bhttp::field::authorization]);
    request_.idempotency_key = view(message["Idempotency-Key"]);
    request_.content_type = view(message[bhttp::field::content_type]);
    request_.accept_language = view(message[bhttp::field::accept_language]);
    request_.last_event_id = view(message["Last-Event-ID"]);
    request_.own_header = message.find("X-Landport") != message.end();
    request_.body = std::move(message.body());
    request_.peer = peer_;
    head_only_ = request_.method == "HEAD";
    stream_.expires_never();  // the answer comes when it is durable; the book has its own limits
    server_.window.handle(std::move(request_), [self = shared_from_this()](Response response) {
      auto shared = std::make_shared<Response>(std::move(response));
      asio::dispatch(self->stream_.get_executor(), [self, shared] { self->write(std::move(*shared)); });
    });
  }

  void write(Response response) {
    response_ = std::move(response);
    text_.clear();
    text_ += "HTTP/1.1 ";
    text_ += std::to_string(response_.status);
    text_ += ' ';
    auto const reason = bhttp::obsolete_reason(static_cast<bhttp::status>(response_.status));
    text_.append(reason.data(), reason.size());
    text_ += "\r\nContent-Type: " + response_.content_type + "\r\n";
    text_ += security_headers;
    bool cached = false;
    for (auto const& [name, value] : response_.headers) {
      text_ += name + ": " + value + "\r\n";
      cached = cached || name == "Cache-Control";
    }
    if (!cached) text_ += "Cache-Control: no-store\r\n";
    if (!keep_alive_) text_ += "Connection: close\r\n";
    if (response_.feed) return begin_feed();
    std::string const& body = response_.file ? *response_.file : response_.body;
    text_ += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    std::array<asio::const_buffer, 2> const buffers{asio::buffer(text_), head_only_ ? asio::const_buffer{} : asio::buffer(body)};
    stream_.expires_after(std::chrono::seconds(server_.options.idle_seconds));
    asio::async_write(stream_, buffers, [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (error) return self->shut();
      if (!self->keep_alive_) return self->linger();
      self->response_ = {};
      self->read_header();
    });
  }

  // ---- event stream: chunked, one write at a time ----

  void begin_feed() {
    text_ += "Transfer-Encoding: chunked\r\n\r\n";
    stream_.expires_never();
    ++server_.window.figures().feeds;
    feeding_ = true;
    {
      std::lock_guard lock(server_.mutex);
      if (server_.stopping) return shut();
      server_.feeds.insert(this);
    }
    write_feed(std::move(text_));
  }

  void write_feed(std::string text) {
    writing_ = true;
    text_ = std::move(text);
    asio::async_write(stream_, asio::buffer(text_), [self = shared_from_this()](beast::error_code error, std::size_t) {
      self->writing_ = false;
      if (error) return self->shut();
      self->feed_now();
    });
  }

  static std::string chunk(std::string const& text) {
    char size[20];
    auto const n = std::snprintf(size, sizeof size, "%zx\r\n", text.size());
    return std::string(size, static_cast<std::size_t>(n)) + text + "\r\n";
  }

  void feed_now() {
    if (!response_.feed || writing_) return;
    notified_ = false;
    std::string next;
    try {
      next = response_.feed->next();
    } catch (std::exception const&) {
      return shut();
    }
    if (!next.empty()) return write_feed(chunk(next));
    wait_feed(feed_heartbeat, true);
  }

  void feed_soon() {
    if (!writing_) wait_feed(feed_pause, false);
  }

  void wait_feed(std::chrono::steady_clock::duration pause, bool heartbeat) {
    timer_.expires_after(pause);
    timer_.async_wait([self = shared_from_this(), heartbeat](beast::error_code error) {
      if (error || self->closed_) return;
      if (heartbeat) return self->write_feed(chunk(": still here\n\n"));
      self->feed_now();
    });
  }

  void leave_feeds() {
    if (!feeding_) return;
    feeding_ = false;
    --server_.window.figures().feeds;
    std::lock_guard lock(server_.mutex);
    server_.feeds.erase(this);
  }

  void refuse_and_close(Refusal const& refusal) {
    keep_alive_ = false;
    lingering_ = true;
    write(server_.window.refused(refusal));
  }

  // The rest of a request that was refused before it was read is read on for a moment: a connection that is closed on
  // unread bytes takes the answer with it.
  void linger() {
    if (!lingering_ || closed_) return shut();
    beast::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(linger_time);
    drain();
  }
  void drain() {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(64u << 10), [self = shared_from_this()](beast::error_code error, std::size_t n) {
      self->drained_ += n;
      if (error || self->drained_ > drain_max) return self->shut();
      self->drain();
    });
  }

  void shut() {
    if (closed_) return;
    closed_ = true;
    timer_.cancel();
    leave_feeds();
    beast::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.socket().close(ignored);
    response_.feed.reset();
  }

  static constexpr std::string_view security_headers =
      "X-Content-Type-Options: nosniff\r\n"
      "X-Frame-Options: DENY\r\n"
      "Referrer-Policy: no-referrer\r\n"
      "Cross-Origin-Opener-Policy: same-origin\r\n"
      "Cross-Origin-Resource-Policy: same-origin\r\n"
      "Permissions-Policy: camera=(self), geolocation=(self), microphone=()\r\n"
      "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' "
      "data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; "
      "form-action 'self'; frame-ancestors 'none'\r\n";

  beast::tcp_stream stream_;
  asio::steady_timer timer_;
  Server::Impl& server_;
  beast::flat_buffer buffer_{std::size_t{64} << 10 | header_max};
  std::optional<bhttp::request_parser<bhttp::string_body>> parser_;
  Request request_;
  Response response_;
  std::string text_, peer_;
  std::atomic<bool> notified_{false};
  std::size_t drained_ = 0;
  bool lingering_ = false;
  bool keep_alive_ = true, head_only_ = false, writing_ = false, feeding_ = false, closed_ = false;
};

void Server::Impl::accept() {
  acceptor.async_accept(asio::make_strand(io), [this](beast::error_code error, tcp::socket socket) {
    if (error == asio::error::operation_aborted) return;
    if (!error) {
      beast::error_code ignored;
      socket.set_option(tcp::no_delay(true), ignored);
      // Over the limit the client is told nothing: a closed connection costs least, and it may come again.
      bool const room = window.figures().connections.load() < static_cast<std::int64_t>(options.connections_max);
      if (room) std::make_shared<Visitor>(std::move(socket), *this)->start();
    }
    accept();
  });
}

Server::Server(Window& window, Board& board, Options options)
    : impl_(std::make_unique<Impl>(window, board, std::move(options))) {
  board.on_change([impl = impl_.get()](Sequence) {
    std::lock_guard lock(impl->mutex);
    for (auto* connection : impl->feeds) connection->moved();
  });
}

Server::~Server() { stop(); }

unsigned short Server::port() const { return impl_->acceptor.local_endpoint().port(); }

void Server::start() {
  impl_->accept();
  for (int i = 0; i < impl_->options.threads; ++i) {
    impl_->threads.emplace_back([this] { impl_->io.run(); });
    pthread_setname_np(impl_->threads.back().native_handle(), "lp-http");
  }
}

void Server::stop() {
  if (impl_->threads.empty()) return;
  {
    std::lock_guard lock(impl_->mutex);
    impl_->stopping = true;
    for (auto* connection : impl_->feeds) connection->close();
  }
  asio::post(impl_->acceptor.get_executor(), [this] {
    beast::error_code ignored;
    impl_->acceptor.close(ignored);
  });
  // Keep-alive connections that are idle would hold the stop for a minute: what is under way gets a moment.
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  impl_->io.stop();
  for (auto& thread : impl_->threads) thread.join();
  impl_->threads.clear();
}

}  // namespace landport::http

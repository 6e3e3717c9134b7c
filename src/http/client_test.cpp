// SPDX-License-Identifier: Apache-2.0
#include "http/client.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <thread>

namespace landport::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

// What a client says in the header of its first request to `address`; empty on a machine without such addresses.
std::string header_sent_to(std::string const& address, std::string const& host_in_url) {
  asio::io_context io;
  tcp::acceptor acceptor(io);
  tcp::endpoint const end(asio::ip::make_address(address), 0);
  boost::system::error_code failed;
  acceptor.open(end.protocol(), failed);
  if (!failed) acceptor.bind(end, failed);
  if (!failed) acceptor.listen(1, failed);
  if (failed) return {};
  std::string header;
  std::thread answering([&] {
    auto socket = acceptor.accept();
    asio::streambuf heard;
    auto const size = asio::read_until(socket, heard, "\r\n\r\n");
    header.assign(asio::buffers_begin(heard.data()), asio::buffers_begin(heard.data()) + static_cast<std::ptrdiff_t>(size));
    asio::write(socket, asio::buffer(std::string("HTTP/1.1 204 No Content\r\n\r\n")));
  });
  auto const url = "http://" + host_in_url + ":" + std::to_string(acceptor.local_endpoint().port());
  auto const reply = post(url, "/api/v1/batch", {}, "{}", std::chrono::seconds(10));
  answering.join();
  EXPECT_TRUE(reply && reply->status == 204);
  return header + "port " + std::to_string(acceptor.local_endpoint().port());
}

TEST(Client, NamesAnAddressOfTheSixthVersionInBrackets) {
  auto const said = header_sent_to("::1", "[::1]");
  if (said.empty()) GTEST_SKIP() << "no IPv6 here";
  auto const port = said.substr(said.rfind(' ') + 1);
  EXPECT_NE(said.find("\r\nHost: [::1]:" + port + "\r\n"), std::string::npos) << said;
}

TEST(Client, NamesOtherHostsAsTheyAre) {
  auto const said = header_sent_to("127.0.0.1", "127.0.0.1");
  auto const port = said.substr(said.rfind(' ') + 1);
  EXPECT_NE(said.find("\r\nHost: 127.0.0.1:" + port + "\r\n"), std::string::npos) << said;
}

}  // namespace
}  // namespace landport::http

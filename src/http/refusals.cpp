// SPDX-License-Identifier: Apache-2.0
#include "http/window.h"

namespace landport::http {

std::span<RefusalRow const> refusals_of_http() {
  static constexpr RefusalRow rows[] = {
      {"http.not_found", 404, "这里没有“{path}”。{hint}", "There is nothing at “{path}”. {hint}", "请查阅 /api/v1/openapi.json。",
       "See /api/v1/openapi.json."},
      {"http.method", 405, "此处不接受 {method}。", "{method} is not taken here.", "请查阅 /api/v1/openapi.json。",
       "See /api/v1/openapi.json."},
      {"http.too_large", 413, "正文超过 {max} 字节。", "The body is larger than {max} bytes.", "请分几次发送。",
       "Send it in several parts."},
      {"http.header_too_large", 431, "请求头超过 {max} 字节。", "The header is larger than {max} bytes.",
       "请缩短地址和请求头；正文放在请求体里。", "Shorten the address and the header fields; what is long belongs in the body."},
      {"http.malformed", 400, "请求不是有效的 HTTP（{why}）。", "The request is not valid HTTP ({why}).", "请检查客户端。",
       "Check the client."},
      {"http.too_many", 429, "请求过于频繁。", "Too many requests.", "请稍后再试。", "Try again in a moment."},
      {"http.fault", 500, "系统出错，编号 {number}。", "Something broke; its number is {number}.",
       "请把编号告诉管理员。", "Tell the number to the administrator."},
      {"http.url", 422, "“{got}”不是港口的地址。", "“{got}” is not the address of a port.",
       "写成 http://主机:端口；https 请经由本机的代理或隧道。",
       "Write http://HOST:PORT; for https go through a proxy or tunnel on this machine."},
      {"http.no_export", 406, "不支持格式“{format}”。", "There is no format “{format}”.", "可用：json、csv、xlsx。",
       "Use json, csv or xlsx."},
      {"http.foreign_page", 403, "该请求不是从本系统页面发出的。", "This request did not come from a page of this port.",
       "请带上请求头 X-Landport: 1，或改用 API 令牌。", "Send the header X-Landport: 1, or use an API token."},
      {"session.none", 401, "请先登录。", "Sign in first.", "POST /api/v1/session，或使用 API 令牌。",
       "POST /api/v1/session, or send an API token."},
      {"session.ended", 401, "登录已失效。", "Your session has ended.", "请重新登录。", "Sign in again."},
      {"session.token_unknown", 401, "本港口没有这个令牌：可能属于别的港口、已被收回，或抄写有误。",
       "This port does not know the token: it is another port's, was taken back, or is miswritten.",
       "请核对令牌，或请管理员另发一个。", "Compare the token, or ask the administrator for a new one."},
      {"session.token_expired", 401, "令牌已过期。", "The token has expired.", "请管理员另发一个令牌。",
       "Ask the administrator for a new token."},
      {"session.wrong", 401, "账号或密码不正确。", "The account or the password is wrong.", "请重试，或请管理员重置密码。",
       "Try again, or ask the administrator for a new password."},
      {"session.too_many_tries", 429, "登录失败次数过多。", "Too many failed attempts to sign in.", "请五分钟后再试。",
       "Try again in five minutes."},
      {"directory.org_exists", 409, "单位代码“{code}”已存在。", "There is an organisation “{code}” already.",
       "请换一个代码。", "Choose another code."},
      {"directory.no_org", 422, "没有单位“{org}”。", "There is no organisation “{org}”.", "请先添加单位。",
       "Add the organisation first."},
      {"directory.person_exists", 409, "账号“{account}”已存在。", "There is an account “{account}” already.",
       "请换一个账号名。", "Choose another account name."},
      {"directory.role_not_of_kind", 422, "“{kind}”类单位不能有这个角色。",
       "An organisation of the kind “{kind}” cannot have this role.", "请选择该类单位的角色。",
       "Choose a role of that kind of organisation."},
      {"directory.password_weak", 422, "密码至少 10 个字符。", "A password needs ten characters at least.",
       "请换一个更长的密码。", "Choose a longer one."},
  };
  return rows;
}

}  // namespace landport::http

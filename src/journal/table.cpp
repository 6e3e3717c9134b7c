// SPDX-License-Identifier: Apache-2.0
#include "journal/table.h"

#include <limits>

#include "words/assert.h"

namespace landport {

// Parts that a copy may look at are never written to.
void KeyIndex::own(std::shared_ptr<Node>& node) {
  if (!node) {
    node = std::make_shared<Node>();
  } else if (!only_holder(node)) {
    node = std::make_shared<Node>(*node);
  }
}

void KeyIndex::split(Node& node, unsigned bits_used) {
  node.children.resize(children_each);
  for (auto const& leaf : node.leaves) {
    auto& child = node.children[(leaf.hash >> bits_used) % children_each];
    if (!child) child = std::make_shared<Node>();
    child->leaves.push_back(leaf);
  }
  node.leaves = {};
}

void KeyIndex::add(std::string_view key, std::size_t slot) {
  LP_ASSERT(slot <= std::numeric_limits<std::uint32_t>::max(), "a table has fewer than 2^32 rows");
  auto const hash = hash_of(key);
  own(root_);
  Node* node = root_.get();
  unsigned bits_used = 0;
  for (;;) {
    if (node->children.empty() && (node->leaves.size() < leaves_max || bits_used >= bits_all)) break;
    if (node->children.empty()) split(*node, bits_used);
    auto& child = node->children[(hash >> bits_used) % children_each];
    own(child);
    node = child.get();
    bits_used += bits_each;
  }
  node->leaves.push_back({hash, static_cast<std::uint32_t>(slot)});
}

}  // namespace landport

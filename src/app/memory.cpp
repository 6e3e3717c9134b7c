// SPDX-License-Identifier: Apache-2.0
// How jemalloc keeps memory, in every program that is linked with it (MALLOC_CONF in the environment goes before it).
// Views and their past are hundreds of megabytes of small parts, looked up at random: on huge pages each look-up misses
// fewer translations, and on a virtual machine, where every page fault is dear, growing costs a fifth less. What was freed
// is kept a minute for what comes next instead of being given back and faulted in again.
extern "C" {
extern char const* malloc_conf;
char const* malloc_conf = "thp:always,dirty_decay_ms:60000,muzzy_decay_ms:60000";
}

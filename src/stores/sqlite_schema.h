// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stores/sqlite_db.h"

namespace landport::sqlite {

// Settings that every connection has.
void settle(Connection& db);

// Makes the tables in an empty file; in one that has them, checks that they are of a version this program
// reads. Throws StoreFault when the file belongs to another program or to a newer Landport.
void make_or_check_schema(Connection& db);
void check_schema(Connection& db);

}  // namespace landport::sqlite

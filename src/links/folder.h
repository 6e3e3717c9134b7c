// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "journal/book.h"

namespace landport::links {

// Takes the message files that partners drop into `folder`: each becomes its commands, all or nothing, given by
// `actor`. A file that was taken goes to folder/done, one that was refused to folder/refused, and in both cases a JSON
// beside it says what became of it; one with wrong check digits is taken without those units and a copy waits in
// folder/to-confirm for a person to post it with the confirmation. Returns how many files were looked at. A file is
// looked at once it has not changed for two seconds, so that one half copied is left alone. Same content twice is done
// once. Throws std::filesystem::filesystem_error when the folder itself cannot be used.
std::size_t take_folder(Book& book, std::string const& folder, Actor const& actor);

}  // namespace landport::links

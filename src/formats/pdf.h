// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "words/document.h"

namespace landport::formats {

// Draws a document on A4 pages (PDF 1.5, fonts embedded as the glyphs that are used). Title, place and moment stand on every
// page with its number; a table's headings are repeated where it goes on, and a heading never stands alone at the foot of a
// page. A cell's text is wrapped, and a row is not parted. The date in the file is the document's moment, so the same
// document gives the same bytes with the same fonts. Any thread. Throws std::runtime_error when the library cannot draw.
std::string write_pdf(Document const& document);

}  // namespace landport::formats

// SPDX-License-Identifier: GPL-3.0-or-later
// Workbooks put together part by part, so that a test can bend any of them.
#pragma once

#include <zip.h>

#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/packs/csv.hpp"

namespace kiosk::packs {

using Parts = std::vector<std::pair<std::string, std::string>>;
enum class Compress { yes, no };

// Shared with the fuzzers, so without a test framework: a wrong test is no test.
inline void must(bool holds) {
  if (!holds) std::abort();
}

// The parts as a zip archive, in memory.
inline std::string zipped(const Parts& parts, Compress compress = Compress::yes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (const auto& [name, text] : parts) {
    const zip_int64_t at = zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), 0);
    must(at >= 0);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), compress == Compress::yes ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
  }
  must(zip_close(archive) == 0);
  std::string bytes;
  zip_stat_t about;
  zip_source_stat(target, &about);
  bytes.resize(about.size);
  zip_source_open(target);
  must(zip_source_read(target, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(target);
  zip_source_free(target);
  zip_error_fini(&error);
  return bytes;
}

inline void spoil(Parts& parts, const std::string& part, const std::string& from, const std::string& to) {
  for (auto& [name, text] : parts) {
    if (name != part) continue;
    const std::size_t at = text.find(from);
    must(at != std::string::npos);
    text.replace(at, from.size(), to);
    return;
  }
  must(false);
}

constexpr const char* main_namespace = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
constexpr const char* relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

// Sheets by name, each the inside of its <sheetData>.
inline Parts book_of(const std::vector<std::pair<std::string, std::string>>& sheets) {
  const std::string begin = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  std::string names, relations;
  Parts parts;
  for (std::size_t i = 1; i <= sheets.size(); ++i) {
    const std::string n = std::to_string(i);
    names += "<sheet name=\"" + sheets[i - 1].first + "\" sheetId=\"" + n + "\" r:id=\"rId" + n + "\"/>";
    relations += "<Relationship Id=\"rId" + n + "\" Type=\"" + relation + "/worksheet\" Target=\"worksheets/sheet" + n + ".xml\"/>";
    parts.emplace_back("xl/worksheets/sheet" + n + ".xml", begin + "<worksheet " + main_namespace + "><sheetData>" + sheets[i - 1].second + "</sheetData></worksheet>");
  }
  const std::string package = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  parts.emplace_back("_rels/.rels", begin + package + "<Relationship Id=\"r\" Type=\"" + relation + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  parts.emplace_back("xl/_rels/workbook.xml.rels", begin + package + relations + "<Relationship Id=\"t\" Type=\"" + relation + "/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"s\" Type=\"" +
                                                       relation + "/styles\" Target=\"styles.xml\"/></Relationships>");
  parts.emplace_back("xl/workbook.xml", begin + "<workbook " + main_namespace + " xmlns:r=\"" + relation + "\"><sheets>" + names + "</sheets></workbook>");
  parts.emplace_back("xl/sharedStrings.xml", begin + "<sst " + main_namespace + "><si><t>First</t></si><si><r><t>Second &amp;</t></r><r><t xml:space=\"preserve\"> last</t></r></si></sst>");
  parts.emplace_back("xl/styles.xml", begin + "<styleSheet " + main_namespace +
                                          "><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-809]dddd\\ d&quot; &quot;mmmm\\ yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"[$£-809]#,##0.00\"/>"
                                          "<numFmt numFmtId=\"166\" formatCode=\"00000\\ 000000\"/></numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
                                          "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"20\"/><xf numFmtId=\"22\"/><xf numFmtId=\"165\"/><xf numFmtId=\"9\"/><xf numFmtId=\"49\"/><xf numFmtId=\"166\"/>"
                                          "</cellXfs></styleSheet>");
  return parts;
}
inline Parts book_with(const std::string& rows) { return book_of({{"Services", rows}}); }

// A folder of CSV sheets as one workbook.
inline std::string workbook_of(const std::map<std::string, std::string>& sheets) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& [file, text] : sheets) {
    Findings findings;
    std::string rows;
    for (const auto& row : read_csv(text, file, findings).rows) {
      rows += "<row>";
      for (const std::string& cell : row) {
        rows += "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">";
        for (const char c : cell) rows += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string{c};
        rows += "</t></is></c>";
      }
      rows += "</row>";
    }
    all.emplace_back(file.substr(0, file.size() - 4), rows);
  }
  return zipped(book_of(all));
}

}  // namespace kiosk::packs

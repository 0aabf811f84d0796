// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/package.hpp"

#include <expat.h>
#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <type_traits>

namespace kiosk::packs {
namespace {

constexpr char between = '\x1F';  // Expat puts it between a namespace and a name
constexpr const char* save_again = "Open it in Excel or LibreOffice and save it again as 'Excel Workbook (.xlsx)'.";

std::string_view local(const char* name) {
  const std::string_view whole{name};
  const std::size_t at = whole.rfind(between);
  return at == std::string_view::npos ? whole : whole.substr(at + 1);
}

// One reading of one part.
struct Reading {
  XmlReader& reader;
  const PackageLimits& limits;
  XML_Parser parser;
  std::size_t depth = 0;
  const char* refused = nullptr;

  void stop(const char* why) {
    if (why != nullptr && refused == nullptr) refused = why;
    XML_StopParser(parser, XML_FALSE);
  }
};

Reading& reading_of(void* data) { return *static_cast<Reading*>(data); }

void on_start(void* data, const char* name, const char** attributes) noexcept {
  Reading& reading = reading_of(data);
  if (++reading.depth > reading.limits.depth) return reading.stop("is nested too deeply");
  for (const char* const* at = attributes; *at != nullptr; ++at) {
    if (std::string_view{*at}.size() > reading.limits.name_bytes) return reading.stop("holds an attribute that is too long");
  }
  reading.reader.start(local(name), XmlAttributes{attributes});
  if (reading.reader.enough) reading.stop(nullptr);
}

void on_end(void* data, const char* name) noexcept {
  Reading& reading = reading_of(data);
  --reading.depth;
  reading.reader.end(local(name));
  if (reading.reader.enough) reading.stop(nullptr);
}

void on_text(void* data, const char* piece, int length) noexcept {
  Reading& reading = reading_of(data);
  if (length > 0) reading.reader.text({piece, static_cast<std::size_t>(length)});
  if (reading.reader.enough) reading.stop(nullptr);
}

// No spreadsheet writes one, and entities that grow live in it.
void on_doctype(void* data, const char*, const char*, const char*, int) noexcept { reading_of(data).stop("declares a document type, which no spreadsheet does"); }

std::string message_of(zip_error_t& error) {
  std::string text = zip_error_strerror(&error);
  return text;
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
  for (const char* const* at = pairs_; *at != nullptr; at += 2) {
    if (local(*at) == name) return *(at + 1);
  }
  return {};
}

void Package::Close::operator()(zip* archive) const { zip_discard(archive); }

Error Package::refused(std::string_view part, std::string_view why) const {
  return {ErrorCode::input, fmt::format("{}: {}{}{}. {}", name_, part.empty() ? "" : "its part ", part.empty() ? "" : fmt::format("'{}' ", part.substr(0, 80)), why, save_again)};
}

Result<Package> Package::open(std::string bytes, std::string name, const PackageLimits& limits) {
  Package package;
  package.bytes_ = std::make_unique<std::string>(std::move(bytes));
  package.name_ = std::move(name);
  package.limits_ = limits;

  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(package.bytes_->data(), package.bytes_->size(), 0, &error);
  if (source != nullptr) {
    package.archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!package.archive_) zip_source_free(source);
  }
  const std::string why = message_of(error);
  zip_error_fini(&error);
  if (!package.archive_) return package.refused({}, fmt::format("is not whole ({})", why));

  const zip_int64_t count = zip_get_num_entries(package.archive_.get(), 0);
  if (count < 0 || static_cast<std::size_t>(count) > limits.parts) return package.refused({}, fmt::format("holds more than {} parts, which no spreadsheet does", limits.parts));
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* part = zip_get_name(package.archive_.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
    if (part != nullptr) package.parts_.emplace_back(part);
  }
  std::sort(package.parts_.begin(), package.parts_.end());
  // Two of a name: what one program shows is not what another reads.
  const auto twice = std::adjacent_find(package.parts_.begin(), package.parts_.end());
  if (twice != package.parts_.end()) return package.refused(*twice, "is there twice");
  return package;
}

bool Package::has(std::string_view part) const { return std::binary_search(parts_.begin(), parts_.end(), part); }

std::uint64_t Package::unpacked_size_of(const std::string& part) const {
  zip_stat_t about;
  zip_stat_init(&about);
  const bool known = zip_stat(archive_.get(), part.c_str(), ZIP_FL_ENC_RAW, &about) == 0 && (about.valid & ZIP_STAT_SIZE) != 0;
  return known ? std::min<std::uint64_t>(about.size, limits_.unpacked_bytes) : 0;
}

Outcome Package::read(const std::string& part, XmlReader& reader) {
  struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
  };
  const std::unique_ptr<zip_file_t, CloseFile> file{zip_fopen(archive_.get(), part.c_str(), ZIP_FL_ENC_RAW)};
  if (!file) {
    zip_error_t* error = zip_get_error(archive_.get());
    if (zip_error_code_zip(error) == ZIP_ER_NOPASSWD) {
      return Error{ErrorCode::input, fmt::format("{}: is locked with a password. Take the password off in the spreadsheet (File, Info, Protect Workbook), and save it.", name_)};
    }
    return refused(part, fmt::format("cannot be opened ({})", message_of(*error)));
  }
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser{XML_ParserCreateNS(nullptr, between), &XML_ParserFree};
  if (!parser) return refused(part, "cannot be read: there is no memory left");
  Reading reading{reader, limits_, parser.get()};
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);

  std::array<char, 64 * 1024> buffer;
  for (bool last = false; !last;) {
    const zip_int64_t got = zip_fread(file.get(), buffer.data(), buffer.size());
    if (got < 0) return refused(part, fmt::format("is damaged ({})", message_of(*zip_file_get_error(file.get()))));
    unpacked_ += static_cast<std::uint64_t>(got);
    if (exhausted()) {
      return Error{ErrorCode::input, fmt::format("{}: unpacks to more than {} MB, so it is not read. Remove the pictures, the empty rows and what does not belong here, and save it again.",
                                                 name_, limits_.unpacked_bytes / (1024 * 1024))};
    }
    if (watcher_) watcher_(unpacked_);
    last = got == 0;
    if (XML_Parse(parser.get(), buffer.data(), static_cast<int>(got), last ? XML_TRUE : XML_FALSE) != XML_STATUS_OK) {
      if (reading.refused != nullptr) return refused(part, reading.refused);
      if (reader.enough) return Done{};
      return refused(part, fmt::format("breaks off at line {} ({})", XML_GetCurrentLineNumber(parser.get()), XML_ErrorString(XML_GetErrorCode(parser.get()))));
    }
  }
  return Done{};
}

}  // namespace kiosk::packs

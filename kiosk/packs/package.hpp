// SPDX-License-Identifier: GPL-3.0-or-later
// The container of a workbook: a zip archive of XML parts (ECMA-376 part 2).
// libzip opens it and Expat reads it piece by piece, because the spreadsheet
// libraries that Debian has unpack whole parts into memory before anything can
// say stop. Nothing is ever written to the disk.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"

struct zip;

namespace kiosk::packs {

struct PackageLimits {
  std::size_t parts = 2'000;
  std::uint64_t unpacked_bytes = 256ULL * 1024 * 1024;  // of all parts that are read, together
  std::size_t depth = 64;
  std::size_t name_bytes = 32 * 1024;  // of one attribute
};

// The attributes of one element; valid while it starts.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
  // Empty if there is none. Namespaces are left out: `r:id` is `id` where there is no other.
  [[nodiscard]] std::string_view operator[](std::string_view name) const;

 private:
  const char* const* pairs_;
};

// What a part says, element by element, by local names.
class XmlReader {
 public:
  virtual ~XmlReader() = default;
  virtual void start(std::string_view element, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view element) = 0;
  virtual void text(std::string_view piece) = 0;
  // Set to end the reading early: nothing is wrong, there is enough.
  bool enough = false;
};

class Package {
 public:
  // `name` is what messages call the file. The bytes are kept.
  [[nodiscard]] static Result<Package> open(std::string bytes, std::string name, const PackageLimits& limits = {});

  [[nodiscard]] const std::vector<std::string>& parts() const { return parts_; }
  [[nodiscard]] bool has(std::string_view part) const;
  // The part's XML, streamed through the reader.
  [[nodiscard]] Outcome read(const std::string& part, XmlReader& reader);
  // As the archive says, which may be a lie; 0: it does not.
  [[nodiscard]] std::uint64_t unpacked_size_of(const std::string& part) const;
  // Hears as it is read how many bytes of all parts are unpacked.
  void watch(std::function<void(std::uint64_t unpacked)> watcher) { watcher_ = std::move(watcher); }
  // Its limit of unpacked bytes is reached: no other part can be read either.
  [[nodiscard]] bool exhausted() const { return unpacked_ > limits_.unpacked_bytes; }

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  Package() = default;
  [[nodiscard]] Error refused(std::string_view part, std::string_view why) const;

  std::unique_ptr<std::string> bytes_;  // libzip reads from them, so they stay where they are
  std::unique_ptr<zip, Close> archive_;
  std::string name_;
  PackageLimits limits_;
  std::vector<std::string> parts_;  // sorted
  std::uint64_t unpacked_ = 0;
  std::function<void(std::uint64_t)> watcher_;
};

}  // namespace kiosk::packs

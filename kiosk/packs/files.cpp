// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/packs/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "kiosk/base/descriptor.hpp"

namespace kiosk::packs {
namespace {

namespace fs = std::filesystem;

Error failed(std::string_view doing, const fs::path& file) {
  const int number = errno;
  const char* mend = number == ENOENT   ? "Check the name."
                     : number == EACCES || number == EPERM ? "Ask for permission to it, or run as its owner."
                     : number == ENOSPC ? "Free some space on that disk and try again."
                     : number == EROFS  ? "The disk is read-only: mount it for writing."
                     : number == ELOOP  ? "It is a link: give the file itself."
                                        : "Check the disk.";
  return {ErrorCode::file, fmt::format("{} {}: {}. {}", doing, file.string(), std::strerror(number), mend)};
}

}  // namespace

Result<std::string> read_file(const fs::path& file, std::uint64_t limit) {
  // O_NONBLOCK: a pipe put in place of the file must not hold us up.
  const Descriptor descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)};
  if (descriptor.number() < 0) return failed("Cannot open", file);
  struct stat about {};
  if (::fstat(descriptor.number(), &about) != 0) return failed("Cannot look at", file);
  if (!S_ISREG(about.st_mode)) return Error{ErrorCode::file, fmt::format("{} is not an ordinary file. Put the file itself there.", file.string())};
  const auto size = static_cast<std::uint64_t>(about.st_size);
  if (size > limit) {
    return Error{ErrorCode::file,
                 fmt::format("{} is {} bytes, more than the {} allowed for it. Check that it is the right file.", file.string(), size, limit)};
  }
  std::string bytes(size, '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got = ::read(descriptor.number(), bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed("Cannot read", file);
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

Outcome flush_to_disk(const fs::path& file_or_folder) {
  const Descriptor descriptor{::open(file_or_folder.c_str(), O_RDONLY | O_CLOEXEC)};
  if (descriptor.number() < 0) return failed("Cannot open", file_or_folder);
  if (::fsync(descriptor.number()) != 0) return failed("Cannot write to the disk", file_or_folder);
  return Done{};
}

Outcome put_in_place(const fs::path& part, const fs::path& file) {
  struct stat about {};
  // A rename would take the place of /dev/null as readily as of a file.
  if (::stat(file.c_str(), &about) == 0 && !S_ISREG(about.st_mode)) {
    ::unlink(part.c_str());
    return Error{ErrorCode::file, fmt::format("{} is {}, not a file. Give the name of a file.", file.string(), S_ISDIR(about.st_mode) ? "a folder" : "a device or a pipe")};
  }
  if (::rename(part.c_str(), file.c_str()) != 0) {
    Error error = failed("Cannot put in place", file);
    ::unlink(part.c_str());
    return error;
  }
  return flush_to_disk(file.has_parent_path() ? file.parent_path() : fs::path{"."});
}

Outcome write_file(const fs::path& file, std::string_view bytes, Permission permission) {
  const auto put_all = [bytes](const Descriptor& out, const fs::path& where) -> Outcome {
    for (std::size_t written = 0; written < bytes.size();) {
      const ssize_t put = ::write(out.number(), bytes.data() + written, bytes.size() - written);
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return failed("Cannot write", where);
      written += static_cast<std::size_t>(put);
    }
    return Done{};
  };
  struct stat about {};
  if (::stat(file.c_str(), &about) == 0 && (S_ISCHR(about.st_mode) || S_ISFIFO(about.st_mode))) {
    const Descriptor out{::open(file.c_str(), O_WRONLY | O_CLOEXEC)};
    if (out.number() < 0) return failed("Cannot write", file);
    return put_all(out, file);
  }
  const fs::path beside = fs::path{file}.concat(".part");
  ::unlink(beside.c_str());
  {
    const mode_t mode = permission == Permission::owner_only ? 0600 : 0644;
    const Descriptor out{::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)};
    if (out.number() < 0) return failed("Cannot write", beside);
    if (auto put = put_all(out, beside); !put) {
      ::unlink(beside.c_str());
      return put;
    }
    if (::fsync(out.number()) != 0) return failed("Cannot write to the disk", beside);
  }
  return put_in_place(beside, file);
}

Outcome point_link(const fs::path& link, const fs::path& target) {
  const fs::path beside = fs::path{link}.concat(".part");
  ::unlink(beside.c_str());
  if (::symlink(target.c_str(), beside.c_str()) != 0) return failed("Cannot make the link", beside);
  if (::rename(beside.c_str(), link.c_str()) != 0) return failed("Cannot put in place", link);
  return flush_to_disk(link.has_parent_path() ? link.parent_path() : fs::path{"."});
}

}  // namespace kiosk::packs

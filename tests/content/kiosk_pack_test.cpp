// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Outcome {
  int status = -1;
  std::string out, err;
};

class KioskPack : public ::testing::Test {
 protected:
  KioskPack() {
    std::string pattern = (fs::temp_directory_path() / "content-test-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~KioskPack() override { fs::remove_all(folder_); }

  [[nodiscard]] static std::string bytes_of(const fs::path& file) {
    std::ostringstream bytes;
    bytes << std::ifstream{file, std::ios::binary}.rdbuf();
    return bytes.str();
  }
  void write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream{folder_ / name, std::ios::binary} << bytes;
  }

  // Run in the test's folder, as a person at a prompt would.
  [[nodiscard]] Outcome shell(const std::string& command) const {
    const int status = ::system(("cd '" + folder_.string() + "' && (" + command + ") >out 2>err </dev/null").c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, bytes_of(folder_ / "out"), bytes_of(folder_ / "err")};
  }
  [[nodiscard]] Outcome kiosk_pack(const std::string& arguments, const std::string& environment = {}) const {
    return shell(environment + " '" KIOSK_PACK "' " + arguments);
  }
  void expect_done(const Outcome& outcome) const { EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err; }
  void expect_failed(const Outcome& outcome, const std::string& words, int status = 1) const {
    EXPECT_EQ(outcome.status, status) << outcome.out << outcome.err;
    EXPECT_NE((outcome.out + outcome.err).find(words), std::string::npos) << "wanted: " << words << "\n" << outcome.out << outcome.err;
  }

  // Copies of the Leeds sheets to spoil, in `sheets`.
  void copy_leeds() const {
    fs::remove_all(folder_ / "sheets");
    fs::copy(leeds, folder_ / "sheets", fs::copy_options::recursive);
  }
  void spoil(const std::string& sheet, const std::string& from, const std::string& to) const {
    std::string text = bytes_of(folder_ / "sheets" / sheet);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    write("sheets/" + sheet, text);
  }
  // A signed pack, with its key in keys/.
  void make_pack(const std::string& name, long serial) const {
    if (!fs::exists(folder_ / "keys")) {
      fs::create_directory(folder_ / "keys");
      expect_done(kiosk_pack("keygen -o keys/city"));
    }
    expect_done(kiosk_pack("build '" + leeds + "' -o " + name + " --serial " + std::to_string(serial)));
    expect_done(kiosk_pack("sign " + name + " --key keys/city.key"));
  }

  static inline const std::string leeds = KIOSK_SOURCE_DIR "/content/leeds";
  fs::path folder_;
};

// --- The Leeds sheets ------------------------------------------------------------

TEST_F(KioskPack, LeedsMayBePublished) {
  const Outcome checked = kiosk_pack("check '" + leeds + "' --json findings.json");
  expect_done(checked);
  EXPECT_TRUE(checked.out.starts_with("Nothing stops this going out. 0 things to check,")) << checked.out;
  const json report = json::parse(bytes_of(folder_ / "findings.json"));
  EXPECT_EQ(report["verdict"], "publish");
  EXPECT_EQ(report["counts"]["topics"], 6);
  EXPECT_GE(report["counts"]["services"], 148);
}

TEST_F(KioskPack, LeedsHasWhatResidentsLookFor) {
  expect_done(kiosk_pack("build '" + leeds + "' -o a.pack"));
  const json shown = json::parse(kiosk_pack("show a.pack --json").out);
  EXPECT_EQ(shown["languages"], "en ar");
  std::vector<std::string> topics;
  for (const json& topic : shown["topics"]) {
    topics.push_back(topic["key"]);
    EXPECT_GT(topic["services"], 0) << topic["key"];
  }
  EXPECT_EQ(topics, (std::vector<std::string>{"health", "money", "home", "family", "work", "rights"}));

  const std::map<std::string, std::pair<std::string, std::string>> wanted{
      {"armley library", {"en", "armley-library"}}, {"ls12 1uq", {"en", "armley-library"}},         {"food bank bramley", {"en", "food-bank-bramley"}},
      {"rent", {"en", "housing-benefit"}},          {"إيجار", {"ar", "housing-benefit"}},           {"homeless", {"en", "homeless-help"}}};
  for (const auto& [query, expected] : wanted) {
    const json hits = json::parse(kiosk_pack("search a.pack --lang " + expected.first + " --limit 5 --json '" + query + "'").out);
    bool found = false;
    for (const json& hit : hits) found = found || hit["id"] == expected.second;
    EXPECT_TRUE(found) << query << ": " << hits.dump(1);
  }
}

TEST_F(KioskPack, LeedsTellsNoSecretsAndInventsNothing) {
  // Numbers that urgent-help research marked unsafe, and Ofcom's fiction range.
  const std::string text = bytes_of(leeds + "/Services.csv") + bytes_of(leeds + "/Organisations.csv") + bytes_of(leeds + "/Urgent help.csv");
  for (const char* number : {"0113 496", "0800 183 1485", "0113 376 0469", "0808 802 9999", "07786 200200"}) EXPECT_EQ(text.find(number), std::string::npos) << number;
}

TEST_F(KioskPack, TheSameSheetsGiveTheSameBytes) {
  expect_done(kiosk_pack("build '" + leeds + "' -o a.pack"));
  expect_done(kiosk_pack("build '" + leeds + "' -o b.pack", "TZ=Asia/Tokyo LC_ALL=C"));
  EXPECT_EQ(bytes_of(folder_ / "a.pack"), bytes_of(folder_ / "b.pack"));
}

// --- Spoiled copies ----------------------------------------------------------------

TEST_F(KioskPack, SpoiledSheetsAreNamedAndNothingIsBuilt) {
  const struct {
    const char *sheet, *from, *to, *words;
  } spoils[] = {{"Places.csv", "LS12 1UQ", "LS12 1U", "Postcode: 'LS12 1U' is not complete. Type it like 'LS12 5HS'."},
                {"Services.csv", "0113 269 2985", "0113 269 29", "Phone: '0113 269 29' is not a whole telephone number."},
                {"Services.csv", "armley-library,", "../../armley,", "ID: '../../armley' may hold only small letters"},
                {"Services.csv", "\"work, family\"", "=1+1", "begins with '='"},
                {"Opening hours.csv", "10:00-17:00", "10 til 5ish", "'10 til 5ish' is not hours that can be read"},
                {"Topics.csv", "health,", "health,\"never closed,", "words stand behind the closing quotation mark of cell 2"},
                {"Words people use.csv", "health,en,doctor", "health,en,\"doctor", "a quotation mark is opened and never closed"},
                {"Services.csv", "Topics", "Topcis", "Topics: this heading is not there."}};
  for (const auto& spoil_with : spoils) {
    copy_leeds();
    spoil(spoil_with.sheet, spoil_with.from, spoil_with.to);
    expect_failed(kiosk_pack("check sheets"), spoil_with.words);
    expect_failed(kiosk_pack("build sheets -o a.pack"), spoil_with.words);
    EXPECT_FALSE(fs::exists(folder_ / "a.pack"));
  }
}

TEST_F(KioskPack, HostileSheetsEndInBoundedTimeAndMemory) {
  copy_leeds();
  write("sheets/Places.csv", "ID,Name,Address,Town,Postcode,Source,Details checked\n\"" + std::string(100'000'000, 'x') + "\"\n");
#ifdef __SANITIZE_ADDRESS__
  const std::string limit;  // the sanitizer's own shadow needs more than any limit worth having
#else
  const std::string limit = "ulimit -v 131072; ";  // 128 MB of address space: the cell would hardly fit once
#endif
  expect_failed(shell(limit + "timeout 30 '" KIOSK_PACK "' check sheets"), "more than the 33554432 allowed");
  copy_leeds();
  write("sheets/Services.csv", std::string(1'000'000, ',') + "\n");
  expect_failed(shell("timeout 30 '" KIOSK_PACK "' check sheets"), "more than 64 columns");
  copy_leeds();
  write("sheets/Services.csv", bytes_of(folder_ / "sheets/Services.csv") + std::string("a\0b", 3));
  expect_failed(shell("timeout 30 '" KIOSK_PACK "' check sheets"), "there is a character that is no text");
  copy_leeds();
  fs::remove(folder_ / "sheets/Topics.csv");
  expect_done(shell("mkfifo sheets/Topics.csv"));
  expect_failed(shell("timeout 30 '" KIOSK_PACK "' check sheets"), "is not an ordinary file");
}

// --- The command line ----------------------------------------------------------------

TEST_F(KioskPack, UsageAndVersion) {
  const Outcome version = kiosk_pack("--version");
  EXPECT_EQ(version.status, 0);
  EXPECT_TRUE(version.out.starts_with("kiosk-pack ")) << version.out;
  for (const char* help : {"--help", "check --help", "build --help", "keygen --help", "sign --help", "verify --help", "show --help", "search --help", "install --help"}) {
    EXPECT_EQ(kiosk_pack(help).status, 0) << help;
  }
  EXPECT_NE(kiosk_pack("keygen --help").out.find("no password"), std::string::npos);
  for (const char* wrong : {"", "chekc x", "build", "build x", "build x -o y --serial 0", "build x -o y --serial abc", "search x --lang en --limit 0 q", "search x",
                            "fetch http://example.org --store s --keys k", "generate --services 0 --seed 1 -o d", "template -o t.xlsx", "check book.xlsx", "build https://leeds.gov.uk/services -o y", "export x -o y", "build x -o y --expires tomorrow"}) {
    const Outcome outcome = kiosk_pack(wrong);
    EXPECT_EQ(outcome.status, 2) << wrong << "\n" << outcome.out << outcome.err;
    EXPECT_FALSE(outcome.err.empty()) << wrong;
  }
  expect_failed(kiosk_pack("check /no/such/place"), "/no/such/place is not there");
  expect_failed(kiosk_pack("show missing.pack"), "missing.pack");
}

TEST_F(KioskPack, SignsInstallsAndRollsBack) {
  make_pack("one.pack", 1);
  EXPECT_EQ(fs::status(folder_ / "keys/city.key").permissions() & fs::perms::mask, fs::perms::owner_read | fs::perms::owner_write);
  expect_failed(kiosk_pack("keygen -o keys/city"), "is there already");
  const Outcome theirs = shell("minisign -Vm one.pack -p keys/city.pub");
  EXPECT_EQ(theirs.status, 0) << "Install Debian's package minisign. " << theirs.err;
  expect_done(kiosk_pack("verify one.pack --keys keys"));
  expect_done(kiosk_pack("install one.pack --store store --keys keys"));
  make_pack("two.pack", 2);
  expect_done(kiosk_pack("install two.pack --store store --keys keys"));
  expect_failed(kiosk_pack("install one.pack --store store --keys keys"), "serial 2 is installed");
  expect_done(kiosk_pack("rollback --store store"));
  expect_failed(kiosk_pack("rollback --store store"), "keeps no earlier pack");
  EXPECT_TRUE(fs::read_symlink(folder_ / "store/current.pack").string().starts_with("pack-1-"));

  expect_done(kiosk_pack("keygen -o keys/armley --role hub:armley"));
  expect_done(kiosk_pack("sign two.pack --key keys/armley.key"));
  const Outcome verified = kiosk_pack("verify two.pack --keys keys");
  EXPECT_NE(verified.out.find("hub:armley"), std::string::npos) << verified.out << verified.err;
  expect_failed(kiosk_pack("install two.pack --store store --keys keys"), "not for the whole city");
  expect_done(kiosk_pack("diff one.pack two.pack --json"));
}

TEST_F(KioskPack, SearchesManyQueries) {
  make_pack("one.pack", 1);
  write("queries.jsonl", "{\"query_id\": \"1\", \"lang\": \"en\", \"query\": \"food bank\"}\n\n{\"query_id\": 2, \"lang\": \"ar\", \"query\": \"طبيب \\\"' -* AND (\"}\n");
  const Outcome found = kiosk_pack("search one.pack --queries queries.jsonl --limit 3");
  expect_done(found);
  std::istringstream lines{found.out};
  std::string line;
  std::vector<json> answers;
  while (std::getline(lines, line)) answers.push_back(json::parse(line));
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[0]["query_id"], "1");
  EXPECT_LE(answers[0]["ids"].size(), 3U);
  EXPECT_FALSE(answers[0]["ids"].empty());
  EXPECT_EQ(answers[1]["query_id"], 2);
  EXPECT_TRUE(answers[1]["microseconds"].is_number_integer());
  write("bad.jsonl", "{\"query_id\": \"1\", \"lang\": \"en\"}\n");
  expect_failed(kiosk_pack("search one.pack --queries bad.jsonl"), "bad.jsonl, line 1");
}

TEST_F(KioskPack, MadeUpSheetsPassTheirCheck) {
  expect_done(kiosk_pack("generate --services 500 --seed 7 -o made"));
  expect_done(kiosk_pack("generate --services 500 --seed 7 -o again"));
  EXPECT_EQ(bytes_of(folder_ / "made/Services.csv"), bytes_of(folder_ / "again/Services.csv"));
  expect_failed(kiosk_pack("generate --services 500 --seed 7 -o made"), "is not empty");
  const Outcome checked = kiosk_pack("check made");
  expect_done(checked);
  EXPECT_TRUE(checked.out.starts_with("Nothing stops this going out. 0 things to check,")) << checked.out;
  expect_done(kiosk_pack("build made -o made.pack"));
}

// --- Power cuts -------------------------------------------------------------------------

class PowerCut : public KioskPack, public ::testing::WithParamInterface<const char*> {};

TEST_P(PowerCut, LeavesTheOldPackOrTheNewOneWhole) {
  make_pack("one.pack", 1);
  make_pack("two.pack", 2);
  expect_done(kiosk_pack("install one.pack --store first --keys keys"));
  int cuts = 0, old = 0, fresh = 0;
  for (int at = 1; at < 500; ++at) {
    fs::remove_all(folder_ / "store");
    fs::remove(folder_ / "reached");
    fs::copy(folder_ / "first", folder_ / "store", fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    const Outcome cut = kiosk_pack("install two.pack --store store --keys keys",
                                   "ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD='" POWER_CUT "' POWER_CUT_REACHED=reached POWER_CUT_AT=" + std::to_string(at) + " " + GetParam());
    if (!fs::exists(folder_ / "reached")) {
      expect_done(cut);
      break;
    }
    ++cuts;
    // What is in force is signed and whole, and the kiosk's own keys say so.
    const fs::path current = fs::read_symlink(folder_ / "store/current.pack");
    expect_done(kiosk_pack("verify store/" + current.string() + " --keys store/keys"));
    ++(current.string().starts_with("pack-1-") ? old : fresh);
    // And the next try goes through, leaving no scraps.
    expect_done(kiosk_pack("install two.pack --store store --keys keys"));
    EXPECT_TRUE(fs::read_symlink(folder_ / "store/current.pack").string().starts_with("pack-2-"));
    for (const auto& entry : fs::directory_iterator{folder_ / "store"}) EXPECT_NE(entry.path().extension(), ".part") << at << " " << entry.path();
    if (HasFailure()) FAIL() << "at call " << at << ": " << cut.out << cut.err;
  }
  EXPECT_GT(cuts, 20);
  EXPECT_GT(old, 0);
  EXPECT_GT(fresh, 0);
}
INSTANTIATE_TEST_SUITE_P(Content, PowerCut, ::testing::Values("", "POWER_CUT_FULL=1"), [](const auto& parameter) { return parameter.index == 0 ? "off" : "full"; });

}  // namespace

// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/speech/engine.hpp"

#include <malloc.h>

#include <fstream>
#include <random>
#include <sstream>

#include "kiosk/speech/voice_data.hpp"
#include "support.hpp"

namespace kiosk::speech {
namespace {

namespace fs = std::filesystem;

// Puts a file of our own where the link was.
void write(const fs::path& file, const std::string& bytes) {
  fs::remove(file);
  std::ofstream(file, std::ios::binary) << bytes;
}
std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  return bytes.str();
}

TEST(Engine, HasAVoiceForEachLanguageAndLendsNone) {
  const auto engine = Engine::open({});
  ASSERT_TRUE(engine) << engine.error().detail;
  const auto voice = [&](const char* language) { return engine.value()->voice_for(language); };
  EXPECT_EQ(voice("en"), "gmw/en");
  EXPECT_EQ(voice("en-GB"), "gmw/en");
  EXPECT_EQ(voice("ar"), "sem/ar");
  EXPECT_EQ(voice("zh-Hans"), "sit/cmn-Latn-pinyin");
  EXPECT_EQ(voice("zh-Hant"), "sit/yue");
  for (const char* language : {"pl", "ro", "ur", "pa", "fa", "pt", "es", "bn", "it", "lt", "fr", "ru", "uk", "am", "cs", "sk", "hu", "gu", "hi", "el", "vi", "tr", "ku"}) {
    EXPECT_NE(voice(language), "") << language;
  }
  for (const char* language : {"ckb", "ti", "ps", "so", "tl", "pa-Arab", "ku-Arab", "xx", "", "-", "english"}) {
    EXPECT_EQ(voice(language), "") << language;
  }
}

// Every voice of the table is one that eSpeak NG really takes, and it spells nothing out.
TEST(Engine, EveryVoiceSpeaks) {
  const auto engine = Engine::open({});
  ASSERT_TRUE(engine);
  for (const char* language : {"en", "ar", "pl", "ro", "ur", "pa", "zh-Hans", "zh-Hant", "pt", "fa", "es", "bn", "it", "lt", "fr", "ru", "uk", "am", "cs", "sk", "hu",
                               "gu", "hi", "el", "vi", "tr", "ku"}) {
    std::size_t samples = 0;
    const Outcome made = engine.value()->synthesise("1 2 3", engine.value()->voice_for(language), {120, 0}, [&](auto block) {
      samples += block.size();
      return true;
    });
    EXPECT_TRUE(made) << language;
    EXPECT_GT(samples, 10000U) << language;
  }
}

TEST(Engine, AnUnknownVoiceIsAnErrorAndNotTheLastVoice) {
  const auto engine = Engine::open({});
  ASSERT_TRUE(engine);
  ASSERT_TRUE(engine.value()->phonemes("dzień", "zlw/pl"));
  const auto unknown = engine.value()->phonemes("hello", "gmw/nowhere");
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().detail.find("gmw/nowhere"), std::string::npos);
  EXPECT_EQ(unknown.error().detail.find("hello"), std::string::npos) << "nothing that is said reaches the log";
}

TEST(Engine, ASinkThatRefusesEndsItAtOnce) {
  const auto engine = Engine::open({});
  ASSERT_TRUE(engine);
  int blocks = 0;
  ASSERT_TRUE(engine.value()->synthesise("One two three four five six seven eight nine ten.", "gmw/en", {120, 0}, [&](auto) {
    ++blocks;
    return false;
  }));
  EXPECT_EQ(blocks, 1);
}

// A kiosk speaks for weeks. A sanitizer's own allocator answers 0 here.
TEST(Engine, SynthesisKeepsNoMemory) {
  const auto engine = Engine::open({});
  ASSERT_TRUE(engine);
  const auto speak = [&](int times) {
    for (int i = 0; i < times; ++i) {
      ASSERT_TRUE(engine.value()->synthesise("Armley 12", i % 2 == 0 ? "gmw/en" : "sem/ar", {120, 0}, [i](auto) { return i % 3 != 0; }));
    }
  };
  speak(10);
  const std::size_t before = mallinfo2().uordblks;
  speak(300);
  EXPECT_LT(mallinfo2().uordblks, before + 20000);
}

TEST(Engine, OnlyOneAtATime) {
  const auto first = Engine::open({});
  ASSERT_TRUE(first);
  EXPECT_FALSE(Engine::open({}));
}

TEST(Engine, MarkupAndPhonemeCodesAreWords) {
  const auto engine = Engine::open({});
  ASSERT_TRUE(engine);
  const std::string heard = engine.value()->phonemes("<break time=\"9s\"/> [[hh]]", "gmw/en").value();
  EXPECT_NE(heard.find("bɹˈeɪk"), std::string::npos) << heard;
}

TEST(VoiceData, AMissingFolderIsNamedWithItsMend) {
  const auto missing = check_voice_data("/nowhere/at/all");
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().detail.find("/nowhere/at/all"), std::string::npos);
  EXPECT_NE(missing.error().detail.find("espeak-ng-data"), std::string::npos);
}

TEST(VoiceData, ABrokenSoundTableIsFoundBeforeItCrashesTheEngine) {
  for (const char* name : {"phontab", "phonindex", "phondata", "intonations"}) {
    VoiceDataCopy data;
    ASSERT_TRUE(check_voice_data(data.root()));
    fs::remove(data.folder() / name);
    EXPECT_FALSE(check_voice_data(data.root())) << name;
    write(data.folder() / name, "");
    const auto empty = check_voice_data(data.root());
    ASSERT_FALSE(empty) << name;
    EXPECT_NE(empty.error().detail.find(name), std::string::npos);
  }
  for (const char* name : {"phontab", "phonindex"}) {
    VoiceDataCopy data;
    const std::string whole = bytes_of(system_voice_data() / name);
    write(data.folder() / name, whole.substr(0, whole.size() - 400));
    EXPECT_FALSE(check_voice_data(data.root())) << name;
    write(data.folder() / name, std::string(3, '\x7f'));
    EXPECT_FALSE(check_voice_data(data.root())) << name;
  }
}

TEST(VoiceData, ADictionaryCutShortAnywhereIsFound) {
  VoiceDataCopy data;
  const std::string whole = bytes_of(system_voice_data() / "ar_dict");
  std::mt19937 random(3);
  EXPECT_TRUE(check_voice(data.folder(), "sem/ar", "ar"));
  for (int i = 0; i < 60; ++i) {
    write(data.folder() / "ar_dict", whole.substr(0, i < 12 ? static_cast<std::size_t>(i) : random() % whole.size()));
    EXPECT_FALSE(check_voice(data.folder(), "sem/ar", "ar"));
  }
  std::string noise = whole;
  for (char& byte : noise) byte = static_cast<char>(random());
  write(data.folder() / "ar_dict", noise);
  EXPECT_FALSE(check_voice(data.folder(), "sem/ar", "ar"));
}

TEST(VoiceData, AVoiceFileThatIsNotOneIsFound) {
  VoiceDataCopy data;
  write(data.folder() / "lang/sem/ar", "name Arabic\n\x01\x02");
  EXPECT_FALSE(check_voice(data.folder(), "sem/ar", "ar"));
  fs::remove(data.folder() / "lang/sem/ar");
  EXPECT_FALSE(check_voice(data.folder(), "sem/ar", "ar"));
}

}  // namespace
}  // namespace kiosk::speech

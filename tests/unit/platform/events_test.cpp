// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/events.hpp"

#include <SDL2/SDL.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <thread>

#include "kiosk/platform/window.hpp"
#include "tests/unit/platform/support.hpp"

namespace kiosk::platform {

namespace {

using namespace std::chrono_literals;
using Phase = KeyPress::Phase;
using Mode = WindowOptions::Mode;
using Clock = std::chrono::steady_clock;

// Events as words, so that a failing comparison can be read.
std::vector<std::string> words(const std::vector<Event>& events) {
  struct Words {
    static std::string place(int pointer, PointPx at) {
      return std::to_string(pointer) + " at " + std::to_string(at.x) + ',' + std::to_string(at.y);
    }
    std::string operator()(const PointerDown& e) const { return "down " + place(e.pointer, e.at); }
    std::string operator()(const PointerMove& e) const { return "move " + place(e.pointer, e.at); }
    std::string operator()(const PointerUp& e) const { return "up " + place(e.pointer, e.at); }
    std::string operator()(const KeyPress& e) const {
      const char* phases[] = {"down", "repeat", "up"};
      return "key " + std::to_string(static_cast<int>(e.key)) + " \"" + e.name + "\" " + phases[static_cast<int>(e.phase)];
    }
    std::string operator()(const TextTyped& e) const { return "text \"" + e.text + '"'; }
    std::string operator()(const Resized& e) const { return "size " + std::to_string(e.size.width) + 'x' + std::to_string(e.size.height); }
    std::string operator()(const Quit&) const { return "quit"; }
    std::string operator()(const Wake&) const { return "wake"; }
  };
  std::vector<std::string> out;
  for (const Event& event : events) out.push_back(std::visit(Words{}, event));
  return out;
}

class DummyEvents : public ::testing::Test {
 protected:
  void SetUp() override {
    Result<std::unique_ptr<Window>> opened = Window::open({{1000, 500}, Mode::headless});
    ASSERT_TRUE(opened.ok()) << opened.error().detail;
    window = std::move(opened).value();
    events = std::make_unique<Events>(*window);
    (void)events->wait(0ms);  // what opening a window brings
  }
  static void push(SDL_Event event) { ASSERT_EQ(SDL_PushEvent(&event), 1); }
  static SDL_Event finger(std::uint32_t type, SDL_FingerID id, float x, float y, SDL_TouchID touch = 7) {
    SDL_Event event{};
    event.tfinger.type = type;
    event.tfinger.touchId = touch;
    event.tfinger.fingerId = id;
    event.tfinger.x = x;
    event.tfinger.y = y;
    return event;
  }
  static SDL_Event button(std::uint32_t type, int which, int x, int y) {
    SDL_Event event{};
    event.button.type = type;
    event.button.button = static_cast<std::uint8_t>(which);
    event.button.x = x;
    event.button.y = y;
    return event;
  }
  static SDL_Event motion(int x, int y) {
    SDL_Event event{};
    event.motion.type = SDL_MOUSEMOTION;
    event.motion.x = x;
    event.motion.y = y;
    return event;
  }
  static SDL_Event key(std::uint32_t type, SDL_Keycode code, std::uint16_t mod = KMOD_NONE) {
    SDL_Event event{};
    event.key.type = type;
    event.key.keysym.sym = code;
    event.key.keysym.mod = mod;
    return event;
  }
  std::unique_ptr<Window> window;
  std::unique_ptr<Events> events;
};

TEST_F(DummyEvents, FingersBecomePointersAndKeepTheirNumbers) {
  push(finger(SDL_FINGERDOWN, 900, 0.0F, 0.0F));
  push(finger(SDL_FINGERDOWN, 901, 1.0F, 1.0F));
  push(finger(SDL_FINGERMOTION, 901, 0.5F, 0.5F));
  push(finger(SDL_FINGERUP, 900, 0.0F, 0.0F));
  push(finger(SDL_FINGERDOWN, 902, 0.1F, 0.1F));           // takes the number that became free
  push(finger(SDL_FINGERDOWN, 901, 0.2F, 0.2F, 8));        // same number on another panel
  push(finger(SDL_FINGERUP, 901, 0.5F, 0.5F));
  EXPECT_EQ(words(events->wait(0ms)), words((std::vector<Event>{PointerDown{1, {0, 0}}, PointerDown{2, {999, 499}}, PointerMove{2, {500, 250}},
                                                   PointerUp{1, {0, 0}}, PointerDown{1, {100, 50}}, PointerDown{3, {200, 100}},
                                                   PointerUp{2, {500, 250}}})));
}

TEST_F(DummyEvents, FingersOutsideThePanelOrNeverSeenDoNoHarm) {
  push(finger(SDL_FINGERMOTION, 5, 0.5F, 0.5F));
  push(finger(SDL_FINGERUP, 5, 0.5F, 0.5F));
  push(finger(SDL_FINGERDOWN, 6, -3.0F, 7.0F));
  push(finger(SDL_FINGERUP, 6, 1e30F, -1e30F));
  for (int i = 0; i < 50; ++i) push(finger(SDL_FINGERDOWN, 100 + i, 0, 0));
  const std::vector<Event> got = events->wait(0ms);
  ASSERT_EQ(got.size(), 52U);
  EXPECT_EQ(got[0], Event(PointerDown{1, {0, 499}}));
  EXPECT_EQ(got[1], Event(PointerUp{1, {999, 0}}));
  EXPECT_EQ(got[51], Event(PointerDown{50, {0, 0}}));
}

TEST_F(DummyEvents, TheMouseIsPointerNoughtAndMovesCountWhileItIsDown) {
  push(motion(3, 3));
  push(button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_RIGHT, 3, 3));
  push(button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 10, 20));
  push(motion(4000, -9));  // SDL holds on to the mouse while a button is down
  push(button(SDL_MOUSEBUTTONUP, SDL_BUTTON_RIGHT, 3, 3));
  push(button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 30, 40));
  push(button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 30, 40));
  push(motion(5, 5));
  EXPECT_EQ(words(events->wait(0ms)), words((std::vector<Event>{PointerDown{0, {10, 20}}, PointerMove{0, {999, 0}}, PointerUp{0, {30, 40}}})));
}

TEST_F(DummyEvents, KeysHaveTheirNamesAndBothPhases) {
  struct Case { SDL_Keycode code; std::uint16_t mod; Key key; const char* name; };
  const Case cases[] = {
      {SDLK_UP, 0, Key::up, "Up"}, {SDLK_DOWN, 0, Key::down, "Down"}, {SDLK_LEFT, 0, Key::left, "Left"},
      {SDLK_RIGHT, 0, Key::right, "Right"}, {SDLK_TAB, 0, Key::tab, "Tab"}, {SDLK_TAB, KMOD_LSHIFT, Key::shift_tab, "Tab"},
      {SDLK_TAB, KMOD_RSHIFT, Key::shift_tab, "Tab"}, {SDLK_RETURN, 0, Key::enter, "Return"},
      {SDLK_KP_ENTER, 0, Key::enter, "Keypad Enter"}, {SDLK_SPACE, 0, Key::space, "Space"}, {SDLK_ESCAPE, 0, Key::escape, "Escape"},
      {SDLK_BACKSPACE, 0, Key::backspace, "Backspace"}, {SDLK_DELETE, 0, Key::del, "Delete"}, {SDLK_HOME, 0, Key::home, "Home"},
      {SDLK_END, 0, Key::end, "End"}, {SDLK_PAGEUP, 0, Key::page_up, "PageUp"}, {SDLK_PAGEDOWN, 0, Key::page_down, "PageDown"},
      {SDLK_F12, 0, Key::f12, "F12"}, {SDLK_F1, 0, Key::other, "F1"}, {SDLK_LSHIFT, 0, Key::other, "Left Shift"},
      {SDLK_a, 0, Key::character, "A"}, {SDLK_7, 0, Key::character, "7"}, {0x142, 0, Key::character, "ł"}, {SDLK_UNKNOWN, 0, Key::other, ""},
  };
  std::vector<Event> expected;
  for (const Case& c : cases) {
    push(key(SDL_KEYDOWN, c.code, c.mod));
    push(key(SDL_KEYUP, c.code, c.mod));
    expected.emplace_back(KeyPress{c.key, c.name, Phase::down});
    expected.emplace_back(KeyPress{c.key, c.name, Phase::up});
  }
  SDL_Event held = key(SDL_KEYDOWN, SDLK_DOWN);
  held.key.repeat = 1;
  push(held);
  expected.emplace_back(KeyPress{Key::down, "Down", Phase::repeat});
  EXPECT_EQ(words(events->wait(0ms)), words(expected));
}

TEST(KeyName, IsTheOneThatAPressWillHave) {
  EXPECT_EQ(key_name("return"), "Return");
  EXPECT_EQ(key_name("Keypad 5"), "Keypad 5");
  EXPECT_EQ(key_name("f6"), "F6");
  EXPECT_EQ(key_name("a"), "A");
  for (const char* none : {"", "Zapf", "Enter key", "F99"}) EXPECT_EQ(key_name(none), std::nullopt) << none;
}

TEST_F(DummyEvents, TextResizeExposeAndQuit) {
  SDL_Event text{};
  text.text.type = SDL_TEXTINPUT;
  SDL_strlcpy(text.text.text, "مكتبة", sizeof text.text.text);
  push(text);
  for (const int what : {SDL_WINDOWEVENT_EXPOSED, SDL_WINDOWEVENT_ENTER, SDL_WINDOWEVENT_SIZE_CHANGED}) {
    SDL_Event event{};
    event.window.type = SDL_WINDOWEVENT;
    event.window.event = static_cast<std::uint8_t>(what);
    push(event);
  }
  SDL_Event quit{};
  quit.type = SDL_QUIT;
  push(quit);
  EXPECT_EQ(words(events->wait(0ms)), words((std::vector<Event>{TextTyped{"مكتبة"}, Resized{{1000, 500}}, Resized{{1000, 500}}, Quit{}})));
}

TEST_F(DummyEvents, NoneOfAThousandIsLost) {
  for (int i = 0; i < 1000; ++i) {
    push(key(SDL_KEYDOWN, SDLK_a + i % 26));
    push(key(SDL_KEYUP, SDLK_a + i % 26));
  }
  std::size_t count = 0;
  for (std::vector<Event> got = events->wait(0ms); !got.empty(); got = events->wait(0ms)) count += got.size();
  EXPECT_EQ(count, 2000U);
}

TEST_F(DummyEvents, WaitsAsLongAsAsked) {
  const Clock::time_point start = Clock::now();
  EXPECT_TRUE(events->wait(0ms).empty());
  EXPECT_LT(Clock::now() - start, 50ms);
  EXPECT_TRUE(events->wait(80ms).empty());
  EXPECT_GE(Clock::now() - start, 80ms);
  EXPECT_TRUE(events->wait(-5ms).empty());
}

TEST_F(DummyEvents, ManyWakesAreOneAndNoneIsForgotten) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([this] { for (int j = 0; j < 1000; ++j) events->wake(); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(words(events->wait(std::nullopt)), words(std::vector<Event>{Wake{}}));
  EXPECT_TRUE(events->wait(0ms).empty());
  events->wake();
  EXPECT_EQ(words(events->wait(std::nullopt)), words(std::vector<Event>{Wake{}}));
}

class X11Events : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(server.running());
    Result<std::unique_ptr<Window>> opened = Window::open({});
    ASSERT_TRUE(opened.ok()) << opened.error().detail;
    window = std::move(opened).value();
    events = std::make_unique<Events>(*window);
    while (!events->wait(200ms).empty()) {}
  }
  // Everything until nothing has come for a while, but for uncovering.
  std::vector<Event> all() {
    std::vector<Event> out;
    for (std::vector<Event> got = events->wait(2s); !got.empty(); got = events->wait(300ms)) {
      for (Event& event : got) {
        if (!std::holds_alternative<Resized>(event)) out.push_back(std::move(event));
      }
    }
    return out;
  }
  static void xdotool(const std::string& arguments) { ASSERT_EQ(std::system(("xdotool " + arguments).c_str()), 0); }

  testing::Xvfb server;
  std::unique_ptr<Window> window;
  std::unique_ptr<Events> events;
};

TEST_F(X11Events, AClickAndADrag) {
  xdotool("mousemove 100 200 click 1 mousemove 50 60 mousedown 1 mousemove 70 80 mouseup 1");
  const std::vector<Event> got = all();
  EXPECT_EQ(words(got), words({PointerDown{0, {100, 200}}, PointerUp{0, {100, 200}}, PointerDown{0, {50, 60}},
                               PointerMove{0, {70, 80}}, PointerUp{0, {70, 80}}}));
}

TEST_F(X11Events, AKeyPressedAndLetGoAtOnceGivesBothAndTypes) {
  xdotool("mousemove 100 200 key --delay 0 a Return shift+Tab F12");
  const std::vector<Event> got = all();
  const KeyPress a_down{Key::character, "A", Phase::down}, a_up{Key::character, "A", Phase::up};
  ASSERT_GE(got.size(), 7U);
  EXPECT_EQ(got[0], Event(a_down));
  EXPECT_EQ(got[1], Event(TextTyped{"a"}));
  EXPECT_EQ(got[2], Event(a_up));
  EXPECT_EQ(got[3], Event(KeyPress{Key::enter, "Return", Phase::down}));
  EXPECT_EQ(got[4], Event(KeyPress{Key::enter, "Return", Phase::up}));
  EXPECT_EQ(std::count(got.begin(), got.end(), Event(KeyPress{Key::shift_tab, "Tab", Phase::down})), 1);
  EXPECT_EQ(std::count(got.begin(), got.end(), Event(KeyPress{Key::f12, "F12", Phase::down})), 1);
  EXPECT_EQ(std::count(got.begin(), got.end(), Event(KeyPress{Key::f12, "F12", Phase::up})), 1);
}

TEST_F(X11Events, AKeyboardOfAnotherLanguageTypesItsLetters) {
  std::string typed;
  for (const auto& [layout, keys] : {std::pair{"pl", "zabovedot lstroke a"}, std::pair{"ara", "Arabic_lam Arabic_ain"}}) {
    ASSERT_EQ(std::system((std::string("setxkbmap ") + layout).c_str()), 0);
    xdotool(std::string("mousemove 100 200 key --delay 20 ") + keys);
    for (const Event& event : all()) {
      if (const auto* text = std::get_if<TextTyped>(&event)) typed += text->text;
    }
  }
  EXPECT_EQ(typed, "żłaلع");
}

TEST_F(X11Events, WaitingCostsNothingAndAWakeEndsIt) {
  rusage before{}, after{};
  getrusage(RUSAGE_THREAD, &before);
  EXPECT_TRUE(events->wait(2s).empty());
  getrusage(RUSAGE_THREAD, &after);
  EXPECT_LE(after.ru_nvcsw - before.ru_nvcsw, 10) << "woke up while there was nothing to do";

  std::thread other([this] {
    std::this_thread::sleep_for(100ms);
    events->wake();
  });
  const Clock::time_point start = Clock::now();
  EXPECT_EQ(words(events->wait(10s)), words(std::vector<Event>{Wake{}}));
  EXPECT_LT(Clock::now() - start, 5s);
  other.join();
}

TEST_F(X11Events, AWindowThatChangesItsSizeSaysSoAndDrawsOn) {
  std::vector<text::Atlas::Page> pages = testing::ramp_pages();
  ASSERT_TRUE(window->draw(testing::busy_frame({640, 480}), pages).ok());
  xdotool("search --name 'Leeds Community Kiosk' windowsize 500 300");
  std::vector<Event> got;
  for (std::vector<Event> more = events->wait(2s); !more.empty(); more = events->wait(300ms)) got.insert(got.end(), more.begin(), more.end());
  const std::vector<std::string> told = words(got);
  EXPECT_NE(std::find(told.begin(), told.end(), "size 500x300"), told.end());
  EXPECT_EQ(window->size(), (SizePx{500, 300}));
  ASSERT_TRUE(window->draw(testing::busy_frame({640, 480}), pages).ok());
  EXPECT_EQ(window->canvas().size(), (SizePx{500, 300}));
  EXPECT_EQ(server.glass()[299 * 640 + 499], window->canvas().pixels().back() & 0xFFFFFFU);
}

TEST_F(X11Events, BeingToldToEndIsAQuit) {
  std::thread other([] {
    std::this_thread::sleep_for(100ms);
    kill(getpid(), SIGTERM);
  });
  EXPECT_EQ(words(events->wait(10s)), words(std::vector<Event>{Quit{}}));
  other.join();
}

}  // namespace
}  // namespace kiosk::platform

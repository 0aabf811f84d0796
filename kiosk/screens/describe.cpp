// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/screens/view.hpp"

namespace kiosk::screens {

using namespace semantics;

Node describe(const View& view) {
  const Screen screen = view.app.screen;
  // Without a directory the questions about the visit still hold, and so does help.
  if (view.app.directory_lost && (screen == Screen::home || screen == Screen::search || screen == Screen::results || screen == Screen::service ||
                                  screen == Screen::near))
    return describe_sorry(view);
  switch (screen) {
    case Screen::attract: return describe_attract(view);
    case Screen::language: return describe_language(view);
    case Screen::not_here: return describe_not_here(view);
    case Screen::home: return describe_home(view);
    case Screen::search: return describe_search(view);
    case Screen::results:
    case Screen::near: return describe_results(view);
    case Screen::service: return view.app.service ? describe_service(view) : describe_sorry(view);
    case Screen::still_there: return describe_still_there(view);
    case Screen::help_now: return describe_help_now(view);
    case Screen::talk: return describe_talk(view);
    case Screen::access: return describe_access(view);
    case Screen::needs: return describe_needs(view);
    case Screen::needs_code: return describe_needs_code(view);
    case Screen::learn_keys: return describe_learn_keys(view);
    case Screen::bsl: return describe_bsl(view);
    case Screen::sign: return describe_sign(view);
    case Screen::staff_pin: return describe_staff_pin(view);
    case Screen::staff: return describe_staff(view);
    case Screen::staff_self_test: return describe_self_test(view);
    case Screen::staff_packs: return describe_staff_packs(view);
    case Screen::staff_workbook: return describe_staff_workbook(view);
    case Screen::staff_records: return describe_staff_records(view);
    case Screen::staff_record: return describe_staff_record(view);
    case Screen::staff_find: return describe_staff_find(view);
    case Screen::staff_say: return describe_staff_say(view);
    case Screen::staff_notices: return describe_staff_notices(view);
    case Screen::staff_write: return describe_staff_write(view);
    case Screen::notices: return describe_notices(view);
    case Screen::guided:
    case Screen::my_list:
    case Screen::take_away:
    case Screen::staff_measures: break;  // session::has_screen keeps these from being reached
  }
  return describe_sorry(view);
}

}  // namespace kiosk::screens

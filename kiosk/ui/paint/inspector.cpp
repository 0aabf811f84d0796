// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/ui/paint/inspector.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

#include "kiosk/ui/theme/theme.hpp"

namespace kiosk::ui::paint {
namespace {

using layout::Item;
using layout::Laid;
using semantics::Node;
using semantics::Part;

constexpr Colour chosen_colour{255, 0, 200, 255};  // in no theme
constexpr int outline_px = 3;

ImTextureID texture(int number) { return reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(number + 1)); }  // NOLINT: ImGui's own type
ImVec2 vec(int x, int y) { return {static_cast<float>(x), static_cast<float>(y)}; }
ImU32 packed(Colour c) { return IM_COL32(c.r, c.g, c.b, c.a); }
Colour unpacked(ImU32 c) {
  return {static_cast<std::uint8_t>(c >> IM_COL32_R_SHIFT), static_cast<std::uint8_t>(c >> IM_COL32_G_SHIFT), static_cast<std::uint8_t>(c >> IM_COL32_B_SHIFT),
          static_cast<std::uint8_t>(c >> IM_COL32_A_SHIFT)};
}

// An enumerator as it is written, from what both compilers call this function,
// so that a look added tomorrow has its name here.
template <auto value>
constexpr std::string_view written() {
  std::string_view name = __PRETTY_FUNCTION__;
  name = name.substr(0, name.find_first_of(";]", name.find("value = ")));
  return name.substr(name.find_last_of(":)") + 1);
}
template <class Enum, std::size_t... i>
std::string_view name_among(Enum value, std::index_sequence<i...>) {
  static constexpr std::array names{written<static_cast<Enum>(i)>()...};
  return names.at(static_cast<std::size_t>(value));
}
template <class Enum>
std::string_view name_of(Enum value) {
  return name_among(value, std::make_index_sequence<64>());
}

// Whole labels of hostile records are more corners than one of ImGui's lists can number.
std::string shortened(std::string words) {
  constexpr std::size_t most = 400;
  if (words.size() > most) words.replace(most, std::string::npos, fmt::format("... ({} bytes)", words.size()));
  return words;
}
void text(std::string_view words) { ImGui::TextUnformatted(words.data(), words.data() + words.size()); }
std::string rectangle(RectPx r) { return fmt::format("{}, {}  {} x {} px", r.x, r.y, r.width, r.height); }
std::string hex(Colour c) { return fmt::format("#{:02x}{:02x}{:02x}", c.r, c.g, c.b); }

std::string title(const Item& item) {
  const Node& node = *item.node;
  if (node.part == Part::picture) return fmt::format("picture {}", node.icon);
  if (node.part != Part::semantic) return std::string(name_of(node.part));
  return fmt::format("{} {}  {}", semantics::name_of(node.role), node.id, shortened(i18n::plain_text(node.label)));
}

// The painter has a context of its own, and ImGui knows only one at a time.
class InContext {
 public:
  explicit InContext(ImGuiContext* context) : before_(ImGui::GetCurrentContext()) { ImGui::SetCurrentContext(context); }
  ~InContext() { ImGui::SetCurrentContext(before_); }
  InContext(const InContext&) = delete;
  InContext& operator=(const InContext&) = delete;

 private:
  ImGuiContext* before_;
};

// ImGui makes its first context the current one by itself.
ImGuiContext* made_beside() {
  const InContext stays(ImGui::GetCurrentContext());
  return ImGui::CreateContext();
}

void fact(const char* name, std::string_view value) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::TextDisabled("%s", name);
  ImGui::TableNextColumn();
  ImGui::PushTextWrapPos(0);
  text(value);
  ImGui::PopTextWrapPos();
}

void spans(const char* name, const i18n::Label& label) {
  for (const i18n::Span& span : label) fact(name, fmt::format("{} ({}, {}{}{})", shortened(span.text), span.language, i18n::name_of(span.kind), span.value.empty() ? "" : ", ", span.value));
}

}  // namespace

struct Inspector::Impl {
  Impl() : context(made_beside()) {
    const InContext in(context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    static constexpr std::array<ImGuiKey, inspector_key_count> order{
        ImGuiKey_Tab,  ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow,   ImGuiKey_DownArrow, ImGuiKey_PageUp, ImGuiKey_PageDown,
        ImGuiKey_Home, ImGuiKey_End,       ImGuiKey_Delete,     ImGuiKey_Backspace, ImGuiKey_Space,     ImGuiKey_Enter,  ImGuiKey_Escape};
    for (std::size_t i = 0; i < order.size(); ++i) io.KeyMap[order[i]] = static_cast<int>(i);
    ImGui::StyleColorsLight();
    unsigned char* coverage = nullptr;
    io.Fonts->GetTexDataAsAlpha8(&coverage, &letters.size.width, &letters.size.height);
    letters.coverage.assign(coverage, coverage + letters.size.width * letters.size.height);
    io.Fonts->SetTexID(texture(Mesh::letters));
  }
  ~Impl() { ImGui::DestroyContext(context); }

  void feel(const InspectorInput& input) const {
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = vec(input.mouse.x, input.mouse.y);
    io.MouseDown[0] = input.button;
    io.MouseWheel = input.wheel;
    std::copy(input.keys.begin(), input.keys.end(), io.KeysDown);
    io.AddInputCharactersUTF8(input.text.c_str());
  }

  void panes(const Shown& shown, SizePx window) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = vec(std::max(window.width, 1), std::max(window.height, 1));
    io.DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::Begin("Inspector", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    visit(shown);
    ImGui::BeginChild("left", {ImGui::GetContentRegionAvail().x * 0.45F, 0}, true, ImGuiWindowFlags_HorizontalScrollbar);
    tree(shown.laid);
    ImGui::EndChild();
    ImGui::SameLine();
    ImGui::BeginChild("right", {0, 0}, true);
    if (ImGui::CollapsingHeader("Layout", ImGuiTreeNodeFlags_DefaultOpen)) places(shown.laid);
    if (ImGui::CollapsingHeader("Node", ImGuiTreeNodeFlags_DefaultOpen)) node(shown.laid);
    if (ImGui::CollapsingHeader("Frame times", ImGuiTreeNodeFlags_DefaultOpen)) times(shown.times);
    if (ImGui::CollapsingHeader("Atlas", ImGuiTreeNodeFlags_DefaultOpen)) atlas(shown.pages);
    ImGui::EndChild();
    ImGui::End();
    ImGui::EndFrame();
    io.MouseWheel = 0;
  }

  static void visit(const Shown& shown) {
    const Laid& laid = shown.laid;
    const session::State& state = shown.state;
    text(fmt::format("screen {}   language {} ({})   theme {}   text {}   {} x {} px, {:.3f} mm a pixel, {}", semantics::name_of(state.app.screen), state.app.language,
                     laid.direction == Direction::rtl ? "right to left" : "left to right", semantics::name_of(laid.theme), semantics::name_of(laid.text_size), laid.window.width,
                     laid.window.height, laid.pitch.mm_per_px, laid.orientation == theme::Orientation::portrait ? "portrait" : "landscape"));
    std::string pagers;
    for (const auto& [id, pages] : laid.pagers) pagers += fmt::format("   {} page {} of {}", id, pages.page + 1, pages.pages);
    text(fmt::format("focus {}{}   pressed {}   answers awaited {}{}", state.ui.focus.empty() ? "-" : state.ui.focus, state.ui.focus_visible ? "" : " (no ring)",
                     state.ui.pressed.empty() ? "-" : state.ui.pressed, state.app.awaited, pagers));
  }

  void tree(const Laid& laid) {
    filter.Draw("id or words", 200);
    below.assign(laid.items.size(), {});
    for (std::size_t i = 0; i < laid.items.size(); ++i)
      if (laid.items[i].parent >= 0) below[static_cast<std::size_t>(laid.items[i].parent)].push_back(static_cast<int>(i));
    for (std::size_t i = 0; i < laid.items.size(); ++i) {
      if (filter.IsActive() ? filter.PassFilter(title(laid.items[i]).c_str()) : laid.items[i].parent < 0) branch(laid, static_cast<int>(i));
    }
    bring_into_view = false;
  }

  void branch(const Laid& laid, int index) {
    const Item& item = laid.items[static_cast<std::size_t>(index)];
    const std::vector<int>& children = below[static_cast<std::size_t>(index)];
    const bool leaf = children.empty() || filter.IsActive();
    ImGuiTreeNodeFlags flags = ImGuiTreeNodeFlags_OpenOnArrow | ImGuiTreeNodeFlags_DefaultOpen;
    if (leaf) flags |= ImGuiTreeNodeFlags_Leaf;
    if (index == chosen) flags |= ImGuiTreeNodeFlags_Selected;
    ImGui::PushStyleColor(ImGuiCol_Text, item.clipped ? IM_COL32(200, 0, 0, 255) : item.node->part == Part::semantic ? IM_COL32_BLACK : IM_COL32(120, 120, 120, 255));
    ImGui::PushID(index);
    const bool open = ImGui::TreeNodeEx("item", flags, "%s", title(item).c_str());
    ImGui::PopStyleColor();
    if (ImGui::IsItemFocused() && std::exchange(under_keys, index) != index) choose(laid, index);
    if (ImGui::IsItemClicked()) choose(laid, index);
    if (index == chosen && bring_into_view) ImGui::SetScrollHereY();
    if (open) {
      if (!leaf)
        for (const int child : children) branch(laid, child);
      ImGui::TreePop();
    }
    ImGui::PopID();
  }

  void node(const Laid& laid) const {
    if (chosen < 0) return text("Choose one in the tree or in the layout.");
    const Item& item = laid.items[static_cast<std::size_t>(chosen)];
    const Node& node = *item.node;
    if (!ImGui::BeginTable("facts", 2)) return;
    ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthFixed);
    ImGui::TableSetupColumn("value", ImGuiTableColumnFlags_WidthStretch);
    fact("node", title(item));
    fact("bounds", fmt::format("{}   {:.1f} x {:.1f} mm{}", rectangle(item.bounds), laid.pitch.mm(item.bounds.width).value, laid.pitch.mm(item.bounds.height).value,
                               item.clipped ? "   CLIPPED" : ""));
    fact("part, look, stack", fmt::format("{}, {}, {}{}{}", name_of(node.part), name_of(node.look), name_of(node.box.stack), node.glaze > 0 ? fmt::format(", glaze {}", node.glaze) : "",
                                          item.same_place ? ", never mirrored" : ""));
    spans("label", node.label);
    if (node.spoken) spans("spoken", *node.spoken);
    spans("value", node.value);
    fact("can", fmt::format("{}{}{}{}", node.action ? "be used" : "not be used", node.enabled ? "" : ", switched off", node.live ? ", live" : "",
                            node.checked ? *node.checked ? ", checked" : ", not checked" : ""));
    if (item.text) {
      fact("words", fmt::format("{} at {}, {}; {} lines, {:.0f} x {:.0f} px, capitals {:.1f} mm{}{}", name_of(node.style), item.text_at.x, item.text_at.y, item.text->lines.size(),
                                item.text->width, item.text->height, item.text->cap_height * laid.pitch.mm_per_px, item.text->missing_glyphs ? ", MISSING GLYPHS" : "",
                                item.text->overflowed_word ? ", A WORD TOO WIDE" : ""));
      fact("ink on paper", fmt::format("{} on {}, contrast {:.1f}", hex(item.ink), hex(item.paper), theme::contrast(item.ink, item.paper)));
    }
    if (item.filled) fact("fill", hex(item.fill));
    ImGui::EndTable();
  }

  void places(const Laid& laid) {
    const float scale = std::min(ImGui::GetContentRegionAvail().x / static_cast<float>(std::max(laid.window.width, 1)), 480.0F / static_cast<float>(std::max(laid.window.height, 1)));
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const auto at = [&](int x, int y) { return ImVec2{origin.x + static_cast<float>(x) * scale, origin.y + static_cast<float>(y) * scale}; };
    const ImVec2 size{static_cast<float>(laid.window.width) * scale, static_cast<float>(laid.window.height) * scale};
    if (size.x < 1 || size.y < 1) return;
    const bool clicked = ImGui::InvisibleButton("page", size);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    int under = -1;
    const ImVec2 mouse = ImGui::GetMousePos();
    const PointPx point{static_cast<int>((mouse.x - origin.x) / scale), static_cast<int>((mouse.y - origin.y) / scale)};
    for (std::size_t i = 0; i < laid.items.size(); ++i) {
      const Item& item = laid.items[i];
      const RectPx r = item.bounds;
      if (item.filled) list.AddRectFilled(at(r.x, r.y), at(r.right(), r.bottom()), packed(item.fill));
      const ImU32 line = item.clipped ? IM_COL32(255, 0, 0, 255) : item.control == static_cast<int>(i) ? IM_COL32(0, 90, 255, 255) : IM_COL32(128, 128, 128, 110);
      list.AddRect(at(r.x, r.y), at(r.right(), r.bottom()), line);
      if (ImGui::IsItemHovered() && r.contains(point)) under = static_cast<int>(i);
    }
    if (chosen >= 0) {
      const RectPx r = laid.items[static_cast<std::size_t>(chosen)].bounds;
      list.AddRect(at(r.x, r.y), at(r.right(), r.bottom()), packed(chosen_colour), 0, 0, 2);
    }
    if (under >= 0) ImGui::SetTooltip("%s", title(laid.items[static_cast<std::size_t>(under)]).c_str());
    if (clicked && under >= 0) {
      choose(laid, under);
      bring_into_view = true;
    }
  }

  static void times(const FrameTimes& times) {
    const auto& frames = times.frames();
    if (frames.empty()) return text("No frame yet.");
    if (!ImGui::BeginTable("times", 5, ImGuiTableFlags_SizingFixedFit)) return;
    for (const char* name : {"ms", "last", "median", "most", "frames, oldest first"}) ImGui::TableSetupColumn(name);
    ImGui::TableHeadersRow();
    // A look-up goes on beside the frames, so it is no part of their sum.
    for (std::size_t stage = 0; stage <= FrameTimes::stages; ++stage) {
      std::vector<float> values;
      for (const FrameTimes::Frame& frame : frames) {
        float sum = 0;
        for (std::size_t i = 0; i < frame.size(); ++i)
          if (i != static_cast<std::size_t>(FrameStage::look_up)) sum += frame[i];
        values.push_back(stage < frame.size() ? frame[stage] : sum);
      }
      std::vector<float> sorted = values;
      std::sort(sorted.begin(), sorted.end());
      ImGui::TableNextRow();
      ImGui::TableNextColumn();
      text(stage < FrameTimes::stages ? frame_stage_names[stage] : "sum without look-up");
      for (const float value : {values.back(), sorted[sorted.size() / 2], sorted.back()}) {
        ImGui::TableNextColumn();
        ImGui::Text("%7.2f", static_cast<double>(value));
      }
      ImGui::TableNextColumn();
      ImGui::PushID(static_cast<int>(stage));
      ImGui::PlotHistogram("##frames", values.data(), static_cast<int>(values.size()), 0, nullptr, 0, std::max(sorted.back(), 1.0F), {240, 18});
      ImGui::PopID();
    }
    ImGui::EndTable();
  }

  void atlas(std::span<const text::Atlas::Page> pages) {
    if (pages.empty()) return text("No page yet.");
    const int last = static_cast<int>(pages.size()) - 1;
    page = std::clamp(page, 0, last);
    ImGui::SliderInt("page", &page, 0, last);
    const text::Atlas::Page& shown = pages[static_cast<std::size_t>(page)];
    text(fmt::format("{} x {} px, emptied {} times", text::Atlas::page_size, text::Atlas::page_size, shown.generation));
    const float side = std::min(ImGui::GetContentRegionAvail().x, static_cast<float>(text::Atlas::page_size));
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddRectFilled(corner, {corner.x + side, corner.y + side}, IM_COL32(40, 40, 40, 255));
    ImGui::Image(texture(page), {side, side});
  }

  void choose(const Laid& laid, int item) {
    chosen = item;
    chosen_id = laid.items[static_cast<std::size_t>(item)].node->id;
  }
  // Items are made anew with each layout: the same node is found by its id.
  void find_again(const Laid& laid) {
    const auto is_it = [&](const Item& item) { return item.node->id == chosen_id; };
    if (chosen < 0 || (static_cast<std::size_t>(chosen) < laid.items.size() && is_it(laid.items[static_cast<std::size_t>(chosen)]))) return;
    const auto found = chosen_id.empty() ? laid.items.end() : std::find_if(laid.items.begin(), laid.items.end(), is_it);
    chosen = found == laid.items.end() ? -1 : static_cast<int>(found - laid.items.begin());
  }

  ImGuiContext* context;
  Mask letters;
  ImGuiTextFilter filter;
  std::vector<std::vector<int>> below;  // item -> items
  int chosen = -1;
  std::string chosen_id;
  int under_keys = -1;
  bool bring_into_view = false;
  int page = 0;
};

Inspector::Inspector() : impl_(std::make_unique<Impl>()) {}
Inspector::~Inspector() = default;
const Inspector::Mask& Inspector::letters() const { return impl_->letters; }
int Inspector::chosen() const { return impl_->chosen; }
void Inspector::choose(const Laid& laid, int item) { impl_->choose(laid, item); }

Mesh Inspector::show(const Shown& shown, std::span<const InspectorInput> since, SizePx window) {
  const InContext in(impl_->context);
  impl_->find_again(shown.laid);
  for (const InspectorInput& input : since) {
    impl_->feel(input);
    impl_->panes(shown, window);
  }
  // Once more for what the last event opened, and once for what fits round it.
  impl_->panes(shown, window);
  impl_->panes(shown, window);
  ImGui::Render();

  Mesh mesh;
  const ImDrawData& data = *ImGui::GetDrawData();
  for (int i = 0; i < data.CmdListsCount; ++i) {
    const ImDrawList& list = *data.CmdLists[i];
    const int first = static_cast<int>(mesh.corners.size());
    for (const ImDrawVert& v : list.VtxBuffer) mesh.corners.push_back({v.pos.x, v.pos.y, v.uv.x, v.uv.y, unpacked(v.col)});
    for (const ImDrawCmd& command : list.CmdBuffer) {
      if (command.ElemCount == 0) continue;
      const auto whole = [](float value) { return static_cast<int>(std::lround(value)); };
      const ImVec4& clip = command.ClipRect;
      Mesh::Batch batch;
      batch.texture = static_cast<int>(reinterpret_cast<std::intptr_t>(command.TextureId)) - 1;  // NOLINT: ImGui's own type
      const int left = std::max(whole(clip.x), 0), top = std::max(whole(clip.y), 0);
      batch.clip = {left, top, std::min(whole(clip.z), window.width) - left, std::min(whole(clip.w), window.height) - top};
      if (batch.clip.width <= 0 || batch.clip.height <= 0) continue;  // SDL takes an empty one for none
      for (unsigned at = command.IdxOffset; at < command.IdxOffset + command.ElemCount; ++at)
        batch.indices.push_back(first + static_cast<int>(command.VtxOffset + list.IdxBuffer[static_cast<int>(at)]));
      mesh.batches.push_back(std::move(batch));
    }
  }
  return mesh;
}

void Inspector::outline(const Laid& laid, Frame& frame) const {
  impl_->find_again(laid);
  if (impl_->chosen < 0) return;
  const RectPx r = laid.items[static_cast<std::size_t>(impl_->chosen)].bounds;
  const auto line = [&](RectPx target) { frame.quads.push_back({target, {}, -1, chosen_colour}); };
  line({r.x, r.y, r.width, outline_px});
  line({r.x, r.bottom() - outline_px, r.width, outline_px});
  line({r.x, r.y, outline_px, r.height});
  line({r.right() - outline_px, r.y, outline_px, r.height});
}

}  // namespace kiosk::ui::paint

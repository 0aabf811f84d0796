// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/platform/media.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <utility>

namespace kiosk::platform {
namespace {

using ui::paint::Picture;

constexpr int sample_rate_hz = 22050;
constexpr int io_bytes = 32 * 1024;
constexpr unsigned most_streams = 8;

enum class Wanted { video, sound, image };

constexpr std::array<std::string_view, 1> video_containers{"matroska,webm"};
constexpr std::array<std::string_view, 4> sound_containers{"matroska,webm", "ogg", "flac", "wav"};
constexpr std::array<std::string_view, 2> image_containers{"png_pipe", "jpeg_pipe"};
constexpr std::array video_codecs{AV_CODEC_ID_VP8, AV_CODEC_ID_VP9, AV_CODEC_ID_AV1};
constexpr std::array sound_codecs{AV_CODEC_ID_OPUS, AV_CODEC_ID_VORBIS, AV_CODEC_ID_FLAC, AV_CODEC_ID_PCM_S16LE, AV_CODEC_ID_PCM_U8, AV_CODEC_ID_PCM_S24LE, AV_CODEC_ID_PCM_F32LE};
constexpr std::array image_codecs{AV_CODEC_ID_PNG, AV_CODEC_ID_MJPEG};

std::string_view name_of(Wanted wanted) { return wanted == Wanted::video ? "video" : wanted == Wanted::sound ? "recording" : "picture"; }
std::string_view mend_of(Wanted wanted) {
  switch (wanted) {
    case Wanted::video: return "Save it again as WebM with VP8 or VP9.";
    case Wanted::sound: return "Save it again as Ogg Opus, FLAC or WAV.";
    case Wanted::image: break;
  }
  return "Save it again as PNG or JPEG.";
}
Error refused(Wanted wanted, std::string_view why) { return {ErrorCode::input, fmt::format("A {} of the pack cannot be used: {}. {}", name_of(wanted), why, mend_of(wanted))}; }

bool one_of(auto const& allowed, auto const& value) { return std::find(allowed.begin(), allowed.end(), value) != allowed.end(); }
bool allowed_container(Wanted wanted, std::string_view name) {
  switch (wanted) {
    case Wanted::video: return one_of(video_containers, name);
    case Wanted::sound: return one_of(sound_containers, name);
    case Wanted::image: break;
  }
  return one_of(image_containers, name);
}
bool allowed_codec(Wanted wanted, AVCodecID codec) {
  switch (wanted) {
    case Wanted::video: return one_of(video_codecs, codec);
    case Wanted::sound: return one_of(sound_codecs, codec);
    case Wanted::image: break;
  }
  return one_of(image_codecs, codec);
}

// Bytes in memory as FFmpeg reads a file. Callbacks from C: noexcept.
struct Source {
  std::string_view bytes;
  std::int64_t at = 0;
  static int read(void* opaque, std::uint8_t* out, int size) noexcept {
    auto& source = *static_cast<Source*>(opaque);
    const auto left = static_cast<std::int64_t>(source.bytes.size()) - source.at;
    if (left <= 0) return AVERROR_EOF;
    const auto count = static_cast<std::size_t>(std::min<std::int64_t>(left, size));
    std::memcpy(out, source.bytes.data() + source.at, count);
    source.at += static_cast<std::int64_t>(count);
    return static_cast<int>(count);
  }
  static std::int64_t seek(void* opaque, std::int64_t offset, int whence) noexcept {
    auto& source = *static_cast<Source*>(opaque);
    const auto size = static_cast<std::int64_t>(source.bytes.size());
    whence &= ~AVSEEK_FORCE;
    if (whence == AVSEEK_SIZE) return size;
    std::int64_t base = 0;
    if (whence == SEEK_CUR) base = source.at;
    else if (whence == SEEK_END) base = size;
    else if (whence != SEEK_SET) return AVERROR(EINVAL);
    if (offset < -base || offset > size - base) return AVERROR(EINVAL);
    return source.at = base + offset;
  }
};

struct FreeIo {
  void operator()(AVIOContext* io) const {
    av_freep(&io->buffer);
    avio_context_free(&io);
  }
};
struct CloseFormat { void operator()(AVFormatContext* format) const { avformat_close_input(&format); } };
struct FreeCodec { void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); } };
struct FreePacket { void operator()(AVPacket* packet) const { av_packet_free(&packet); } };
struct FreeFrame { void operator()(AVFrame* frame) const { av_frame_free(&frame); } };
struct FreeScaler { void operator()(SwsContext* scaler) const { sws_freeContext(scaler); } };
struct FreeResampler { void operator()(SwrContext* resampler) const { swr_free(&resampler); } };

// FFmpeg would write lines of its own to standard error, naming what was watched.
void be_quiet() {
  static const bool once = [] {
    av_log_set_callback([](void*, int, const char*, va_list) {});
    return true;
  }();
  (void)once;
}

// One stream of a file, decoded frame by frame.
struct Reader {
  Wanted wanted = Wanted::video;
  MediaLimits limits;
  std::unique_ptr<Source> source;
  std::unique_ptr<AVIOContext, FreeIo> io;  // outlives the format, which reads through it
  std::unique_ptr<AVFormatContext, CloseFormat> format;
  std::unique_ptr<AVCodecContext, FreeCodec> codec;
  std::unique_ptr<AVPacket, FreePacket> packet;
  std::unique_ptr<AVFrame, FreeFrame> frame;
  AVStream* stream = nullptr;
  std::int64_t packets = 0;
  bool drained = false;

  [[nodiscard]] Error refused(std::string_view why) const { return platform::refused(wanted, why); }
  [[nodiscard]] Error no_memory() const { return refused("there is no memory left"); }

  static Result<Reader> open(std::string_view bytes, Wanted wanted, const MediaLimits& limits) {
    be_quiet();
    Reader reader;
    reader.wanted = wanted;
    reader.limits = limits;
    // What it is, by its beginning: the name is asked of nobody. FFmpeg wants zeros behind it.
    std::vector<std::uint8_t> head(std::min<std::size_t>(bytes.size(), 4096) + AVPROBE_PADDING_SIZE);
    std::copy_n(bytes.begin(), head.size() - AVPROBE_PADDING_SIZE, head.begin());
    AVProbeData probe{};
    probe.filename = "";
    probe.buf = head.data();
    probe.buf_size = static_cast<int>(head.size() - AVPROBE_PADDING_SIZE);
    int score = 0;
    const AVInputFormat* kind = av_probe_input_format3(&probe, 1, &score);
    if (kind == nullptr) return reader.refused("it is of no type that is known");
    if (!allowed_container(wanted, kind->name)) return reader.refused(fmt::format("it is of the type '{}', which is not played here", kind->name));

    reader.source = std::make_unique<Source>(Source{bytes});
    auto* buffer = static_cast<std::uint8_t*>(av_malloc(io_bytes));
    if (buffer == nullptr) return reader.no_memory();
    reader.io.reset(avio_alloc_context(buffer, io_bytes, 0, reader.source.get(), &Source::read, nullptr, &Source::seek));
    if (!reader.io) {
      av_free(buffer);
      return reader.no_memory();
    }
    AVFormatContext* format = avformat_alloc_context();
    if (format == nullptr) return reader.no_memory();
    format->pb = reader.io.get();
    format->flags |= AVFMT_FLAG_CUSTOM_IO;
    format->max_streams = most_streams;
    format->protocol_whitelist = av_strdup("none");  // nothing in a file leads anywhere else
    if (avformat_open_input(&format, nullptr, kind, nullptr) < 0) return reader.refused("it is broken at its beginning");  // and frees the format
    reader.format.reset(format);
    // Only WAV, PNG and JPEG keep from the header what the decoder needs.
    if (avformat_find_stream_info(format, nullptr) < 0) return reader.refused("it is broken near its beginning");
    return reader.open_stream() ? Result<Reader>{std::move(reader)} : Result<Reader>{reader.open_stream_error()};
  }

  // Why the stream cannot be decoded; empty: it can.
  std::string why_not;
  [[nodiscard]] Error open_stream_error() const { return refused(why_not); }
  bool open_stream() {
    const auto fail = [&](std::string why) {
      why_not = std::move(why);
      return false;
    };
    const AVMediaType type = wanted == Wanted::sound ? AVMEDIA_TYPE_AUDIO : AVMEDIA_TYPE_VIDEO;
    const int index = av_find_best_stream(format.get(), type, -1, -1, nullptr, 0);
    if (index < 0) return fail(wanted == Wanted::sound ? "there is no sound in it" : "there is no picture in it");
    stream = format->streams[index];
    for (unsigned i = 0; i < format->nb_streams; ++i)
      if (static_cast<int>(i) != index) format->streams[i]->discard = AVDISCARD_ALL;
    const AVCodecParameters& parameters = *stream->codecpar;
    if (!allowed_codec(wanted, parameters.codec_id)) return fail(fmt::format("it is coded as '{}', which is not played here", avcodec_get_name(parameters.codec_id)));
    if (wanted != Wanted::sound && (parameters.width <= 0 || parameters.height <= 0 || std::int64_t{parameters.width} * parameters.height > limits.most_pixels))
      return fail(fmt::format("its pictures are {} by {} pixels, and {} in all is the most", parameters.width, parameters.height, limits.most_pixels));
    const std::int64_t longest = wanted == Wanted::sound ? limits.longest_sound_ms : limits.longest_video_ms;
    if (wanted != Wanted::image && duration_ms() > longest) return fail(fmt::format("it is {} seconds long, and {} is the most", duration_ms() / 1000, longest / 1000));
    const AVCodec* decoder = avcodec_find_decoder(parameters.codec_id);
    if (decoder == nullptr) return fail(fmt::format("this machine has no decoder for '{}'", avcodec_get_name(parameters.codec_id)));
    codec.reset(avcodec_alloc_context3(decoder));
    packet.reset(av_packet_alloc());
    frame.reset(av_frame_alloc());
    if (!codec || !packet || !frame) return fail("there is no memory left");
    if (avcodec_parameters_to_context(codec.get(), &parameters) < 0) return fail("it is broken at its beginning");
    codec->thread_count = 1;  // the same pictures in the same order; a signed video asks for little
    codec->max_pixels = limits.most_pixels;
    codec->pkt_timebase = stream->time_base;
    if (avcodec_open2(codec.get(), decoder, nullptr) < 0) return fail("its decoder cannot be started");
    return true;
  }

  [[nodiscard]] std::int64_t duration_ms() const { return format->duration > 0 ? format->duration / (AV_TIME_BASE / 1000) : 0; }

  // The next frame is in `frame`; false: there are no more.
  Result<bool> next() {
    for (;;) {
      const int got = avcodec_receive_frame(codec.get(), frame.get());
      if (got == 0) return true;
      if (got == AVERROR_EOF) return false;
      if (got != AVERROR(EAGAIN)) return refused("it is broken in the middle");
      if (drained) return false;
      if (auto sent = send_next(); !sent) return sent.error();
    }
  }

 private:
  Outcome send_next() {
    for (;;) {
      const int read = av_read_frame(format.get(), packet.get());
      if (read == AVERROR_EOF) {
        drained = true;
        if (avcodec_send_packet(codec.get(), nullptr) < 0) return refused("it is broken at its end");
        return Done{};
      }
      if (read < 0) return refused("it breaks off");
      if (++packets > limits.most_pictures * 4) return refused("it does not come to an end");
      const bool ours = packet->stream_index == stream->index;
      const int sent = ours ? avcodec_send_packet(codec.get(), packet.get()) : 0;
      av_packet_unref(packet.get());
      if (sent < 0) return refused("it is broken in the middle");
      if (ours) return Done{};
    }
  }
};

SizePx fitted(SizePx picture, AVRational shape, SizePx box, bool up) {
  // Pixels that are not square: FFmpeg says how much wider one is than high.
  const double wide = shape.num > 0 && shape.den > 0 ? std::clamp(av_q2d(shape), 0.25, 4.0) : 1.0;
  const double width = picture.width * wide, height = picture.height;
  double scale = std::min(box.width / width, box.height / height);
  if (!up) scale = std::min(scale, 1.0);
  return {std::clamp(static_cast<int>(width * scale), 1, std::max(1, box.width)), std::clamp(static_cast<int>(height * scale), 1, std::max(1, box.height))};
}

// A decoded frame as a picture that fits the box; null: it cannot be scaled.
std::shared_ptr<Picture> scaled(const AVFrame& frame, SizePx box, bool up, std::unique_ptr<SwsContext, FreeScaler>& scaler) {
  auto picture = std::make_shared<Picture>();
  picture->size = fitted({frame.width, frame.height}, frame.sample_aspect_ratio, box, up);
  // Exact, so that the same video gives the same bytes on every machine.
  scaler.reset(sws_getCachedContext(scaler.release(), frame.width, frame.height, static_cast<AVPixelFormat>(frame.format), picture->size.width, picture->size.height,
                                    AV_PIX_FMT_RGB32, SWS_BILINEAR | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT, nullptr, nullptr, nullptr));
  if (!scaler) return nullptr;
  // The scaler's fast ways write past a row's end: rows of its own, then ours.
  std::array<std::uint8_t*, 4> rows{};
  std::array<int, 4> strides{};
  if (av_image_alloc(rows.data(), strides.data(), picture->size.width, picture->size.height, AV_PIX_FMT_RGB32, 64) < 0) return nullptr;
  const int done = sws_scale(scaler.get(), frame.data, frame.linesize, 0, frame.height, rows.data(), strides.data());
  const auto width = static_cast<std::size_t>(picture->size.width);
  picture->pixels.resize(width * static_cast<std::size_t>(picture->size.height));
  for (int y = 0; y < picture->size.height; ++y) {
    std::uint32_t* out = picture->pixels.data() + static_cast<std::size_t>(y) * width;
    std::memcpy(out, rows[0] + std::ptrdiff_t{y} * strides[0], width * sizeof(std::uint32_t));
    for (std::size_t x = 0; x < width; ++x) {
      const std::uint32_t alpha = out[x] >> 24U;
      if (alpha == 255) continue;
      std::uint32_t on_white = 0xFF000000U;
      for (const unsigned shift : {0U, 8U, 16U}) on_white |= (((out[x] >> shift & 0xFFU) * alpha + 255U * (255U - alpha)) / 255U) << shift;
      out[x] = on_white;
    }
  }
  av_freep(rows.data());
  return done == picture->size.height ? picture : nullptr;
}

}  // namespace

// --- Sound --------------------------------------------------------------------------

Result<std::vector<std::int16_t>> decode_audio(std::string_view bytes, const MediaLimits& limits) {
  auto opened = Reader::open(bytes, Wanted::sound, limits);
  if (!opened) return opened.error();
  Reader& reader = opened.value();
  const auto most = static_cast<std::size_t>(limits.longest_sound_ms * sample_rate_hz / 1000);
  std::vector<std::int16_t> samples;
  std::unique_ptr<SwrContext, FreeResampler> resampler;
  AVChannelLayout mono = AV_CHANNEL_LAYOUT_MONO;
  const auto convert = [&](const AVFrame* frame) -> Outcome {
    const int room = swr_get_out_samples(resampler.get(), frame != nullptr ? frame->nb_samples : 0);
    if (room < 0) return reader.refused("its sound cannot be turned into the speaker's");
    const std::size_t before = samples.size();
    samples.resize(before + static_cast<std::size_t>(room));
    auto* out = reinterpret_cast<std::uint8_t*>(samples.data() + before);
    const int got = swr_convert(resampler.get(), &out, room, frame != nullptr ? const_cast<const std::uint8_t**>(frame->extended_data) : nullptr, frame != nullptr ? frame->nb_samples : 0);
    if (got < 0) return reader.refused("its sound cannot be turned into the speaker's");
    samples.resize(before + static_cast<std::size_t>(got));
    if (samples.size() > most) return reader.refused(fmt::format("it is longer than {} seconds", limits.longest_sound_ms / 1000));
    return Done{};
  };
  int rate = 0, format = -1, channels = 0;
  for (;;) {
    auto more = reader.next();
    if (!more) return more.error();
    if (!more.value()) break;
    const AVFrame& frame = *reader.frame;
    if (!resampler) {
      rate = frame.sample_rate;
      format = frame.format;
      channels = frame.ch_layout.nb_channels;
      SwrContext* made = nullptr;
      AVChannelLayout layout = frame.ch_layout;  // a view: the frame keeps what it holds
      const bool possible = rate > 0 && rate <= 384'000 && channels > 0 && channels <= 8;
      if (!possible || swr_alloc_set_opts2(&made, &mono, AV_SAMPLE_FMT_S16, sample_rate_hz, &layout, static_cast<AVSampleFormat>(format), rate, 0, nullptr) < 0)
        return reader.refused("its sound cannot be turned into the speaker's");
      resampler.reset(made);
      if (swr_init(made) < 0) return reader.refused("its sound cannot be turned into the speaker's");
    } else if (frame.sample_rate != rate || frame.format != format || frame.ch_layout.nb_channels != channels) {
      return reader.refused("its sound changes its form in the middle");
    }
    if (auto done = convert(&frame); !done) return done.error();
  }
  if (resampler) {
    if (auto done = convert(nullptr); !done) return done.error();
  }
  if (samples.empty()) return reader.refused("there is no sound in it");
  return samples;
}

// --- Pictures -----------------------------------------------------------------------

Result<Picture> decode_image(std::string_view bytes, SizePx box, const MediaLimits& limits) {
  auto opened = Reader::open(bytes, Wanted::image, limits);
  if (!opened) return opened.error();
  Reader& reader = opened.value();
  auto got = reader.next();
  if (!got) return got.error();
  if (!got.value()) return reader.refused("there is no picture in it");
  std::unique_ptr<SwsContext, FreeScaler> scaler;
  auto picture = scaled(*reader.frame, box, false, scaler);
  if (!picture) return reader.refused("it cannot be scaled");
  return std::move(*picture);
}

// --- Video --------------------------------------------------------------------------

struct VideoReader::Impl {
  Reader reader;
  SizePx box;
  std::int64_t from_ms = 0;
  std::unique_ptr<SwsContext, FreeScaler> scaler;
  std::int64_t last_at_ms = -1, last_until_ms = 0, pictures = 0;
};

VideoReader::VideoReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
VideoReader::VideoReader(VideoReader&&) noexcept = default;
VideoReader& VideoReader::operator=(VideoReader&&) noexcept = default;
VideoReader::~VideoReader() = default;

Result<VideoReader> VideoReader::open(std::string_view bytes, SizePx box, std::int64_t from_ms, const MediaLimits& limits) {
  auto reader = Reader::open(bytes, Wanted::video, limits);
  if (!reader) return reader.error();
  return VideoReader{std::make_unique<Impl>(Impl{std::move(reader).value(), box, from_ms, {}})};
}

std::int64_t VideoReader::duration_ms() const { return impl_->reader.duration_ms(); }

Result<std::optional<VideoReader::Moment>> VideoReader::next() {
  constexpr std::int64_t usual_ms = 40;
  for (;;) {
    Reader& reader = impl_->reader;
    auto more = reader.next();
    if (!more) return more.error();
    if (!more.value()) {
      if (impl_->pictures == 0) return reader.refused("there is no picture in it");
      // The file says how long it is; what is cut short ends before.
      if (duration_ms() > impl_->last_until_ms + 1000) return reader.refused("it breaks off");
      return std::optional<Moment>{};
    }
    const AVFrame& frame = *reader.frame;
    if (++impl_->pictures > reader.limits.most_pictures) return reader.refused("it does not come to an end");
    const std::int64_t stamp = frame.best_effort_timestamp;
    std::int64_t at_ms = stamp == AV_NOPTS_VALUE ? impl_->last_until_ms : av_rescale_q(stamp, reader.stream->time_base, {1, 1000});
    at_ms = std::max(at_ms, impl_->last_at_ms + 1);  // time never stands still or goes back
    if (at_ms > reader.limits.longest_video_ms) return reader.refused(fmt::format("it is longer than {} seconds", reader.limits.longest_video_ms / 1000));
    const std::int64_t length = frame.pkt_duration > 0 ? av_rescale_q(frame.pkt_duration, reader.stream->time_base, {1, 1000}) : usual_ms;
    impl_->last_at_ms = at_ms;
    impl_->last_until_ms = at_ms + std::clamp<std::int64_t>(length, 1, 10'000);
    if (impl_->last_until_ms <= impl_->from_ms) continue;
    if (std::int64_t{frame.width} * frame.height > reader.limits.most_pixels) return reader.refused("its pictures grow too large");
    auto picture = scaled(frame, impl_->box, true, impl_->scaler);
    if (!picture) return reader.refused("its pictures cannot be scaled");
    return std::optional{Moment{at_ms, impl_->last_until_ms, std::move(picture)}};
  }
}

// --- Film ---------------------------------------------------------------------------

namespace {
constexpr std::size_t most_ahead = 6;
}

Film::Film(std::shared_ptr<const std::string> bytes, SizePx box, std::int64_t from_ms, std::function<void()> notify)
    : bytes_(std::move(bytes)), box_(box), from_ms_(from_ms), notify_(std::move(notify)), thread_([this] { work(); }) {}

Film::~Film() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Film::work() {
  const auto tell = [&](auto change) {
    {
      const std::lock_guard lock(mutex_);
      change();
    }
    changed_.notify_all();
    if (notify_) notify_();
  };
  auto reader = VideoReader::open(*bytes_, box_, from_ms_);
  if (!reader) return tell([&] { failure_ = reader.error(); });
  tell([&] { duration_ms_ = reader->duration_ms(); });
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopping_ || ahead_.size() < most_ahead; });
      if (stopping_) return;
    }
    auto moment = reader->next();
    if (!moment) return tell([&] { failure_ = moment.error(); });
    if (!moment.value()) return tell([&] { end_ms_ = last_until_ms_; });
    tell([&] {
      last_until_ms_ = moment.value()->until_ms;
      ahead_.push_back(std::move(*moment.value()));
    });
  }
}

bool Film::show(std::int64_t at_ms) {
  bool another = std::exchange(fresh_, false);
  {
    const std::lock_guard lock(mutex_);
    // Before the first picture is due there is nothing better to show than it.
    while (!ahead_.empty() && (ahead_.front().at_ms <= at_ms || !shown_)) {
      shown_ = std::move(ahead_.front().picture);
      ahead_.pop_front();
      another = true;
    }
  }
  if (another) changed_.notify_all();
  return another;
}

std::optional<std::int64_t> Film::duration_ms() {
  const std::lock_guard lock(mutex_);
  return duration_ms_;
}
std::optional<std::int64_t> Film::next_ms() {
  const std::lock_guard lock(mutex_);
  return ahead_.empty() ? std::nullopt : std::optional{ahead_.front().at_ms};
}
bool Film::over(std::int64_t at_ms) {
  const std::lock_guard lock(mutex_);
  return end_ms_ && ahead_.empty() && at_ms >= *end_ms_;
}
std::optional<Error> Film::failure() {
  const std::lock_guard lock(mutex_);
  return ahead_.empty() ? failure_ : std::nullopt;
}

void Film::wait_for(std::int64_t at_ms) {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return failure_ || end_ms_ || !ahead_.empty(); });
    // The picture after this time has come: all before it have.
    if (failure_ || end_ms_ || ahead_.back().at_ms > at_ms) return;
    if (ahead_.size() < most_ahead) {
      const std::size_t before = ahead_.size();
      changed_.wait(lock, [&] { return failure_ || end_ms_ || ahead_.size() > before; });
      continue;
    }
    shown_ = std::move(ahead_.front().picture);
    ahead_.pop_front();
    fresh_ = true;
    changed_.notify_all();
  }
}

}  // namespace kiosk::platform

#include "common/app/isolated_reads.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <new>
#include <string>
#include <string_view>

#include "common/app/exit_code.h"
#include "common/pipeline/isolated_page.h"
#include "common/ports/read_alone.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define PRICECREW_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define PRICECREW_SANITIZED 1
#endif
#endif

namespace pricecrew {
namespace {

struct Limits {
  rlim_t memory_mib = 0;
  rlim_t cpu_seconds = 0;
};

std::optional<rlim_t> Number(std::string_view text) {
  rlim_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

std::optional<Limits> LimitsIn(int argc, const char* const* argv) {
  if (argc != 4 || argv[1] != kReadAlone) return std::nullopt;
  const std::optional<rlim_t> memory = Number(argv[2]);
  const std::optional<rlim_t> cpu = Number(argv[3]);
  if (!memory || !cpu) return std::nullopt;
  return Limits{*memory, *cpu};
}

void SetLimit(__rlimit_resource what, rlim_t limit) {
  rlimit both{};
  getrlimit(what, &both);
  both.rlim_cur = std::min(limit, both.rlim_max);
  setrlimit(what, &both);
}

/// The parent's end is this one's, and nothing else is: signals to the whole group are for the parent to
/// obey.
void BelongToParent() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, SIG_IGN);
}

/// Where the machine itself has no memory left, this process goes before any other.
void OfferItselfFirst() {
  const int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  [[maybe_unused]] const auto written = write(file, "1000", 4);
  close(file);
}

void LimitMemory(rlim_t mebibytes) {
  std::set_new_handler([] { _exit(kOutOfMemoryExit); });
  if (IsolatedMemoryIsLimited()) SetLimit(RLIMIT_AS, mebibytes << 20);
}

/// The limit counts from the process's start on, so each page moves it.
void LimitCpu(rlim_t seconds) {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  SetLimit(RLIMIT_CPU, static_cast<rlim_t>(used.ru_utime.tv_sec) + static_cast<rlim_t>(used.ru_stime.tv_sec) +
                           1 + seconds);
}

bool ReadAll(char* into, std::size_t bytes) {
  while (bytes > 0) {
    const ssize_t got = read(STDIN_FILENO, into, bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    into += got;
    bytes -= static_cast<std::size_t>(got);
  }
  return true;
}

bool WriteAll(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

/// Absent at the end of the stream, and where what comes is no frame.
std::optional<std::string> ReadFrame() {
  FrameHead head{};
  if (!ReadAll(reinterpret_cast<char*>(head.data()), head.size())) return std::nullopt;
  const std::uint64_t length = LengthIn(head);
  if (length > kMaxFrameBytes) return std::nullopt;
  std::string frame(length, '\0');
  if (!ReadAll(frame.data(), frame.size())) return std::nullopt;
  return frame;
}

bool WriteFrame(std::string_view frame) {
  const FrameHead head = HeadOf(frame.size());
  return WriteAll({reinterpret_cast<const char*>(head.data()), head.size()}) && WriteAll(frame);
}

}  // namespace

bool IsolatedMemoryIsLimited() {
#ifdef PRICECREW_SANITIZED
  return false;
#else
  return true;
#endif
}

std::optional<int> ServeIsolatedReads(int argc, const char* const* argv, const ReadPage& read) {
  const std::optional<Limits> limits = LimitsIn(argc, argv);
  if (!limits) return std::nullopt;
  BelongToParent();
  OfferItselfFirst();
  SetLimit(RLIMIT_CORE, 0);
  LimitMemory(limits->memory_mib);
  if (!WriteFrame({})) return kInternalError;
  while (const std::optional<std::string> request = ReadFrame()) {
    LimitCpu(limits->cpu_seconds);
    if (!WriteFrame(AnswerIsolated(*request, read))) return kInternalError;
  }
  return kComplete;
}

}  // namespace pricecrew

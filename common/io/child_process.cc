#include "common/io/child_process.h"

#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <utility>

namespace pricecrew {
namespace {

using Socket = asio::local::stream_protocol::socket;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { ::close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

/// What the child's side of a start consists of.
class SpawnPlan {
 public:
  explicit SpawnPlan(int stream) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, stream, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, stream, STDOUT_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK);
  }
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  /// The process's number, or the error's.
  Result<pid_t> Run(const std::vector<std::string>& command) const {
    std::vector<std::string> words = command;
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t pid = 0;
    const int error = posix_spawn(&pid, argv.front(), &actions_, &attributes_, argv.data(), environ);
    if (error == 0) return pid;
    return Error{ErrorKind::kRetryLater,
                 "starting " + command.front() + ": " + std::generic_category().message(error), "isolation"};
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::Start(const asio::any_io_executor& executor,
                                                          const std::vector<std::string>& command) {
  // A socket rather than pipes: writing to a dead child is then an error and no SIGPIPE.
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return Error{ErrorKind::kRetryLater, "socketpair: " + std::generic_category().message(errno),
                 "isolation"};
  Socket ours(executor, asio::local::stream_protocol(), ends[0]);
  const Descriptor theirs(ends[1]);
  const Result<pid_t> pid = SpawnPlan(theirs.number()).Run(command);
  if (!pid) return pid.error();
  return std::unique_ptr<ChildProcess>(new ChildProcess(*pid, std::move(ours)));  // NOLINT: private
}

ChildProcess::ChildProcess(pid_t pid, Socket stream) : pid_(pid), stream_(std::move(stream)) {}

ChildProcess::~ChildProcess() {
  Kill();
  Reap();
}

bool ChildProcess::IsAlive() {
  if (!reaped_) reaped_ = ::waitpid(pid_, &status_, WNOHANG) != 0;
  return !reaped_;
}

void ChildProcess::Kill() {
  if (!reaped_) ::kill(pid_, SIGKILL);  // not reaped: the number is still its own
}

int ChildProcess::Reap() {
  while (!reaped_) reaped_ = ::waitpid(pid_, &status_, 0) == pid_ || errno != EINTR;
  return status_;
}

}  // namespace pricecrew

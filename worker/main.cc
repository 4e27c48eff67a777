// The worker: stage 2, product pages to facts.

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "common/app/isolated_reads.h"
#include "common/app/logging.h"
#include "common/app/run_main.h"
#include "common/app/settings.h"
#include "common/app/stage_process.h"
#include "common/wiring/read_within.h"
#include "common/wiring/real_parts.h"
#include "worker/product_stage.h"

namespace pricecrew {
namespace {

int Main(int argc, const char* const* argv) {
  if (const std::optional<int> served = ServeIsolatedReads(argc, argv, ReadProductPage)) return *served;
  CLI::App app("Visits product pages and reads name and price from each.", "worker");
  StageSettings settings;
  AddStageSettings(app, settings);
  if (const std::optional<int> ended = ParseSettings(app, argc, argv)) return *ended;
  StartLogging(settings.log, "worker");
  const std::shared_ptr<ByteBudget> memory = MakeMemory(settings.memory);
  return RunStageProcess(settings, Stage::kProduct, MakeStageParts(settings, "worker", memory),
                         ReadWithin(memory, ReadProductPage), ServeHealthOverHttp);
}

}  // namespace
}  // namespace pricecrew

int main(int argc, char** argv) { return pricecrew::RunMain("worker", pricecrew::Main, argc, argv); }

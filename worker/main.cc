// The worker: stage 2, product pages to facts.

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <optional>

#include "common/app/exit_code.h"
#include "common/app/logging.h"
#include "common/app/settings.h"
#include "common/app/stage_process.h"
#include "common/wiring/real_parts.h"
#include "worker/product_stage.h"

namespace pricecrew {
namespace {

int Main(int argc, const char* const* argv) {
  CLI::App app("Visits product pages and reads name and price from each.", "worker");
  StageSettings settings;
  AddStageSettings(app, settings);
  if (const std::optional<int> ended = ParseSettings(app, argc, argv)) return *ended;
  StartLogging(settings.log, "worker");
  return RunStageProcess(settings, Stage::kProduct, MakeStageParts(settings, "worker"), ReadProductPage,
                         ServeHealthOverHttp);
}

}  // namespace
}  // namespace pricecrew

int main(int argc, char** argv) {
  try {
    return pricecrew::Main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "worker: " << error.what() << '\n';
    return pricecrew::kInternalError;
  }
}

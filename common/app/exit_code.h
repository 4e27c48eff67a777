#pragma once

namespace pricecrew {

/// How every program of the project ends; part of its interface.
enum ExitCode : int {
  kComplete = 0,
  kInternalError = 1,
  kUsage = 2,         ///< an unknown or invalid flag or setting
  kNoProduct = 3,     ///< the job ended without any product
  kPagesFailed = 4,   ///< complete, but pages failed
  kPartial = 5,       ///< cancelled or interrupted
  kNotReachable = 6,  ///< the broker or the aggregator
  kOutputNotWritable = 7,
};

}  // namespace pricecrew

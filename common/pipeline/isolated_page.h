#pragma once

#include <string>
#include <string_view>

#include "common/domain/result.h"
#include "common/domain/settlement.h"
#include "common/pipeline/fetcher.h"
#include "common/pipeline/read_page.h"

namespace pricecrew {

// A page's way to the process that reads it alone (see IsolatedReader), and the answer's way back. Pure.

/// What reading needs of the task and all of the page. Of the task's request options, which hold secrets, its
/// rules alone go along.
std::string EncodeIsolated(const Task& task, const FetchedPage& page);

/// The child's part: reads the page of `request` and puts the settlement into words, a listing's children in
/// as many parts as it takes. Empty where `request` is none. What `read` throws fails the task as
/// "internal_error".
std::string AnswerIsolated(std::string_view request, const ReadPage& read);

/// What became of `task`. An answer that is none of AnswerIsolated's for it fails it as "poison", an error
/// under the error's code.
Settlement SettlementFromIsolated(const Task& task, const Result<std::string>& answer);

}  // namespace pricecrew

#include "common/domain/url_parameters.h"

#include <algorithm>
#include <array>

#include "common/domain/ascii.h"

namespace pricecrew {
namespace {

/// Which values of a parameter make it one to drop.
enum class Drop {
  kAlways,
  kToken,     ///< a session id by its look; a short or plain value may be an item's number
  kCampaign,  ///< words ("newsletter", "sr_1_4"); an article number is none
};

struct Rule {
  std::string_view name;  ///< in lower case; a "*" at the end stands for any rest
  Drop drop = Drop::kAlways;
};

constexpr auto kRules = std::to_array<Rule>({
    // Campaigns, by the tool that adds them.
    {"utm_*"},
    {"mtm_*"},
    {"hsa_*"},
    {"pk_campaign"},
    {"pk_kwd"},
    {"pk_source"},
    {"pk_medium"},
    {"pk_content"},
    // Clicks on advertisements and links, by the network that counts them.
    {"gclid"},
    {"gclsrc"},
    {"dclid"},
    {"gbraid"},
    {"wbraid"},
    {"gad_source"},
    {"gad_campaignid"},
    {"srsltid"},
    {"fbclid"},
    {"igshid"},
    {"igsh"},
    {"msclkid"},
    {"yclid"},
    {"ysclid"},
    {"_openstat"},
    {"twclid"},
    {"ttclid"},
    {"li_fat_id"},
    {"epik"},
    {"irclickid"},
    {"cjevent"},
    {"rb_clickid"},
    {"spm"},
    {"pf_rd_*"},
    {"pd_rd_*"},
    // Newsletters.
    {"mc_cid"},
    {"mc_eid"},
    {"_hsenc"},
    {"_hsmi"},
    {"hsctatracking"},
    {"mkt_tok"},
    {"vero_id"},
    {"vero_conv"},
    {"oly_anon_id"},
    {"oly_enc_id"},
    {"_kx"},
    // Visitors across domains.
    {"_ga"},
    {"_gl"},
    {"_gac"},
    {"_branch_match_id"},
    // Referrers.
    {"ref_"},
    {"ref", Drop::kCampaign},
    {"referrer", Drop::kCampaign},
    // Sessions.
    {"phpsessid"},
    {"jsessionid"},
    {"sessionid"},
    {"session_id"},
    {"aspsessionid*"},
    {"asp.net_sessionid"},
    {"cftoken"},
    {"oscsid"},
    {"zenid"},
    {"xtcsid"},
    {"___sid"},
    {"force_sid"},
    {"sid", Drop::kToken},
});

constexpr std::size_t kMinTokenLength = 16;

bool LooksLikeToken(std::string_view value) {
  return value.empty() ||
         (value.size() >= kMinTokenLength && std::all_of(value.begin(), value.end(), IsAsciiAlnum));
}

bool LooksLikeCampaign(std::string_view value) {
  const bool has_digit = std::any_of(value.begin(), value.end(), IsAsciiDigit);
  const bool has_upper = std::any_of(value.begin(), value.end(), [](char c) { return AsciiLower(c) != c; });
  const bool is_joined_words =
      value.find('_') != std::string_view::npos && !IsAsciiDigit(value[0]) && !has_upper;
  return !has_digit || is_joined_words;
}

bool NameMatches(std::string_view name, std::string_view pattern) {
  if (!pattern.ends_with('*')) return EqualsIgnoringCase(name, pattern);
  pattern.remove_suffix(1);
  return EqualsIgnoringCase(name.substr(0, pattern.size()), pattern);
}

}  // namespace

bool IsTrackingParameter(std::string_view name, std::string_view value) {
  const auto rule =
      std::find_if(kRules.begin(), kRules.end(), [name](const Rule& r) { return NameMatches(name, r.name); });
  if (rule == kRules.end()) return false;
  if (rule->drop == Drop::kToken) return LooksLikeToken(value);
  return rule->drop == Drop::kAlways || LooksLikeCampaign(value);
}

}  // namespace pricecrew

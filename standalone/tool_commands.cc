#include "standalone/tool_commands.h"

#include <iostream>
#include <utility>
#include <variant>

#include "common/app/exit_code.h"
#include "common/app/settings.h"
#include "common/rules/read_rules.h"
#include "standalone/rules_tool.h"
#include "standalone/url_tool.h"

namespace pricecrew {
namespace {

bool LooksLikeUrl(const std::string& where) {
  return where.starts_with("http://") || where.starts_with("https://");
}

int Refuse(std::string_view why) {
  std::cerr << "pricecrew: " << why << '\n';
  return kUsage;
}

}  // namespace

ToolCommands::ToolCommands(CLI::App& app, ToolWorld world) : world_(std::move(world)) {
  extract_ = AddPageTool(app, "extract", "print what a product page says");
  extract_->add_flag("--explain", explain_, "say how every value was found, for a person");
  discover_ = AddPageTool(app, "discover",
                          "print the products, the next page and the subcategories of a category page");
  discover_->add_flag("--explain", explain_, "a line for every link: what it was taken for, and why");
  AddRobots(app);
  AddPrice(app);
  AddUrl(app);
  AddSelect(app);
  AddRules(app);
}

CLI::App* ToolCommands::AddPageTool(CLI::App& app, const char* name, const char* help) {
  CLI::App* tool = app.add_subcommand(name, help);
  tool->add_option("PAGE", where_, "file (.gz too), URL, or - for standard input");
  tool->add_option("--url", page_url_, "the page's address");
  tool->add_flag("--batch", batch_, R"(JSON lines {"id","url","file" or "html"} in, JSON lines out)");
  AddSetting(*tool, "--rules", rules_file_, "file of rules for the pages of sites");
  AddFetchSettings(*tool, fetch_);
  return tool;
}

void ToolCommands::AddSelect(CLI::App& app) {
  select_ = app.add_subcommand("select", "print what a selector or a JSON path finds on a page");
  select_->add_option("PAGE", where_, "file (.gz too), URL, or - for standard input")->required();
  select_->add_option("SELECTOR", selection_.selector, "CSS selector of elements");
  select_->add_option("--attribute", selection_.attribute, "print this of the elements, not their text");
  select_->add_option("--json", selection_.json_path, "path into the JSON of the page's scripts");
  select_->add_option("--in", selection_.in, "which JSON: ld+json, script#id, or a variable's name");
  AddFetchSettings(*select_, fetch_);
}

void ToolCommands::AddRules(CLI::App& app) {
  rules_ = app.add_subcommand("rules", "check a file of rules");
  rules_->add_option("FILE", rules_file_, "the file, or - for standard input")->required();
}

void ToolCommands::AddRobots(CLI::App& app) {
  robots_ = app.add_subcommand("robots", "print whether a robots.txt lets a crawler fetch a URL");
  robots_->add_option("FILE", where_, "the robots.txt, or - for standard input");
  robots_->add_option("--url", robots_question_.url, "the address that is to be fetched");
  robots_->add_option("--user-agent", robots_question_.user_agent, "the crawler's name or User-Agent")
      ->capture_default_str();
  robots_->add_flag("--batch", batch_, R"(JSON lines {"robots_txt","user_agent","url"} in, JSON lines out)");
}

void ToolCommands::AddPrice(CLI::App& app) {
  price_ = app.add_subcommand("price", "print the amount and the currency that a text says");
  PriceQuestion& question = price_question_;
  price_->add_option("TEXT", price_text_, "e.g. '1.099,00 EUR'");
  price_->add_option("--currency-hint", question.currency_hint, "a code, or a text that names a currency");
  price_->add_option("--decimal-separator", question.decimal_separator, "how the text parts off cents");
  price_->add_option("--group-separator", question.group_separator, "how the text parts off thousands");
  price_->add_flag(
      "--batch", batch_,
      R"(JSON lines {"text","currency_hint","decimal_separator","group_separator"} in, JSON lines out)");
}

void ToolCommands::AddUrl(CLI::App& app) {
  url_ = app.add_subcommand("url", "print a URL as the URL standard parses it, or null");
  url_->add_option("URL", url_input_, "the URL, as found in a page");
  url_->add_option("--base", url_base_, "the address that it is relative to");
  url_->add_flag("--batch", batch_, R"(JSON lines {"input","base"} in, JSON lines {"href"} or null out)");
}

LoadPage ToolCommands::Loading() const {
  return [this](const std::string& where) -> Result<LoadedPage> {
    if (LooksLikeUrl(where)) return world_.fetch(where, fetch_);
    Result<std::string> body = world_.read_file(where);
    if (!body) return body.error();
    return LoadedPage{std::move(*body), {}, {}};
  };
}

int ToolCommands::RunOnPages(const DescribePage& describe) const {
  if (batch_) return RunBatch(std::cin, std::cout, Loading(), describe);
  if (where_.empty()) return Refuse("name a FILE or a URL, - for standard input, or --batch; see --help");
  return RunOnPage(where_, page_url_, Loading(), describe, std::cout);
}

int ToolCommands::RunOnPages(DescribeRuled describe) const {
  const Result<std::string> text = world_.read_file(rules_file_);
  if (!text) return Refuse(text.error().text);
  const Result<std::string> checked = CheckedRules(*text, rules_file_);
  if (!checked) return Refuse(checked.error().text);
  const Rules rules = std::get<Rules>(ReadRules(*checked));
  return RunOnPages([&rules, describe](const LoadedPage& page, const std::string& id) {
    return describe(page, id, rules);
  });
}

int ToolCommands::RunExtract() const {
  if (explain_)
    return rules_file_.empty() ? RunOnPages(DescribePage(ExplainProductPage))
                               : RunOnPages(ExplainRuledProductPage);
  return rules_file_.empty() ? RunOnPages(DescribePage(DescribeProduct)) : RunOnPages(DescribeRuledProduct);
}

int ToolCommands::RunDiscover() const {
  if (explain_ && !rules_file_.empty())
    return Refuse("--explain tells what a page says by itself; leave out --rules");
  if (explain_) return RunOnPages(DescribePage(ExplainListing));
  return rules_file_.empty() ? RunOnPages(DescribePage(DescribeListing)) : RunOnPages(DescribeRuledListing);
}

int ToolCommands::RunRules() const {
  const Result<std::string> text = world_.read_file(rules_file_);
  return text ? RunRulesCheck(*text, rules_file_, std::cout) : Refuse(text.error().text);
}

int ToolCommands::RunRobotsTool() {
  if (batch_) return RunRobotsBatch(std::cin, std::cout);
  if (where_.empty() || robots_question_.url.empty())
    return Refuse("name a robots.txt FILE, or - for standard input, and --url; or --batch; see --help");
  Result<std::string> text = world_.read_file(where_);
  if (!text) return Refuse(text.error().text);
  robots_question_.robots_txt = std::move(*text);
  return RunRobots(robots_question_, std::cout);
}

int ToolCommands::RunPriceTool() {
  if (batch_) return RunPriceBatch(std::cin, std::cout);
  if (!price_text_) return Refuse("name a TEXT, or --batch; see --help");
  price_question_.text = *price_text_;
  return RunPrice(price_question_, std::cout);
}

int ToolCommands::RunUrlTool() const {
  if (batch_) return RunUrlBatch(std::cin, std::cout);
  return url_input_.empty() ? Refuse("name a URL, or --batch; see --help")
                            : RunUrl(url_input_, url_base_, std::cout);
}

int ToolCommands::Run() {
  if (robots_->parsed()) return RunRobotsTool();
  if (price_->parsed()) return RunPriceTool();
  if (url_->parsed()) return RunUrlTool();
  if (rules_->parsed()) return RunRules();
  if (select_->parsed()) return RunSelect(where_, selection_, Loading(), std::cout);
  return extract_->parsed() ? RunExtract() : RunDiscover();
}

}  // namespace pricecrew

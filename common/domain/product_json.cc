#include "common/domain/product_json.h"

#include <string_view>

namespace pricecrew {

void WriteSources(json::Writer& writer, const Product& product) {
  writer.Key("sources");
  writer.StartObject();
  for (const FieldOrigin& origin : product.origins) {
    writer.Key(origin.field.data(), static_cast<rapidjson::SizeType>(origin.field.size()));
    writer.StartObject();
    json::Write(writer, "source", std::string_view(origin.source));
    writer.Key("confidence");
    writer.Double(origin.confidence_percent / 100.0);
    writer.EndObject();
  }
  writer.EndObject();
}

}  // namespace pricecrew

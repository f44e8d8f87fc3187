package dev.registrant.testkit;

import dev.registrant.testkit.vendor.AdminRefusal;
import dev.registrant.testkit.vendor.VendorAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON of the admin, and the one edit that faults make to a vendor's. */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static VendorAnswer answer(int status, Object content) {
    return new VendorAnswer(
        status, Map.of("content-type", "application/json"), MAPPER.writeValueAsBytes(content));
  }

  static String write(Object content) {
    return MAPPER.writeValueAsString(content);
  }

  static Map<String, Object> readObject(byte[] body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (!node.isObject()) {
        throw new AdminRefusal("the body must be a JSON object");
      }
      Map<String, Object> members = new LinkedHashMap<>();
      node.forEachEntry(
          (name, value) -> members.put(name, MAPPER.treeToValue(value, Object.class)));
      return members;
    } catch (JacksonException e) {
      throw new AdminRefusal("the body must be JSON: " + e.getOriginalMessage());
    }
  }

  /** Empties or takes away members wherever they are; a body that is not JSON stays as it is. */
  static byte[] without(byte[] body, Set<String> members, boolean leaveEmpty) {
    try {
      JsonNode node = MAPPER.readTree(body);
      strip(node, members, leaveEmpty);
      return MAPPER.writeValueAsBytes(node);
    } catch (JacksonException e) {
      return body;
    }
  }

  private static void strip(JsonNode node, Set<String> members, boolean leaveEmpty) {
    if (node instanceof ObjectNode object) {
      for (String member : members) {
        if (object.remove(member) != null && leaveEmpty) {
          object.put(member, "");
        }
      }
    }
    node.forEach(child -> strip(child, members, leaveEmpty));
  }
}

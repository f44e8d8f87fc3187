package dev.registrant.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * A mapping of a YAML document. What is not as expected is told to the problems, with its line and
 * without its value.
 */
final class YamlMap {
  private final String path;
  private final Map<String, Node> entries = new LinkedHashMap<>();
  private final ConfigProblems problems;

  private YamlMap(String path, ConfigProblems problems) {
    this.path = path;
    this.problems = problems;
  }

  /** Reads a document; what cannot be read is as good as empty. */
  static YamlMap parse(String document, ConfigProblems problems) {
    YamlMap root = new YamlMap("", problems);
    LoadSettings settings = LoadSettings.builder().build();
    try {
      new Composer(settings, new ParserImpl(settings, new StreamReader(settings, document)))
          .getSingleNode()
          .ifPresent(node -> root.fill(node));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().or(e::getContextMark).map(mark -> mark.getLine() + 1).orElse(1);
      problems.add(line, "config", "syntax", "is not YAML: " + withoutContent(e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(1, "config", "syntax", "is not YAML");
    }
    return root;
  }

  Set<String> keys() {
    return entries.keySet();
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  /**
   * Returns the path of an entry in the document, for example {@code accounts.prod.settings}; a
   * name that has dots itself stands in quotation marks.
   */
  String path(String key) {
    return path.isEmpty() ? quoted(key) : path + "." + quoted(key);
  }

  /** Returns a name as it stands in a path. */
  static String quoted(String key) {
    return key.contains(".") ? '"' + key + '"' : key;
  }

  /** Returns a mapping in this one; empty if it is absent or something else. */
  YamlMap map(String key) {
    YamlMap map = new YamlMap(path(key), problems);
    Node node = entries.get(key);
    if (node != null) {
      map.fill(node);
    }
    return map;
  }

  /**
   * Returns a single value in this mapping as it is written; empty if absent or no single value.
   */
  Optional<String> text(String key) {
    Node node = entries.get(key);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar) {
      return Optional.of(isNull(scalar) ? "" : scalar.getValue());
    }
    problems.add(path(key), "wrong-type", key + " takes one value");
    return Optional.empty();
  }

  /** Returns whether an entry is this word. */
  boolean is(String key, String word) {
    return entries.get(key) instanceof ScalarNode scalar && scalar.getValue().equals(word);
  }

  /** Returns a time above zero in this mapping; empty if absent or something else. */
  Optional<Duration> time(String key) {
    Optional<String> text = text(key);
    Optional<Duration> time = text.flatMap(TimeText::parse).filter(value -> !value.isZero());
    if (text.isPresent() && time.isEmpty()) {
      problems.add(path(key), "invalid", key + " " + TimeText.FORM + " above zero");
    }
    return time;
  }

  private void fill(Node node) {
    if (node instanceof ScalarNode scalar && isNull(scalar)) {
      return;
    }
    if (!(node instanceof MappingNode mapping)) {
      String where = path.isEmpty() ? "config" : path;
      problems.add(
          line(node), where, "wrong-type", where + " takes entries of the form 'name: value'");
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        String name = key.getValue();
        if (entries.putIfAbsent(name, tuple.getValueNode()) != null) {
          problems.add(line(key), path(name), "duplicate", name + " is given twice");
        }
        problems.located(path(name), line(key));
      } else {
        problems.add(line(node), path, "wrong-type", "a name is a single text");
      }
    }
  }

  private static boolean isNull(ScalarNode scalar) {
    return scalar.getScalarStyle() == ScalarStyle.PLAIN
        && (scalar.getValue().isEmpty() || scalar.getValue().equals("~"));
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  /** Names of aliases and the like come from the document, and may be a badly quoted secret. */
  private static String withoutContent(String problem) {
    return problem.replaceFirst("\\b(alias|anchor|handle|tag|directive)\\b.*", "$1");
  }
}

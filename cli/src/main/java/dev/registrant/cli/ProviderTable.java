package dev.registrant.cli;

import dev.registrant.spi.Capabilities;
import dev.registrant.spi.MetadataField;
import dev.registrant.spi.RegistrationProvider;
import dev.registrant.spi.Setting;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Providers for people: in a terminal, and as the table of the README. */
final class ProviderTable {
  private ProviderTable() {}

  static String text(List<RegistrationProvider> providers) {
    StringJoiner text = new StringJoiner("\n\n");
    for (RegistrationProvider provider : providers) {
      Capabilities capabilities = provider.capabilities();
      TextTable settings = new TextTable();
      provider
          .configuration()
          .settings()
          .forEach(s -> settings.row("  " + s.name(), need(s), s.description()));
      TextTable fields = new TextTable();
      capabilities
          .metadata()
          .forEach(
              f ->
                  fields.row(
                      "  " + f.name(),
                      ProviderView.word(f.use()),
                      ProviderView.sentence(f),
                      f.description()));
      StringJoiner lines = new StringJoiner("\n");
      lines.add(Printable.clean(provider.id()));
      lines.add("  can: " + String.join(", ", ProviderView.words(capabilities)));
      lines.add("settings:").add(settings.toString());
      lines.add("fields:").add(fields.toString());
      if (!capabilities.retired().isEmpty()) {
        TextTable retired = new TextTable();
        capabilities
            .retired()
            .forEach(r -> retired.row("  " + r.name(), r.reason(), "use " + r.successor()));
        lines.add("not offered:").add(retired.toString());
      }
      text.add(lines.toString());
    }
    return providers.isEmpty() ? "no providers" : text.toString();
  }

  static String markdown(List<RegistrationProvider> providers) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add("| Provider | Can | Settings (required in bold) | Fields and limits |");
    lines.add("|---|---|---|---|");
    for (RegistrationProvider provider : providers) {
      String settings =
          provider.configuration().settings().stream()
              .map(s -> s.required() ? "**`" + s.name() + "`**" : "`" + s.name() + "`")
              .collect(Collectors.joining(", "));
      String fields =
          provider.capabilities().metadata().stream()
              .filter(f -> f.use() != MetadataField.Use.READ_ONLY)
              .map(ProviderTable::markdown)
              .collect(Collectors.joining("; "));
      lines.add(
          "| `"
              + provider.id()
              + "` | "
              + String.join(", ", ProviderView.words(provider.capabilities()))
              + " | "
              + settings
              + " | "
              + fields.replace("|", "\\|")
              + " |");
    }
    return lines.toString();
  }

  private static String markdown(MetadataField field) {
    String limit = ProviderView.sentence(field);
    return "`" + field.name() + "`" + (limit.isEmpty() ? "" : " " + limit);
  }

  private static String need(Setting setting) {
    return setting.required()
        ? "required"
        : setting.defaultValue().map(value -> "default " + value).orElse("optional");
  }
}

package dev.registrant.cli;

import dev.registrant.spi.RegistrationProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the providers there are. */
@Command(name = "providers", description = "Shows the providers there are and what each can do.")
final class ProvidersCommand implements Action {
  private final Session session;

  @Option(names = "--markdown", description = "Print the table of the README.")
  private boolean markdown;

  ProvidersCommand(Session session) {
    this.session = session;
  }

  @Override
  public Result run() {
    List<String> problems = new ArrayList<>(session.providers().problems());
    List<Map<String, Object>> shown = new ArrayList<>();
    List<RegistrationProvider> sound = new ArrayList<>();
    for (RegistrationProvider provider : session.providers().catalog().providers()) {
      try {
        shown.add(ProviderView.json(provider));
        sound.add(provider);
      } catch (RuntimeException | LinkageError e) {
        String problem =
            provider.getClass().getName() + " does not tell what it can: " + e.getClass().getName();
        session.terminal().note("warning: " + problem);
        problems.add(problem);
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("providers", shown);
    json.put("problems", problems);
    if (markdown) {
      json.put("markdown", ProviderTable.markdown(sound));
      return Result.done(json, ProviderTable.markdown(sound));
    }
    return Result.done(json, ProviderTable.text(sound));
  }
}

package dev.registrant.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people do at a vendor that has no API for it.
 *
 * <p>It sends nothing and keeps nothing: it says what is to be done, checks what people bring back,
 * and says what follows. The core keeps the app and the actions in its store, so every step can be
 * resumed in another process. Thread-safe.
 */
public interface HumanSteps {
  /**
   * What a person must do.
   *
   * @param step names it within its app, stable, for example {@code create-app} or {@code
   *     allow:12345}
   * @param who who can do it, for example {@code app owner}
   * @param where where it is done
   * @param text what to do, with the texts to copy; never a secret
   * @param needs what to bring back
   */
  record Action(String step, String who, String where, String text, List<Need> needs) {
    /** Copies the list. */
    public Action {
      requireNonNull(step, "step");
      requireNonNull(who, "who");
      requireNonNull(where, "where");
      requireNonNull(text, "text");
      needs = List.copyOf(needs);
    }
  }

  /**
   * Something to bring back.
   *
   * @param name its name
   * @param secret whether it is one
   * @param required whether the step cannot be completed without
   * @param description what it is and where it is seen
   */
  record Need(String name, boolean secret, boolean required, String description) {
    /** Checks that nothing is {@code null}. */
    public Need {
      requireNonNull(name, "name");
      requireNonNull(description, "description");
    }
  }

  /**
   * What people brought back for an action.
   *
   * @param values by name, what is no secret
   * @param secrets by name
   */
  record Evidence(Map<String, String> values, Map<String, Secret> secrets) {
    /** Copies the maps. */
    public Evidence {
      values = Map.copyOf(values);
      secrets = Map.copyOf(secrets);
    }

    /** Shows names only. */
    @Override
    public String toString() {
      return "Evidence[" + values.keySet() + ", " + secrets.keySet() + "]";
    }
  }

  /**
   * What follows from a plan or from a completed action.
   *
   * @param app the app as it is believed to be from now on; empty if it is gone
   * @param credentials what is to be sealed
   * @param opened actions that are to be done from now on; one whose step is open already replaces
   *     it
   * @param withdrawn steps of open actions that need no doing any more
   */
  record Progress(
      Optional<App> app,
      List<CredentialChange> credentials,
      List<Action> opened,
      List<String> withdrawn) {
    /** Copies the lists. */
    public Progress {
      requireNonNull(app, "app");
      credentials = List.copyOf(credentials);
      opened = List.copyOf(opened);
      withdrawn = List.copyOf(withdrawn);
    }
  }

  /**
   * Begins a new app.
   *
   * @param id the id it has until the vendor's is known, and in our records for ever
   * @param metadata what it is to be registered with, checked
   * @return the pending app and what is to be done
   */
  Progress create(AppId id, ClientMetadata metadata);

  /**
   * Begins a change.
   *
   * @param current the app as it is believed to be
   * @param wanted what it is to be registered with
   */
  Progress update(App current, ClientMetadata wanted);

  /**
   * Begins a deletion.
   *
   * @param current the app as it is believed to be
   */
  Progress delete(App current);

  /**
   * Completes an action.
   *
   * @param current the app as it is believed to be
   * @param action the action that was done
   * @param evidence what was brought back
   * @return what follows
   * @throws RegistrationException.InvalidRequest if the evidence cannot be right, with every
   *     violation; the action stays open
   */
  Progress complete(App current, Action action, Evidence evidence);
}

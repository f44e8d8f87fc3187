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
   * @param withdrawn steps of open actions that need no doing any more; in a {@link Retraction}
   *     also those that were done and do not stand any more
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
   * What follows when a report is taken back.
   *
   * @param progress what follows. The action is among the opened ones, unless it need not be done
   *     any more
   * @param credentials the kinds of the credentials that had come with the report; those of the app
   *     that are kept are given up
   */
  record Retraction(Progress progress, List<CredentialKind> credentials) {
    /** Copies the list. */
    public Retraction {
      requireNonNull(progress, "progress");
      credentials = List.copyOf(credentials);
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
   * Begins a change. One that changes nothing says once more what is still to be done, all of it.
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

  /**
   * Leaves an action out, for a reason. By default nothing follows.
   *
   * @param current the app as it is believed to be
   * @param action the action that is not done
   * @param reason why, for the record
   * @return what follows: the app, which is never gone by this, and what is to be done since the
   *     action is not, for example what a deletion had withdrawn. What was itself left out before
   *     is not opened again
   * @throws RegistrationException.InvalidRequest if the reason cannot be kept; the action stays
   *     open
   */
  default Progress skip(App current, Action action, String reason) {
    return new Progress(Optional.of(current), List.of(), List.of(), List.of());
  }

  /**
   * Takes back what was reported of an action, because it was wrong or does not hold any more, or
   * that it was left out. By default the action is opened again, and the app stays as it is.
   *
   * @param current the app as it is believed to be
   * @param id the id the app has in our records for ever
   * @param action the action
   * @param reported what was brought back for it, by name, without secrets; empty if it was left
   *     out
   * @param reason why, for the record and for whoever does it again
   * @return what follows
   * @throws RegistrationException.InvalidRequest if the reason cannot be kept; nothing is taken
   *     back
   */
  default Retraction reopen(
      App current, AppId id, Action action, Optional<Map<String, String>> reported, String reason) {
    return new Retraction(
        new Progress(Optional.of(current), List.of(), List.of(action), List.of()), List.of());
  }
}

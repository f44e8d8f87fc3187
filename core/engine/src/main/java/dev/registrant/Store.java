package dev.registrant;

import static java.util.Objects.requireNonNull;

import dev.registrant.spi.App;
import dev.registrant.spi.AppId;
import dev.registrant.spi.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where registrations, credentials, intents, actions and duties are kept.
 *
 * <p>Everything is written by {@link #commit}: one change, all or nothing, conditional on a lease.
 * Values of credentials are sealed unless the store lives in memory alone. Implementations are
 * thread-safe and may be shared by processes.
 *
 * <p>A method that cannot do its work throws an unchecked exception whose message says why and
 * holds no secret.
 */
public interface Store extends AutoCloseable {
  /**
   * The right to change what a name stands for, until it is released or its time is over.
   *
   * @param name what it is for
   * @param epoch higher than that of every earlier lease of the name
   */
  record Lease(String name, long epoch) {
    /** Checks that nothing is {@code null}. */
    public Lease {
      requireNonNull(name, "name");
    }
  }

  /** The lease is not held any more: somebody else took it after its time was over. */
  final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes the error. */
    public LeaseLost(Lease lease) {
      super("the lease of " + lease.name() + " was lost to somebody else");
    }
  }

  /**
   * A registration as it is kept.
   *
   * @param id our id of it
   * @param accountId the id of its account
   * @param appId the vendor's id of the app, or {@link RegistrationId#value()} until it is known
   * @param app the app as it is believed to be, kept only where no API tells
   * @param deletedAt when it was deleted, empty while it lives
   */
  record Entry(
      RegistrationId id,
      String accountId,
      AppId appId,
      Optional<App> app,
      Optional<Instant> deletedAt) {
    /** Checks that nothing is {@code null}. */
    public Entry {
      requireNonNull(id, "id");
      requireNonNull(accountId, "accountId");
      requireNonNull(appId, "appId");
      requireNonNull(app, "app");
      requireNonNull(deletedAt, "deletedAt");
    }
  }

  /**
   * A credential to be sealed.
   *
   * @param owner the registration it belongs to
   * @param accountId the id of its account; sealed into the value with the owner
   * @param info what may be told of it
   * @param value the value
   */
  record Credential(RegistrationId owner, String accountId, CredentialInfo info, Secret value) {
    /** Checks that nothing is {@code null}. */
    public Credential {
      requireNonNull(owner, "owner");
      requireNonNull(accountId, "accountId");
      requireNonNull(info, "info");
      requireNonNull(value, "value");
    }
  }

  /**
   * A line of the audit trail.
   *
   * @param at when
   * @param actor who, as the host says
   * @param correlation the id of the call it belongs to
   * @param event what, a stable word, for example {@code app.created}
   * @param accountId where
   * @param subject what it is about, an id
   */
  record AuditEvent(
      Instant at,
      String actor,
      String correlation,
      String event,
      String accountId,
      String subject) {
    /** Checks that nothing is {@code null}. */
    public AuditEvent {
      requireNonNull(at, "at");
      requireNonNull(actor, "actor");
      requireNonNull(correlation, "correlation");
      requireNonNull(event, "event");
      requireNonNull(accountId, "accountId");
      requireNonNull(subject, "subject");
    }
  }

  /**
   * An intent that is kept and cannot be read.
   *
   * @param key its key
   * @param problem what is wrong with it, for people
   */
  record DamagedIntent(String key, String problem) {
    /** Checks that nothing is {@code null}. */
    public DamagedIntent {
      requireNonNull(key, "key");
      requireNonNull(problem, "problem");
    }
  }

  /** Whether what is kept of an account is what was kept last. */
  enum Standing {
    /** It is, and may be written. */
    CURRENT,
    /** It is an older copy, or may be: it is only read, until somebody accepts it. */
    RESTORED,
    /** It is an older copy that was accepted: only a reconciliation writes, until one has ended. */
    ACCEPTED
  }

  /** What one commit writes. Filled by one thread. */
  final class Change {
    private final List<Entry> registrations = new ArrayList<>();
    private final List<Credential> credentials = new ArrayList<>();
    private final List<CredentialInfo> credentialStates = new ArrayList<>();
    private final List<Intent> intents = new ArrayList<>();
    private final List<Intent> finishedIntents = new ArrayList<>();
    private final List<OutstandingAction> actions = new ArrayList<>();
    private final List<Duty> duties = new ArrayList<>();
    private final List<Duty> doneDuties = new ArrayList<>();
    private final List<AuditEvent> events = new ArrayList<>();

    /** Makes an empty change. */
    public Change() {}

    /** Saves registrations, by id. */
    public List<Entry> registrations() {
      return registrations;
    }

    /** Saves credentials with their values, by id. */
    public List<Credential> credentials() {
      return credentials;
    }

    /** Saves what may be told of credentials that are kept, by id; their values stay. */
    public List<CredentialInfo> credentialStates() {
      return credentialStates;
    }

    /** Saves intents, by account and key. */
    public List<Intent> intents() {
      return intents;
    }

    /** Removes intents, by account and key. */
    public List<Intent> finishedIntents() {
      return finishedIntents;
    }

    /** Saves actions, by id. */
    public List<OutstandingAction> actions() {
      return actions;
    }

    /** Saves duties, by id. */
    public List<Duty> duties() {
      return duties;
    }

    /** Removes duties, by id. */
    public List<Duty> doneDuties() {
      return doneDuties;
    }

    /** Appends to the audit trail. */
    public List<AuditEvent> events() {
      return events;
    }
  }

  /** Returns whether what was committed outlives the process, and the machine's power. */
  boolean isDurable();

  /**
   * Takes a lease.
   *
   * @param name what it is for
   * @param now the time
   * @param until when it may be taken by others, if it was not released; after now
   * @return the lease, empty if somebody else has it
   */
  Optional<Lease> lease(String name, Instant now, Instant until);

  /**
   * Returns until when a lease is held; empty if nobody holds it, or the store cannot tell, as by
   * default. A store that wraps another passes it on, as {@link ForwardingStore} does.
   */
  default Optional<Instant> leasedUntil(String name) {
    return Optional.empty();
  }

  /** Gives a lease back. Idempotent; without effect if it was lost. */
  void release(Lease lease);

  /**
   * Writes a change, all or nothing. When this returns, a durable store has it on disk.
   *
   * @throws LeaseLost if the lease is not held any more; nothing was written
   */
  void commit(Lease lease, Change change);

  /** Returns an intent, whatever its state. */
  Optional<Intent> intent(String accountId, String key);

  /**
   * Returns the intents of an account that are not closed, or are watched still. Those that cannot
   * be read are left out; see {@link #damagedIntents}.
   */
  List<Intent> openIntents(String accountId, Instant now);

  /**
   * Returns the intents of an account that may be open and cannot be read; by default none. A store
   * that wraps another passes it on, as {@link ForwardingStore} does.
   */
  default List<DamagedIntent> damagedIntents(String accountId, Instant now) {
    return List.of();
  }

  /** Returns a registration, deleted ones included. */
  Optional<Entry> registration(RegistrationId id);

  /** Returns the living registration of an app. */
  Optional<Entry> registration(String accountId, AppId appId);

  /** Returns the living registrations of an account. */
  List<Entry> registrations(String accountId);

  /** Returns what may be told of the credentials of a registration, oldest first. */
  List<CredentialInfo> credentials(RegistrationId owner);

  /** Returns the value of a credential, if it is kept. */
  Optional<Secret> reveal(String credentialId);

  /** Returns the actions of an account, oldest first. */
  List<OutstandingAction> actions(String accountId);

  /** Returns the duties of an account, oldest first. */
  List<Duty> duties(String accountId);

  /** Returns the last lines of the audit trail, oldest first. */
  List<AuditEvent> audit(int atMost);

  /**
   * Returns whether what is kept of an account is what was kept last; by default it is. A store
   * that wraps another passes it on, as {@link ForwardingStore} does.
   */
  default Standing standing(String accountId) {
    return Standing.CURRENT;
  }

  /**
   * Returns this store as a reconciliation sees it, which alone may write what is kept of an
   * account that is {@link Standing#ACCEPTED}. By default, and otherwise, this store. It is not
   * closed.
   */
  default Store forReconciliation() {
    return this;
  }

  /**
   * Notes that a reconciliation of an account has ended, in which everything that its vendor lists
   * was looked at: what is {@link Standing#ACCEPTED} becomes {@link Standing#CURRENT}. Without
   * effect otherwise. A store that wraps another passes it on, as {@link ForwardingStore} does.
   */
  default void reconciled(String accountId) {}

  /** Releases what the store holds. Idempotent. */
  @Override
  void close();

  /** Returns a new store that keeps everything in memory: gone when the process ends. */
  static Store inMemory() {
    return new InMemoryStore();
  }
}

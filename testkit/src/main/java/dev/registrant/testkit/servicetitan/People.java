package dev.registrant.testkit.servicetitan;

import dev.registrant.testkit.vendor.AdminRefusal;
import dev.registrant.testkit.vendor.Behaviours;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Plays the people: the app's owner, ServiceTitan's reviewer and the tenants' administrators. */
final class People {

  static final Set<String> ACTS =
      Set.of(
          "create-app",
          "edit-app",
          "change-scopes",
          "delete-app",
          "approve",
          "allow",
          "decline",
          "upgrade",
          "disable",
          "generate-secret",
          "revoke-secret");

  private static final Set<String> CONTRACT = Set.of("appId", "tenant", "environment", "by");
  private static final Set<String> APP =
      Set.of(
          "name",
          "organizationName",
          "homepageUrl",
          "tenants",
          "note",
          "notes",
          "scopes",
          "audience",
          "credentialsManagedBy");

  private final World world;
  private final Behaviours behaviours;
  private final Mint mint;
  private final Instant now;

  People(World world, Behaviours behaviours, Mint mint, Instant now) {
    this.world = world;
    this.behaviours = behaviours;
    this.mint = mint;
    this.now = now;
  }

  Map<String, Object> perform(String act, Map<String, Object> fields) {
    Form form = new Form(fields);
    return switch (act) {
      case "create-app" -> create(form);
      case "edit-app" -> edit(form);
      case "change-scopes" -> changeScopes(form);
      case "delete-app" -> delete(form);
      case "approve" -> approve(form);
      default -> atTenant(act, form);
    };
  }

  /** What the form does not ask for is told, not refused: newer forms ask for more. */
  private Map<String, Object> create(Form form) {
    String name = form.required("name", "what the app is called");
    String organization = form.required("organizationName", "who offers the app");
    String homepage = form.required("homepageUrl", "the organization's web site");
    String tenantsField = form.has("tenants") ? "tenants" : "tenant";
    Set<String> tenants =
        form.has(tenantsField)
            ? form.requiredItems(tenantsField, "tenant ids")
            : form.requiredItems("tenants", "tenant ids, a list or with commas between");
    Set<String> scopes =
        form.requiredItems("scopes", "such as tn.acc.invoices:r, a list or with commas between");
    String audience = form.choice("audience", "private", Set.of("private", "public"));
    String managed =
        form.choice("credentialsManagedBy", "developer", Set.of("developer", "tenant"));
    Details details = new Details(name, organization, homepage, scopes, listed(form, tenants));
    form.check();
    keepRules(details);
    App app = world.add(mint, now, by(form), details);
    app.open(audience.equals("public"));
    app.tenantManaged(managed.equals("tenant"));
    Map<String, Object> back = told(app);
    Set<String> known = new TreeSet<>(APP);
    known.addAll(CONTRACT);
    Set<String> ignored = form.unknown(known);
    if (!ignored.isEmpty()) {
      back.put("ignored", List.copyOf(ignored));
    }
    return back;
  }

  private static List<Availability> listed(Form form, Set<String> tenants) {
    String notes = form.has("notes") ? "notes" : "note";
    List<Availability> entries = new ArrayList<>();
    tenants.forEach(tenant -> entries.add(new Availability(tenant, form.of(notes, tenant))));
    return entries;
  }

  private void keepRules(Details details) {
    List<String> problems = new ArrayList<>();
    Rules.violations(details, behaviours)
        .forEach((field, messages) -> messages.forEach(one -> problems.add(field + ": " + one)));
    if (!problems.isEmpty()) {
      throw new AdminRefusal(problems);
    }
  }

  private Map<String, Object> edit(Form form) {
    App app = app(form);
    Set<String> known = new TreeSet<>(APP);
    known.addAll(CONTRACT);
    form.only(known);
    form.choice("audience", app.audience(), Set.of("private", "public"));
    form.choice("credentialsManagedBy", "developer", Set.of("developer", "tenant"));
    Details old = app.details();
    Details details =
        new Details(
            form.optional("name").orElse(old.name()),
            form.optional("organizationName").orElse(old.organizationName()),
            form.optional("homepageUrl").orElse(old.homepageUrl()),
            form.has("scopes") ? form.items("scopes") : old.scopes(),
            form.has("tenants") ? listed(form, form.items("tenants")) : old.tenants());
    form.check();
    keepRules(details);
    app.save(details, now, by(form), behaviours.is(Switches.SAME_SCOPES, "new-version"));
    if (behaviours.is(Switches.TENANT_REMOVED, "cut")) {
      app.cutUnlisted();
    }
    form.optional("audience").ifPresent(word -> app.open(word.equals("public")));
    form.optional("credentialsManagedBy")
        .ifPresent(word -> app.tenantManaged(word.equals("tenant")));
    return told(app);
  }

  private Map<String, Object> changeScopes(Form form) {
    App app = app(form);
    form.only(Set.of("appId", "tenant", "environment", "by", "scopes"));
    Set<String> scopes = form.requiredItems("scopes", "all that the app shall have");
    form.check();
    Details details = app.details().withScopes(scopes);
    keepRules(details);
    if (scopes.equals(app.details().scopes())) {
      throw new AdminRefusal("the app has these scopes already, version " + app.latest());
    }
    app.save(details, now, by(form), behaviours.is(Switches.SAME_SCOPES, "new-version"));
    Map<String, Object> back = told(app);
    back.putAll(OwnContract.version(app, app.version(app.latest())));
    return back;
  }

  private Map<String, Object> delete(Form form) {
    App app = app(form);
    form.only(CONTRACT);
    form.check();
    app.delete();
    return told(app);
  }

  private Map<String, Object> approve(Form form) {
    App app = app(form);
    form.only(CONTRACT);
    form.check();
    if (!OwnContract.approvalState(app, behaviours).equals("pending")) {
      throw new AdminRefusal(
          "there is nothing to approve, approval is " + OwnContract.approvalState(app, behaviours));
    }
    app.approve(now);
    return told(app);
  }

  private Map<String, Object> atTenant(String act, Form form) {
    App app = app(form);
    Set<String> known = new TreeSet<>(CONTRACT);
    if (act.equals("revoke-secret")) {
      known.add("slot");
    }
    form.only(known);
    String tenant = form.required("tenant", "the tenant's id");
    String word = form.required("environment", "integration or production");
    Optional<Environment> environment = Environment.named(word);
    if (!word.isEmpty() && environment.isEmpty()) {
      form.problem("environment cannot be " + word + ", known: [integration, production]");
    }
    String slot = act.equals("revoke-secret") ? form.required("slot", "1 or 2") : "";
    form.check();
    Place place = new Place(environment.orElseThrow(), tenant);
    if (!world.environmentsOf(tenant).contains(place.environment())) {
      throw new AdminRefusal("tenant " + tenant + " has no instance in " + word);
    }
    Connection connection = app.connection(place);
    Map<String, Object> back =
        switch (act) {
          case "allow" -> allow(app, connection);
          case "decline" -> decline(app, connection);
          case "upgrade" -> upgrade(app, connection);
          case "disable" -> disable(connection);
          case "generate-secret" -> generate(connection);
          default -> revoke(connection, slot);
        };
    app.connections.put(place, connection);
    return back;
  }

  private Map<String, Object> allow(App app, Connection connection) {
    seen(app, connection.place.tenant());
    if (connection.status() == Status.ALLOWED) {
      throw new AdminRefusal("the tenant has allowed the app already; a new version is an upgrade");
    }
    if (connection.status() == Status.DISABLED) {
      connection.restore();
      if (behaviours.is(Switches.RESTORED_CLIENT, "new")) {
        connection.changeClient(mint.clientId());
      }
      return told(app, connection);
    }
    connection.allow(mint.clientId(), app.latest());
    Map<String, Object> back = told(app, connection);
    if (app.tenantManaged()) {
      back.putAll(generate(connection));
    }
    return back;
  }

  /** An administrator finds only what lists the tenant and needs no approval any more. */
  private void seen(App app, String tenant) {
    List<String> problems = new ArrayList<>();
    if (!app.details().lists(tenant)) {
      problems.add("tenant " + tenant + " is missing from the app's tenants");
    }
    if (OwnContract.approvalState(app, behaviours).equals("pending")) {
      problems.add("the approval of the app is missing: approve it first");
    }
    if (!problems.isEmpty()) {
      throw new AdminRefusal(problems);
    }
  }

  private Map<String, Object> decline(App app, Connection connection) {
    seen(app, connection.place.tenant());
    boolean upgradeOffered =
        connection.status() == Status.ALLOWED && connection.acceptedVersion() < app.latest();
    if (connection.clientId().isPresent() && !upgradeOffered) {
      throw new AdminRefusal("there is nothing to decline: disable the app instead");
    }
    if (!upgradeOffered) {
      connection.end(Status.DECLINED);
    }
    return told(app, connection);
  }

  private Map<String, Object> upgrade(App app, Connection connection) {
    allowed(connection);
    if (connection.acceptedVersion() == app.latest()) {
      throw new AdminRefusal("there is no newer version than " + app.latest());
    }
    connection.accept(app.latest());
    return told(app, connection);
  }

  private Map<String, Object> disable(Connection connection) {
    allowed(connection);
    connection.end(Status.DISABLED);
    return told(connection);
  }

  private Map<String, Object> generate(Connection connection) {
    allowed(connection);
    SecretSlots.Generated generated =
        connection
            .slots
            .generate(mint, now, Duration.ZERO)
            .orElseThrow(
                () -> new AdminRefusal("both secret slots are used: revoke-secret one first"));
    Map<String, Object> back = told(connection);
    back.put("clientSecret", generated.value());
    back.put("slot", generated.slot());
    return back;
  }

  private static Map<String, Object> revoke(Connection connection, String slot) {
    if (!slot.matches("[12]") || !connection.slots.revoke(Integer.parseInt(slot))) {
      throw new AdminRefusal("there is no secret in slot " + slot);
    }
    return told(connection);
  }

  private static void allowed(Connection connection) {
    if (connection.status() != Status.ALLOWED) {
      throw new AdminRefusal(
          "the consent of the tenant is missing, status is " + connection.status().word());
    }
  }

  private App app(Form form) {
    String id = form.required("appId", "the App ID, known: " + known());
    Optional<App> app = world.app(id);
    if (!id.isEmpty() && app.isEmpty()) {
      form.problem("unknown app " + id + ", known: " + known());
    }
    form.check();
    return app.orElseThrow();
  }

  private List<String> known() {
    return world.live().stream().map(app -> app.publicId).toList();
  }

  private static String by(Form form) {
    return form.optional("by").orElse("owner@developer.example");
  }

  private Map<String, Object> told(App app) {
    Map<String, Object> back = new LinkedHashMap<>();
    back.put("appId", app.publicId);
    back.put("id", Long.toString(app.id));
    back.put("appKey", app.key);
    back.put("version", app.latest());
    back.put("scopes", List.copyOf(app.details().scopes()));
    back.put("audience", app.audience());
    back.put("approval", OwnContract.approvalState(app, behaviours));
    return back;
  }

  private static Map<String, Object> told(App app, Connection connection) {
    Map<String, Object> back = told(connection);
    if (connection.acceptedVersion() > 0) {
      back.put("version", connection.acceptedVersion());
    }
    back.put("latestVersion", app.latest());
    back.put("scopes", List.copyOf(app.inPlay(connection)));
    return back;
  }

  private static Map<String, Object> told(Connection connection) {
    Map<String, Object> back = new LinkedHashMap<>();
    back.put("tenant", connection.place.tenant());
    back.put("environment", connection.place.environment().word());
    back.put("status", connection.status().word());
    connection.clientId().ifPresent(id -> back.put("clientId", id));
    return back;
  }
}

package dev.registrant.testkit.snyk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.registrant.testkit.Caller;
import dev.registrant.testkit.Caller.Got;
import dev.registrant.testkit.Sandbox;
import dev.registrant.testkit.SandboxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SandboxExtension.class)
class PagingTests {

  private static final String PREFIX = "/snyk/rest";

  private static void create(Caller caller, int count) {
    for (int i = 0; i < count; i++) {
      caller.createApp("app-" + i);
    }
  }

  private static Got follow(Caller caller, Got page, String link) {
    String path = page.at("/links/" + link);
    assertTrue(path.startsWith(PREFIX), path);
    return caller.send("GET", path.substring(PREFIX.length()), "");
  }

  @Test
  void pagesHoldTenUnlessAsked(Caller caller) {
    create(caller, 21);
    assertEquals(10, caller.get(caller.apps()).json().at("/data").size());
    assertEquals(20, caller.get(caller.apps() + "?limit=20").json().at("/data").size());
    assertEquals(21, caller.get(caller.apps() + "?limit=100").json().at("/data").size());
  }

  @Test
  void nextLeadsThroughAll(Caller caller) {
    create(caller, 21);
    List<String> names = new ArrayList<>();
    Got page = caller.get(caller.apps());
    page.json().at("/data").forEach(app -> names.add(app.at("/attributes/name").asString()));
    while (page.json().at("/links").has("next")) {
      page = follow(caller, page, "next");
      page.json().at("/data").forEach(app -> names.add(app.at("/attributes/name").asString()));
    }
    assertEquals(21, names.size());
    assertEquals("app-20", names.get(20));
  }

  @Test
  void exactlyFullPageIsTheLast(Caller caller) {
    create(caller, 10);
    assertFalse(caller.get(caller.apps()).json().at("/links").has("next"));
  }

  @Test
  void prevLeadsBack(Caller caller) {
    create(caller, 12);
    Got second = follow(caller, caller.get(caller.apps()), "next");
    Got first = follow(caller, second, "prev");
    assertEquals("app-0", first.at("/data/0/attributes/name"));
    assertEquals(10, first.json().at("/data").size());
  }

  @Test
  void cursorSurvivesDeletion(Caller caller) {
    create(caller, 12);
    Got first = caller.get(caller.apps());
    caller.delete(caller.apps() + "/" + first.at("/data/9/id"));
    assertEquals("app-10", follow(caller, first, "next").at("/data/0/attributes/name"));
  }

  @Test
  void wrongCursorsAreRefused(Caller caller) {
    assertEquals(400, caller.get(caller.apps() + "?starting_after=x").status());
    create(caller, 11);
    String next = caller.get(caller.apps()).at("/links/next").substring(PREFIX.length());
    assertEquals(400, caller.send("GET", next + "&ending_before=x", "").status());
    assertEquals(400, caller.send("GET", next.replace("creations", "installs"), "").status());
  }

  @Test
  void linksTakeOtherForms(Sandbox sandbox, Caller caller) {
    create(caller, 11);
    sandbox.behave("snyk", "links.form", "without-rest");
    assertTrue(caller.get(caller.apps()).at("/links/next").startsWith("/orgs/"));
    sandbox.behave("snyk", "links.form", "absolute");
    String base = caller.account("baseUrl");
    assertTrue(caller.get(caller.apps()).at("/links/next").startsWith(base + "/orgs/"));
    sandbox.behave("snyk", "links.form", "elsewhere");
    String foreign = caller.get(caller.apps()).at("/links/next");
    assertTrue(foreign.startsWith("http://127.0.0.1:") && !foreign.startsWith(base));
    sandbox.behave("snyk", "links.shape", "object");
    assertEquals(foreign, caller.get(caller.apps()).at("/links/next/href"));
  }

  @Test
  void pageCanRepeatItself(Sandbox sandbox, Caller caller) {
    create(caller, 11);
    sandbox.behave("snyk", "paging.trap", "self-repeating");
    Got second = follow(caller, caller.get(caller.apps()), "next");
    assertEquals(second.at("/links/self"), second.at("/links/next"));
  }

  @Test
  void emptyPageCanHaveNext(Sandbox sandbox, Caller caller) {
    create(caller, 1);
    sandbox.behave("snyk", "paging.trap", "empty-with-next");
    Got empty = follow(caller, caller.get(caller.apps()), "next");
    assertEquals(0, empty.json().at("/data").size());
    assertNotEquals(empty.at("/links/self"), empty.at("/links/next"));
    assertEquals(0, follow(caller, empty, "next").json().at("/data").size());
  }

  @Test
  void lastPageCanSayNull(Sandbox sandbox, Caller caller) {
    sandbox.behave("snyk", "paging.last", "null");
    assertTrue(caller.get(caller.apps()).json().at("/links/next").isNull());
  }

  @Test
  void installsArePagedToo(Sandbox sandbox, Caller caller) {
    String app = (String) sandbox.seed("snyk", "unattended-app", Map.of()).get("id");
    for (int i = 0; i < 11; i++) {
      caller.post(caller.installs(), Caller.newInstall(app));
    }
    Got first = caller.get(caller.installs() + "?expand=app");
    assertEquals(10, first.json().at("/data").size());
    Got second = follow(caller, first, "next");
    assertEquals(1, second.json().at("/data").size());
    assertEquals("Unattended app", second.at("/data/0/relationships/app/data/attributes/name"));
  }
}

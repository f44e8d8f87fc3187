package dev.registrant.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.function.Predicate.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Names, state, time and randomness. */
class HabitsTest {
  /** What reads a clock, sleeps or is random, by class; an empty set stands for any method. */
  private static final Map<String, Set<String>> PLATFORM =
      Map.ofEntries(
          Map.entry("java.lang.System", Set.of("nanoTime", "currentTimeMillis")),
          Map.entry("java.lang.Thread", Set.of("sleep", "onSpinWait")),
          Map.entry("java.lang.Math", Set.of("random")),
          Map.entry("java.time.Instant", Set.of("now")),
          Map.entry("java.time.LocalDate", Set.of("now")),
          Map.entry("java.time.LocalDateTime", Set.of("now")),
          Map.entry("java.time.OffsetDateTime", Set.of("now")),
          Map.entry("java.time.ZonedDateTime", Set.of("now")),
          Map.entry("java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system")),
          Map.entry("java.time.InstantSource", Set.of("system")),
          Map.entry("java.util.UUID", Set.of("randomUUID")),
          Map.entry("java.util.Date", Set.of("<init>")),
          Map.entry("java.util.Random", Set.of("<init>")),
          Map.entry("java.util.SplittableRandom", Set.of("<init>")),
          Map.entry("java.security.SecureRandom", Set.of("<init>", "getInstanceStrong")),
          Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
          Map.entry("java.util.concurrent.TimeUnit", Set.of("sleep")),
          Map.entry("java.util.concurrent.locks.LockSupport", Set.of("parkNanos", "parkUntil")));

  /** The platform, the watchdog with what it watches, and what replaces the platform in tests. */
  private static final Set<String> MAY_USE_THE_PLATFORM =
      Set.of(
          "dev.registrant.SystemPlatform",
          "dev.registrant.http.Exchange",
          "dev.registrant.http.Watchdog",
          "dev.registrant.testkit.FakePlatform",
          "dev.registrant.testkit.Sandbox",
          "dev.registrant.testkit.SystemTime",
          "dev.registrant.testkit.contract.OddTexts");

  @Test
  void timeSleepAndRandomnessComeFromOnePlace() {
    noClasses()
        .that(
            DescribedPredicate.describe(
                "are not the platform itself",
                type -> !MAY_USE_THE_PLATFORM.contains(outermost(type).getName())))
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "reads a clock, sleeps or is random", HabitsTest::isPlatform))
        .check(OurClasses.ALL);
  }

  @Test
  void classesThatMayUseThePlatformExist() {
    for (String name : MAY_USE_THE_PLATFORM) {
      assertTrue(OurClasses.ALL.contain(name), name);
    }
  }

  @Test
  void noStateIsStaticAndChangeable() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .check(OurClasses.ALL);
  }

  @Test
  void noPackageIsADumpingGround() {
    noClasses()
        .should()
        .resideInAnyPackage(
            "..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..misc..")
        .check(OurClasses.ALL);
  }

  @Test
  void noClassIsNamedByItsRank() {
    noClasses()
        .that()
        .doNotHaveSimpleName("BaseUrl")
        .should()
        .haveNameMatching(".*[.$]((Abstract|Base)[A-Z]\\w*|\\w*(Impl|Helper|Base|Utils?|Common))")
        .check(OurClasses.ALL);
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        OurClasses.ALL.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(not(owner -> owner.isAnnotatedWith(NullMarked.class)))
            .map(owner -> owner.getName())
            .sorted()
            .toList();
    assertEquals(List.of(), unmarked);
  }

  private static boolean isPlatform(JavaAccess<?> access) {
    Set<String> methods = PLATFORM.get(access.getTargetOwner().getName());
    return methods != null && methods.contains(access.getTarget().getName());
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(HabitsTest::outermost).orElse(type);
  }
}

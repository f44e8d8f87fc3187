package dev.registrant.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may use whom: the table of modules. A rule that matches nothing fails. */
class WallsTest {
  private static final String SPI = "dev.registrant.spi";
  private static final String API = "dev.registrant";
  private static final String ENGINE = "dev.registrant.engine";
  private static final String GUICE = "dev.registrant.guice";
  private static final String METERS = "dev.registrant.micrometer";
  private static final String HTTP = "dev.registrant.http";
  private static final String PROVIDERS = "dev.registrant.provider..";
  private static final String STORE = "dev.registrant.store..";
  private static final String TESTKIT = "dev.registrant.testkit..";
  private static final String CLI = "dev.registrant.cli..";

  @Test
  void spiUsesTheJdkAlone() {
    check(uses(SPI, SPI, "javax.net.ssl.."));
  }

  @Test
  void httpKitUsesSpiFeignJacksonAndTransport() {
    check(
        uses(
            HTTP,
            HTTP,
            SPI,
            "javax.net.ssl..",
            "feign..",
            "tools.jackson..",
            "com.fasterxml.jackson.annotation..",
            "org.apache.hc..",
            "org.slf4j.."));
  }

  @Test
  void apiUsesSpiAndTheEnginesFactory() {
    check(uses(API, API, SPI, ENGINE));
  }

  @Test
  void onlyTheBuilderKnowsTheEngine() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE)
            .and()
            .doNotHaveFullyQualifiedName("dev.registrant.RegistrantBuilder")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ENGINE));
  }

  @Test
  void engineUsesApiSpiAndItsLibraries() {
    check(
        uses(
            ENGINE,
            ENGINE,
            API,
            SPI,
            "io.github.resilience4j..",
            "com.github.benmanes.caffeine..",
            "org.slf4j.."));
  }

  @Test
  void guiceModuleUsesTheApiAlone() {
    check(uses(GUICE, GUICE, API, SPI, "com.google.inject..", "jakarta.inject.."));
  }

  @Test
  void onlyTheGuiceModuleAndTheCommandImportGuice() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(GUICE, CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "com.google.inject..", "jakarta.inject..", "javax.inject..", GUICE));
  }

  @Test
  void metersUseTheApiAlone() {
    check(uses(METERS, METERS, API, SPI, "io.micrometer.core.instrument.."));
  }

  @Test
  void onlyTheMetersImportMicrometer() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(METERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", METERS));
  }

  @Test
  void providersUseSpiHttpKitAndAnnotationsAlone() {
    check(
        uses(
            PROVIDERS,
            PROVIDERS,
            SPI,
            HTTP,
            "feign..",
            "com.fasterxml.jackson.annotation..",
            "tools.jackson.databind.annotation.."));
  }

  @Test
  void providersUseOnlyTheAnnotationsOfFeign() {
    check(
        noClasses()
            .that()
            .resideInAPackage(PROVIDERS)
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "are Feign's and no annotation",
                    type ->
                        type.getPackageName().startsWith("feign")
                            && !type.getName().equals("feign.CollectionFormat")
                            && !isAnnotation(type))));
  }

  @Test
  void providersDoNotKnowEachOther() {
    check(slices().matching("dev.registrant.provider.(*)..").should().notDependOnEachOther());
  }

  @Test
  void onlyTheHttpKitBuildsFeignClients() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(HTTP)
            .should()
            .dependOnClassesThat()
            .haveNameMatching("feign\\.(Feign|Client|Retryer|Target|Logger)(\\$.*)?"));
  }

  @Test
  void storeUsesTheApiAndItsLibraries() {
    check(
        uses(
            STORE,
            STORE,
            API,
            SPI,
            "javax.sql",
            "org.sqlite..",
            "com.google.crypto.tink..",
            "tools.jackson.."));
  }

  @Test
  void onlyTheCommandKnowsTheStore() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(STORE, CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                STORE, "java.sql", "javax.sql", "org.sqlite..", "com.google.crypto.."));
  }

  @Test
  void testkitKnowsNoProviderAndNoInside() {
    check(
        noClasses()
            .that()
            .resideInAPackage(TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PROVIDERS, ENGINE, GUICE, HTTP, CLI, "feign.."));
  }

  @Test
  void onlyTheContractSuiteNeedsJunit() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.registrant.testkit.contract")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.opentest4j.."));
  }

  @Test
  void nobodyKnowsTheCommand() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLI, "picocli.."));
  }

  private static boolean isAnnotation(JavaClass type) {
    JavaClass outermost = type;
    while (outermost.getEnclosingClass().isPresent()) {
      outermost = outermost.getEnclosingClass().get();
    }
    return outermost.isAnnotation();
  }

  private static ArchRule uses(String user, String... used) {
    String[] all =
        Stream.concat(Stream.of("java..", "org.jspecify.annotations"), Stream.of(used))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(user)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(all);
  }

  private static void check(ArchRule rule) {
    rule.check(OurClasses.ALL);
  }
}

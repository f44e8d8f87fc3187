package dev.registrant.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.registrant.spi.RegistrationProvider;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What of a module can be seen from outside, and what it names. */
class VisibilityTest {
  private static final String RULED =
      "dev\\.registrant(\\.spi|\\.engine|\\.guice|\\.http|\\.provider\\..*|\\.store\\..*)?";

  private static final Set<String> PROVIDERS =
      Set.of(
          "dev.registrant.provider.servicetitan",
          "dev.registrant.provider.snyk",
          "dev.registrant.provider.zitadel");

  @Test
  void engineShowsItsFactoryAlone() {
    assertEquals(List.of("Engine"), publicTypesByPackage().get("dev.registrant.engine"));
  }

  @Test
  void storeShowsItselfAndItsKeys() {
    assertEquals(
        List.of("JdbcStore", "JdbcStoreBuilder", "KeySource"),
        publicTypesByPackage().get("dev.registrant.store.jdbc").stream().sorted().toList());
  }

  @Test
  void providerModuleShowsItsProviderAlone() {
    Map<String, List<String>> providers = publicTypesByPackage();
    providers.keySet().removeIf(name -> !name.startsWith("dev.registrant.provider."));
    assertEquals(PROVIDERS, providers.keySet());
    assertAll(
        providers.entrySet().stream()
            .map(
                entry ->
                    (Executable) () -> assertEquals(1, entry.getValue().size(), entry.toString())));
    classes()
        .that()
        .resideInAPackage("dev.registrant.provider..")
        .and()
        .arePublic()
        .and()
        .areTopLevelClasses()
        .should()
        .implement(RegistrationProvider.class)
        .check(OurClasses.ALL);
  }

  @Test
  void publicSignaturesNameOnlyTheJdkAndOurTypes() {
    classes()
        .that(
            DescribedPredicate.describe(
                "can be used from outside of spi, core, http kit, providers and stores",
                type -> type.getPackageName().matches(RULED) && isVisible(type)))
        .and()
        .doNotHaveFullyQualifiedName("dev.registrant.guice.RegistrantModule")
        .should(nameOnlyOurTypes())
        .check(OurClasses.ALL);
  }

  private static ArchCondition<JavaClass> nameOnlyOurTypes() {
    return new ArchCondition<>("name only types of the JDK, JSpecify and ours") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Set<JavaClass> named = new HashSet<>();
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
            .map(JavaType::getAllInvolvedRawTypes)
            .forEach(named::addAll);
        Stream.concat(type.getMethods().stream(), type.getConstructors().stream())
            .filter(VisibilityTest::isVisible)
            .forEach(
                unit -> {
                  named.addAll(unit.getAllInvolvedRawTypes());
                  unit.getThrowsClause().getTypes().forEach(named::add);
                });
        type.getFields().stream()
            .filter(VisibilityTest::isVisible)
            .forEach(field -> named.addAll(field.getAllInvolvedRawTypes()));
        for (JavaClass name : named) {
          boolean allowed = isAllowed(name, type);
          events.add(
              new SimpleConditionEvent(type, allowed, type.getName() + " names " + name.getName()));
        }
      }
    };
  }

  private static boolean isAllowed(JavaClass name, JavaClass in) {
    JavaClass element = name.getBaseComponentType();
    String packageName = element.getPackageName();
    return element.isPrimitive()
        || packageName.startsWith("java.")
        || packageName.equals("javax.net.ssl")
        || packageName.equals("javax.sql")
        || packageName.equals("org.jspecify.annotations")
        || (packageName.startsWith("dev.registrant") && isVisible(element))
        || (packageName.startsWith("feign") && in.getPackageName().equals("dev.registrant.http"));
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(VisibilityTest::isVisible).orElse(true);
  }

  private static Map<String, List<String>> publicTypesByPackage() {
    return OurClasses.ALL.stream()
        .filter(type -> type.isTopLevelClass() && isVisible(type))
        .collect(
            groupingBy(JavaClass::getPackageName, mapping(JavaClass::getSimpleName, toList())));
  }
}

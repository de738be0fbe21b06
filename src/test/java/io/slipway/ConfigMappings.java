package io.slipway;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Environment variables of every {@code @ConfigMapping} interface. */
final class ConfigMappings {
  private ConfigMappings() {}

  static List<String> environmentNames() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.slipway")
            .stream()
            .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
            .map(JavaClass::reflect)
            .flatMap(type -> names(type.getAnnotation(ConfigMapping.class).prefix(), type))
            .map(name -> name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))
            .sorted()
            .toList();
  }

  /** A method whose type is one of ours is a group of settings. */
  private static Stream<String> names(String prefix, Class<?> type) {
    return Stream.of(type.getMethods())
        .filter(method -> !method.isDefault())
        .flatMap(
            method -> {
              var name = prefix + "." + name(method);
              var result = method.getReturnType();
              var isGroup = result.isInterface() && result.getName().startsWith("io.slipway");
              return isGroup ? names(name, result) : Stream.of(name);
            });
  }

  private static String name(Method method) {
    var named = method.getAnnotation(WithName.class);
    return named != null
        ? named.value()
        : method.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}

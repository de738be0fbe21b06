package io.slipway.install;

import io.slipway.core.value.ModuleName;

/** Key of a module's section in values documents: its name in lower camel case (runtime.md V1). */
final class ValuesKey {
  private ValuesKey() {}

  static String of(ModuleName module) {
    var key = new StringBuilder();
    var upper = false;
    for (var c : module.value().toCharArray()) {
      if (c == '-') {
        upper = true;
      } else {
        key.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return key.toString();
  }

  /** Kebab case of a key; equals the name exactly when the name is usable (P4, M-31). */
  static String restore(String key) {
    var name = new StringBuilder();
    for (var c : key.toCharArray()) {
      if (Character.isUpperCase(c)) {
        name.append('-').append(Character.toLowerCase(c));
      } else if (c == '.') {
        // a dot cannot be addressed in a template, so it is no part of a usable name
        name.append('-');
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }
}

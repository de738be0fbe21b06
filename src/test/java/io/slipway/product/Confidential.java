package io.slipway.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.harness.OperatorProcess;
import java.util.ArrayList;
import java.util.List;

/** Looks for credentials where the operator has written. */
final class Confidential {
  /** Written by kubectl with all the user gave it. */
  private static final String BY_KUBECTL = "kubectl.kubernetes.io/last-applied-configuration";

  private Confidential() {}

  static void assertNowhere(Harbour harbour, OperatorProcess operator, List<String> secrets) {
    assertThat(operator.logLines()).isNotEmpty().noneMatch(line -> holds(line, secrets));
    assertThat(written(harbour)).isNotEmpty().noneMatch(text -> holds(text, secrets));
  }

  private static boolean holds(String text, List<String> secrets) {
    return secrets.stream().anyMatch(text::contains);
  }

  private static List<String> written(Harbour harbour) {
    var texts = new ArrayList<String>();
    for (var kind : List.of("ModuleSource", "Module", "ModuleConfig", "ModuleRelease")) {
      for (var object : harbour.objects(kind)) {
        var annotations = object.at("/metadata/annotations");
        if (annotations instanceof ObjectNode ours) {
          texts.add(ours.without(BY_KUBECTL).toString());
        }
        texts.add(object.path("status").toString());
        texts.add(object.path("properties").toString());
        if (kind.equals("ModuleRelease")) {
          texts.add(object.path("spec").toString());
        }
      }
    }
    for (var event : harbour.client().v1().events().inAnyNamespace().list().getItems()) {
      texts.add(event.getReason() + " " + event.getMessage());
    }
    return texts;
  }
}

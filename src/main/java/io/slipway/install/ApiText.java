package io.slipway.install;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** What the API server said, without the client's account of the request. */
final class ApiText {
  private ApiText() {}

  static String of(KubernetesClientException refused) {
    var status = refused.getStatus();
    var said = status == null ? null : status.getMessage();
    return PlainText.line(said == null ? String.valueOf(refused.getMessage()) : said);
  }
}

package io.slipway.sandbox;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** The one question asked over HTTP: which status does an address answer with. */
final class Http {
  private static final int TIMEOUT_MILLIS = 3000;

  /** What {@link #status} says when nobody answers. */
  static final int NO_ANSWER = -1;

  private Http() {}

  static int status(String url) {
    try {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setRequestProperty("Accept", "application/vnd.oci.image.manifest.v1+json, */*");
      try {
        return connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException nobody) {
      return NO_ANSWER;
    }
  }
}

package io.slipway.product;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;

/** Figures that an operator tells of itself at {@code /q/metrics}. */
record OperatorMetrics(URI operator) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Values of one metric, or of all with this beginning, by the rest of their lines. */
  Map<String, Double> read(String name) throws IOException, InterruptedException {
    var values = new TreeMap<String, Double>();
    var request = HttpRequest.newBuilder(operator.resolve("/q/metrics")).build();
    for (var line : HTTP.send(request, BodyHandlers.ofString()).body().lines().toList()) {
      var value = line.lastIndexOf(' ');
      if (line.startsWith(name) && value > 0) {
        values.put(line.substring(name.length(), value), Double.valueOf(line.substring(value + 1)));
      }
    }
    return values;
  }
}

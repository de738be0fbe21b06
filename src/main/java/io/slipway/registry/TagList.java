package io.slipway.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slipway.registry.RegistryRequests.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lists the tags of a repository, page by page (2.3 step 4). */
final class TagList {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern NEXT =
      Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel=\"?next\"?", Pattern.CASE_INSENSITIVE);

  private final RegistryRequests requests;
  private final RegistryLimits limits;

  TagList(RegistryRequests requests, RegistryLimits limits) {
    this.requests = requests;
    this.limits = limits;
  }

  private record Page(List<String> tags, Optional<String> next) {}

  /** In the registry's order, each once. */
  List<String> read(Exchange exchange) throws RegistryException {
    var tags = new LinkedHashSet<String>();
    Optional<String> url = Optional.of(exchange.session().url("tags/list?n=1000"));
    for (var pages = 0; url.isPresent(); pages++) {
      if (pages == limits.bodies().tagPages()) {
        throw RegistryException.malformed(
            "tag list of "
                + exchange.session().repository().given()
                + " has more than "
                + pages
                + " pages");
      }
      var page = page(exchange, url.get());
      tags.addAll(page.tags());
      url = page.next();
    }
    return List.copyOf(tags);
  }

  private Page page(Exchange exchange, String url) throws RegistryException {
    return requests.get(
        exchange,
        url,
        Map.of("Accept", "application/json"),
        answer -> {
          if (!answer.isSuccess()) {
            throw answer.failure();
          }
          var tags = tags(answer.call(), answer.bytes(limits.bodies().tagPage()));
          return new Page(tags, next(exchange, answer));
        });
  }

  /** An answer that is something else must not be taken for a source without modules. */
  private static List<String> tags(HttpCall call, byte[] body) throws RegistryException {
    try {
      var list = JSON.readTree(new String(body, StandardCharsets.UTF_8)).path("tags");
      if (!list.isArray() && !list.isNull()) {
        throw RegistryException.malformed(call + ": the answer is not a list of tags");
      }
      var tags = new ArrayList<String>();
      list.forEach(tag -> tags.add(tag.asText()));
      return tags;
    } catch (JacksonException e) {
      throw RegistryException.malformed(call + ": the answer " + ErrorText.notJson(body, e));
    }
  }

  /** Only within the registry: the credentials would go along. */
  private static Optional<String> next(Exchange exchange, HttpAnswer answer)
      throws RegistryException {
    var match = NEXT.matcher(answer.header("Link"));
    if (!match.find()) {
      return Optional.empty();
    }
    var url = RegistryRequests.resolve(answer.call(), match.group(1)).toString();
    if (!url.startsWith(exchange.session().origin() + "/")) {
      throw RegistryException.malformed(answer.call() + ": next page on another host");
    }
    return Optional.of(url);
  }
}

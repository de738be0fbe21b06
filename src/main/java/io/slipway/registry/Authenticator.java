package io.slipway.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers challenges (2.3). Remembers by host how it wants to be asked, so that later calls
 * authenticate at once, and keeps bearer tokens by host, credential and scope while they are good.
 */
final class Authenticator {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int HOSTS_MAX = 1_000;
  private static final int TOKENS_MAX = 10_000;
  private static final String CLIENT_ID = "slipway";
  static final String AUTHORIZATION = "Authorization";
  private static final int NOT_FOUND = 404;

  /** The token specification's default when the answer has no {@code expires_in}. */
  private static final int LIFETIME_SECONDS = 60;

  /** A token that is about to expire is not worth a refused request. */
  private static final int MARGIN_SECONDS = 5;

  private final HttpTransport transport;
  private final RegistryLimits limits;
  private final BoundedCache<String, Challenge> challenges = new BoundedCache<>(HOSTS_MAX);
  private final BoundedCache<TokenKey, Token> tokens = new BoundedCache<>(TOKENS_MAX);

  private record TokenKey(String origin, Credential credential, String scope) {}

  private record Token(String value, Deadline until) {}

  Authenticator(HttpTransport transport, RegistryLimits limits) {
    this.transport = transport;
    this.limits = limits;
  }

  /** Header for a request, from what is known of the host; empty when nothing is. */
  Optional<String> header(Session session, String scope, Deadline deadline)
      throws RegistryException {
    var challenge = challenges.get(session.origin());
    return challenge.isEmpty()
        ? Optional.empty()
        : header(challenge.get(), session, scope, deadline);
  }

  /**
   * Learns from a refusal. False when there is no point in asking again: the same password would be
   * refused again, and some registries lock accounts for that.
   */
  boolean learn(HttpAnswer refusal, Session session, String scope) {
    var challenge = Challenge.parse(refusal.headers().getAll("WWW-Authenticate"));
    if (challenge.isEmpty()) {
      return false;
    }
    challenges.put(session.origin(), challenge.get());
    tokens.remove(new TokenKey(session.origin(), session.credential(), scope));
    var isRefused = refusal.call().headers().containsKey(AUTHORIZATION);
    return switch (session.credential()) {
      case Credential.Anonymous _ -> challenge.get() instanceof Challenge.Bearer;
      case Credential.IdentityToken _ -> challenge.get() instanceof Challenge.Bearer;
      case Credential.Basic _ -> challenge.get() instanceof Challenge.Bearer || !isRefused;
      case Credential.RegistryToken _ -> !isRefused;
    };
  }

  private Optional<String> header(
      Challenge challenge, Session session, String scope, Deadline deadline)
      throws RegistryException {
    return switch (challenge) {
      case Challenge.Basic _ ->
          session.credential() instanceof Credential.Basic basic
              ? Optional.of(basic.header())
              : Optional.empty();
      case Challenge.Bearer bearer ->
          session.credential() instanceof Credential.RegistryToken(var token)
              ? Optional.of("Bearer " + token)
              : Optional.of("Bearer " + token(bearer, session, scope, deadline));
    };
  }

  private String token(Challenge.Bearer bearer, Session session, String scope, Deadline deadline)
      throws RegistryException {
    var key = new TokenKey(session.origin(), session.credential(), scope);
    var known = tokens.get(key).filter(token -> token.until().leftNanos() > 0);
    if (known.isPresent()) {
      return known.get().value();
    }
    if (!session.plainHttp() && !bearer.realm().startsWith("https://")) {
      throw RegistryException.malformed(
          session.origin() + ": token endpoint without TLS: " + bearer.realm());
    }
    var token = request(bearer, session, scope, deadline);
    tokens.put(key, token);
    return token.value();
  }

  private Token request(Challenge.Bearer bearer, Session session, String scope, Deadline deadline)
      throws RegistryException {
    var query =
        Map.of("scope", scope, "service", bearer.service()).entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .filter(entry -> !entry.getValue().isEmpty())
            .map(Authenticator::pair)
            .collect(Collectors.joining("&"));
    if (session.credential() instanceof Credential.IdentityToken(var refresh)) {
      var form = query + "&grant_type=refresh_token&client_id=" + CLIENT_ID;
      var post = form(bearer.realm(), form + "&" + pair(Map.entry("refresh_token", refresh)));
      var token = exchange(session, post, deadline);
      if (token.isPresent()) {
        return token.get();
      }
    }
    var mark = bearer.realm().contains("?") ? "&" : "?";
    var get = HttpCall.get(bearer.realm() + mark + query, Map.of());
    return exchange(
            session,
            session.credential() instanceof Credential.Basic basic
                ? get.with(AUTHORIZATION, basic.header())
                : get,
            deadline)
        .orElseThrow(() -> RegistryException.malformed(get + ": no token endpoint"));
  }

  private static HttpCall form(String realm, String body) {
    var type = Map.of("Content-Type", "application/x-www-form-urlencoded");
    return new HttpCall(HttpMethod.POST, realm, type, Buffer.buffer(body));
  }

  private static String pair(Map.Entry<String, String> entry) {
    return entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8);
  }

  /** Empty when the endpoint does not know this way of asking. */
  private Optional<Token> exchange(Session session, HttpCall call, Deadline deadline)
      throws RegistryException {
    return transport.exchange(
        session.client(),
        call,
        deadline,
        answer -> {
          if (answer.status() == NOT_FOUND && call.method() == HttpMethod.POST) {
            return Optional.empty();
          }
          if (!answer.isSuccess()) {
            throw answer.failure();
          }
          return Optional.of(parse(call, answer.bytes(limits.bodies().token())));
        });
  }

  private static Token parse(HttpCall call, byte[] body) throws RegistryException {
    try {
      var json = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      var value = json.path("token").asText(json.path("access_token").asText(""));
      if (value.isEmpty() || value.chars().anyMatch(c -> c < ' ')) {
        throw RegistryException.malformed(call + ": no token in the answer");
      }
      var seconds = json.path("expires_in").asInt(LIFETIME_SECONDS) - MARGIN_SECONDS;
      return new Token(value, Deadline.in(Duration.ofSeconds(Math.max(0, seconds))));
    } catch (JacksonException e) {
      throw RegistryException.malformed(call + ": the answer " + ErrorText.notJson(body));
    }
  }
}

package io.slipway.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What a {@code dockerCfg} entry gives to a registry host. Text forms never show a secret. */
sealed interface Credential {
  /** Texts that must not appear in a message, longest first. */
  List<String> secrets();

  record Anonymous() implements Credential {
    @Override
    public List<String> secrets() {
      return List.of();
    }
  }

  record Basic(String user, String password) implements Credential {
    /** Value of an {@code Authorization} header. */
    String header() {
      return "Basic " + encoded();
    }

    private String encoded() {
      return Base64.getEncoder()
          .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> secrets() {
      return List.of(encoded(), password);
    }

    @Override
    public String toString() {
      return "Basic[hidden]";
    }
  }

  /** Refresh token for the token endpoint of the registry (sources.md 2.3 step 2). */
  record IdentityToken(String token) implements Credential {
    @Override
    public List<String> secrets() {
      return List.of(token);
    }

    @Override
    public String toString() {
      return "IdentityToken[hidden]";
    }
  }

  /** Used as bearer token as it is. */
  record RegistryToken(String token) implements Credential {
    @Override
    public List<String> secrets() {
      return List.of(token);
    }

    @Override
    public String toString() {
      return "RegistryToken[hidden]";
    }
  }
}

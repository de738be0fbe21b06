package io.slipway.sandbox;

import java.util.List;

/** What a push put into the registry: the version's tag and the channels that now follow it. */
record PublishedModule(String name, String version, List<String> channels) {
  PublishedModule {
    channels = List.copyOf(channels);
  }
}

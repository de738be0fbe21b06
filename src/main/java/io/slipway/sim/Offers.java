package io.slipway.sim;

import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.SemVer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the two sources offer: the same versions, though not always every module. */
final class Offers {
  /** Name of a ModuleSource and its repository. */
  enum Source {
    MAIN("main"),
    OTHER("other");

    private final String title;

    Source(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    String repo() {
      return "registry.example.com/" + title;
    }

    RegistryAccess access() {
      return new RegistryAccess(true, repo(), "", "");
    }
  }

  private final SimRegistry registry;
  private final Agenda agenda;
  private final Set<Source> withdrawn = EnumSet.noneOf(Source.class);
  private final Map<String, Instant> listedSince = new HashMap<>();

  Offers(SimRegistry registry, Agenda agenda) {
    this.registry = registry;
    this.agenda = agenda;
  }

  void add(Source source, ModuleName module) {
    registry.push(source.repo(), module, SemVer.of(1, 0, 0));
    listedSince.put(source.repo() + "/" + module, agenda.instant());
  }

  List<Source> of(ModuleName module) {
    return Stream.of(Source.values())
        .filter(source -> registry.channel(source.repo(), module).isPresent())
        .toList();
  }

  void push(ModuleName module, SemVer version) {
    of(module).forEach(source -> registry.push(source.repo(), module, version));
  }

  /** The minors between are not published; a rule leads over them, and over others before. */
  void jump(ModuleName module, SemVer version) {
    of(module).forEach(source -> registry.jump(source.repo(), module, version));
    push(module, version);
  }

  SemVer newest(ModuleName module) {
    return registry.channel(Source.MAIN.repo(), module).orElseThrow();
  }

  void hide(Source source, ModuleName module, boolean isHidden) {
    if (registry.channel(source.repo(), module).isPresent()) {
      registry.hide(source.repo(), module, isHidden);
      var isListed = !isHidden && !withdrawn.contains(source);
      listedSince.put(source.repo() + "/" + module, isListed ? agenda.instant() : Instant.MAX);
    }
  }

  /** Nobody can list what a source offers that is being deleted. */
  void withdraw(Source source, boolean isWithdrawn) {
    if (isWithdrawn) {
      withdrawn.add(source);
    } else {
      withdrawn.remove(source);
    }
    listedSince.replaceAll(
        (key, since) -> {
          if (!key.startsWith(source.repo() + "/")) {
            return since;
          }
          return isWithdrawn ? Instant.MAX : agenda.instant();
        });
  }

  boolean isOfferedFor(ModuleName module, Duration time) {
    return of(module).stream()
        .map(source -> listedSince.get(source.repo() + "/" + module))
        .anyMatch(since -> since.isBefore(agenda.instant().minus(time)));
  }
}

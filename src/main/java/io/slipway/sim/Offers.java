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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
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
  private final SortedSet<String> modules = new TreeSet<>();

  Offers(SimRegistry registry, Agenda agenda) {
    this.registry = registry;
    this.agenda = agenda;
  }

  void add(Source source, ModuleName module) {
    add(source, module, SemVer.of(1, 0, 0));
  }

  void add(Source source, ModuleName module, SemVer first) {
    registry.push(source.repo(), module, first);
    modules.add(module.value());
    listedSince.put(source.repo() + "/" + module, agenda.instant());
  }

  /** All there are, by their names. */
  List<ModuleName> modules() {
    return modules.stream().map(ModuleName::new).toList();
  }

  List<Source> of(ModuleName module) {
    return Stream.of(Source.values())
        .filter(source -> registry.shelf(source.repo(), module).isPresent())
        .toList();
  }

  /** The same is done to the module wherever it is offered. */
  void everywhere(ModuleName module, Consumer<Shelf> change) {
    of(module).stream()
        .flatMap(source -> registry.shelf(source.repo(), module).stream())
        .forEach(change);
  }

  void push(ModuleName module, SemVer version) {
    everywhere(module, shelf -> shelf.push(version));
  }

  /** All sources have the same of a module. */
  Shelf shelf(ModuleName module) {
    return registry.shelf(Source.MAIN.repo(), module).orElseThrow();
  }

  void hide(Source source, ModuleName module, boolean isHidden) {
    var shelf = registry.shelf(source.repo(), module);
    if (shelf.isPresent()) {
      shelf.get().hide(isHidden);
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

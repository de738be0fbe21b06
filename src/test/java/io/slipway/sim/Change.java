package io.slipway.sim;

import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.Event;
import io.slipway.core.event.RegistryEvent;
import io.slipway.core.projection.World;
import io.slipway.core.projection.WorldReducer;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceName;
import java.util.List;
import java.util.Optional;

/** Something that happens to one module of a {@link Fleet} at rest. */
public enum Change {
  /** Somebody touches the Module. */
  MODULE {
    @Override
    public Event in(World world) {
      var object = world.module(ONE).module().orElseThrow();
      return new ClusterEvent.ModuleObserved(
          new ModuleObject(newer(object.meta()), object.properties(), object.status()));
    }
  },
  /** Somebody touches the release that is Deployed. */
  RELEASE {
    @Override
    public Event in(World world) {
      var object = world.module(ONE).releases().get(ReleaseObject.nameOf(ONE, Fleet.OFFERED));
      return new ClusterEvent.ReleaseObserved(
          new ReleaseObject(newer(object.meta()), object.spec(), object.status()));
    }
  },
  /** In the middle of a scan, the channel is read and has not moved. */
  CHANNEL {
    @Override
    public World given(World world) {
      var after = listedAgain(world);
      var half = listing(after).subList(0, listing(after).size() / 2);
      for (var module : half) {
        after = WorldReducer.evolve(after, unchanged(after, module));
      }
      return after;
    }

    @Override
    public Event in(World world) {
      return unchanged(world, listing(world).get(listing(world).size() / 2));
    }
  },
  /** The channel has moved: the status of the source, which names all its modules, is written. */
  CHANNEL_MOVED {
    @Override
    public Event in(World world) {
      var version = SemVer.of(1, 4, 1);
      return new RegistryEvent.ChannelResolved(
          reading(world, ONE),
          access(world),
          new ReleaseImage(SimRegistry.digest("moved"), version, ModuleDefinition.NONE, "{}"));
    }
  },
  /** The module is switched off. */
  CONFIG {
    @Override
    public Event in(World world) {
      var config = world.module(ONE).config().orElseThrow();
      return new ClusterEvent.ConfigObserved(
          new ConfigObject(
              newer(config.meta()),
              Optional.of(false),
              config.source(),
              config.updatePolicy(),
              config.version(),
              config.settingsJson(),
              config.platform(),
              config.status()));
    }
  };

  private static final ModuleName ONE = Fleet.module(20);
  private static final SourceName SOURCE = new SourceName("source-0");

  public abstract Event in(World world);

  /** The world it happens in. */
  public World given(World world) {
    return world;
  }

  private static ObjectMeta newer(ObjectMeta meta) {
    return SimObjects.withVersion(meta, meta.version() + 1);
  }

  private static List<ModuleName> listing(World world) {
    return world.source(SOURCE).listing().orElseThrow().modules();
  }

  private static World listedAgain(World world) {
    var names = listing(world).stream().map(ModuleName::value).toList();
    return WorldReducer.evolve(
        world,
        new RegistryEvent.ModulesDiscovered(
            SOURCE,
            access(world),
            world.source(SOURCE).scan() + 1,
            names,
            Fleet.NOW.plusSeconds(180)));
  }

  private static RegistryAccess access(World world) {
    return world.source(SOURCE).object().orElseThrow().access();
  }

  private static Event unchanged(World world, ModuleName module) {
    return new RegistryEvent.ChannelUnchanged(
        reading(world, module), access(world), SimRegistry.digest("as before"));
  }

  private static RegistryEvent.Reading reading(World world, ModuleName module) {
    return new RegistryEvent.Reading(
        module, SOURCE, ReleaseChannel.STABLE, world.source(SOURCE).scan());
  }
}

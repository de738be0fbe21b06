package io.slipway.core.event;

/** Everything that can happen, as one sum. Families live in files of their own. */
public sealed interface Event
    permits ClusterEvent,
        RegistryEvent,
        InstallEvent,
        NotifyEvent,
        EffectEvent,
        TimeEvent,
        LeadershipEvent {}

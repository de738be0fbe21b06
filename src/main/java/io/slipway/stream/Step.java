package io.slipway.stream;

import io.slipway.core.event.Event;
import io.slipway.core.projection.World;
import java.time.Instant;

/**
 * One change.
 *
 * @param number counted from 1 without gaps
 * @param at when it was folded
 * @param cause number of the step that led to it; 0 when it came from outside
 * @param event what happened
 * @param before world it met
 * @param after world it led to
 */
public record Step(long number, Instant at, long cause, Event event, World before, World after) {}

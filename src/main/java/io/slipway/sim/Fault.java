package io.slipway.sim;

/** What goes wrong by chance, and how often, in percent of its occasions. */
enum Fault {
  /** The API server refuses a write. */
  WRITE_FAILS(5),
  /** A write is done, but its answer gets lost. */
  ANSWER_IS_LOST(3),
  /** Somebody else writes the object between observation and write. */
  FOREIGN_WRITE(3),
  REGISTRY_FAILS(10),
  /** The registry asks to be left alone for a while. */
  REGISTRY_IS_BUSY(2),
  HELM_FAILS(10),
  /** People cannot be told, or are told and the answer gets lost. */
  NOTIFIER_FAILS(20),
  /** A change is told twice. */
  ECHO_COMES_TWICE(10),
  /** A change is told half a minute late. */
  ECHO_IS_LATE(3),
  /** A process that starts lists a kind as it was some seconds ago. */
  LISTING_IS_OLD(30);

  private final int percent;

  Fault(int percent) {
    this.percent = percent;
  }

  int percent() {
    return percent;
  }
}

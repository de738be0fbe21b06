package io.slipway.sim;

/**
 * What may never happen, and what must happen once faults have stopped. The page {@code
 * docs/invariants.md} lists them in these words.
 */
public enum Invariant {
  NO_BUG("no decision and no listener ends in an error"),
  ONE_DEPLOYED("a module has at most one Deployed release"),
  READY_IS_INSTALLED("a module is shown Ready only after Helm has installed it"),
  INSTALLED_IS_DEPLOYED("Helm installs only a version whose release is or was Deployed"),
  WANTED_STAYS(
      "nothing is uninstalled that has been switched on for longer than a view can be old"),
  OFFERED_STAYS("no Module is deleted that a source has offered for longer than a view can be old"),
  SOURCE_STAYS(
      "no source is let go without force of which a release has been Deployed for longer than a"
          + " view can be old"),
  SUPERSEDED_IS_FINAL(
      "what was Deployed and is Superseded is not Deployed again, unless it still runs, another"
          + " source takes it over, or what was Deployed after it has been deleted"),
  SKIPPED_STAYS(
      "a Skipped release is Deployed only after its channel, source or policy has changed, or"
          + " another release was deleted"),
  POLICY_IS_OBEYED("nothing is deployed under mode Ignore or a policy that is missing"),
  STEP_BY_STEP(
      "no minor is left out unless a rule, LTS, force, a first installation or another source"
          + " allows it"),
  READY_BEFORE_NEXT("the next minor is deployed only after the one in force was installed"),
  REQUIREMENTS_HOLD("nothing is deployed whose requirements are not met"),
  TIME_IS_AWAITED("nothing is deployed before its time"),
  AGE_IS_AWAITED("nothing is deployed that is younger than its policy asks"),
  WINDOWS_ARE_KEPT("nothing is deployed while no window of its policy is open"),
  APPROVAL_IS_NEEDED("what needs an approval is not deployed without"),
  FIRST_GATE_IS_NAMED("a release that waits names the first of the gates that are closed"),
  WAITS_FOR_A_REASON("once all is quiet, no release waits that may be deployed"),
  ONE_STAYS_IN_FORCE("once all is quiet, the release of what runs is not Superseded for nothing"),
  WAKES_UP("while a release waits for a time, its module is looked at again by then"),
  PEOPLE_ARE_TOLD("where people are to be told of versions, none is Deployed before they were"),
  HELM_NEEDS_LEASE("no call of Helm begins in a process that does not hold the Lease"),
  STANDBY_KEEPS_STILL("a process that does not lead writes nothing"),
  FOREIGN_MARKS_STAY("labels, annotations and finalizers of others stay"),
  CONVERGES("once faults have stopped, every module comes to what is asked for"),
  NOTHING_HANGS("at rest no effect is in flight and no object waits for its echo"),
  RESTS("at rest nothing is written but the time of a scan"),
  ASKS_LITTLE("at rest a scan costs one listing and one request for each followed channel"),
  ANSWERS_ONCE("a foreign write is answered by at most one write, and what was there is restored");

  private final String sentence;

  Invariant(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }

  /** An invariant does not hold. */
  static final class Violated extends AssertionError {
    private static final long serialVersionUID = 1;
    private final transient Invariant invariant;

    Violated(Invariant invariant, String detail) {
      super(invariant + " (" + invariant.sentence + "): " + detail);
      this.invariant = invariant;
    }

    Invariant invariant() {
      return invariant;
    }
  }
}

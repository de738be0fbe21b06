package io.slipway.sandbox;

import io.slipway.harness.tool.Bundle;
import io.slipway.harness.tool.Cache;
import io.slipway.harness.tool.Folders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "clean",
    description = "Stop the sandbox and remove its data (.sandbox) and the build (target).")
final class CleanCommand extends Task {
  @Option(
      names = "--cache",
      description = "Also the fetched and built programs, shared by all clones of this user.")
  private boolean cache;

  @Override
  public Integer call() {
    Sandbox sandbox = Sandbox.current();
    DownCommand.stop(sandbox);
    sandbox.delete();
    if (cache) {
      Cache all = Cache.standard();
      for (Bundle bundle : Bundle.values()) {
        Folders.delete(all.folder(bundle).getParent());
      }
    }
    System.out.println("Removed .sandbox, target" + (cache ? " and the cached programs." : "."));
    System.out.flush();
    // last: this JVM's own classes are in there
    Folders.delete(sandbox.project().root().resolve("target"));
    return 0;
  }
}

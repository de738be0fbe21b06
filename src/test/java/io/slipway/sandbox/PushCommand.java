package io.slipway.sandbox;

import io.slipway.harness.tool.SetupFailure;
import io.slipway.registry.ImagePusher;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "push",
    description =
        "Build one module and push it to the sandbox's registry, and move the channels named in"
            + " it.")
final class PushCommand extends Task {
  @Parameters(paramLabel = "DIR", description = "Folder with the module.yaml.")
  private Path folder;

  @Override
  public Integer call() {
    if (!Files.isRegularFile(folder.resolve("module.yaml"))) {
      throw new SetupFailure("no module.yaml in " + folder + "; name the folder of one module");
    }
    ImageRegistry registry = new ImageRegistry(Sandbox.current());
    if (!registry.running()) {
      throw new SetupFailure("the registry does not run; start it with ./dev up");
    }
    try (Publishing publishing = new Publishing(registry)) {
      publishing.publish(folder.toAbsolutePath().normalize()).forEach(PushCommand::say);
    }
    return 0;
  }

  private static void say(ImagePusher.Pushed.Done image) {
    System.out.println(image.reference() + (image.changed() ? "" : "   (unchanged)"));
  }
}

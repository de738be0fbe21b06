package io.slipway.install;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.jni.HelmLib;
import com.marcnuri.helm.jni.NativeLibrary;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the process that runs Helm is started: this JVM's program with the few libraries that {@link
 * HelmWorker} needs, found where they were loaded from. So the packaged application, tests and the
 * development mode need nothing of their own.
 */
final class HelmCommand {
  private static final Path SHELL = Path.of("/bin/sh");

  /** Options meant for the operator: sizes that do not fit, agents that open ports. */
  private static final List<String> NOT_INHERITED =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** Stacks of threads count as data, and Go starts many threads: a megabyte each is enough. */
  private static final String LIMITED =
      "ulimit -s 1024 2>/dev/null; ulimit -d \"$0\" 2>/dev/null; exec \"$@\"";

  private HelmCommand() {}

  /**
   * @param cache what Helm has learnt of the API is kept there, not in the user's home for ever
   */
  static ProcessBuilder of(HelmLimits limits, Path cache) {
    var builder = new ProcessBuilder(bounded(java(limits), limits.memoryMiB()));
    builder.environment().keySet().removeAll(NOT_INHERITED);
    // collect rarely while there is room, eagerly before the bound is reached
    builder.environment().put("GOGC", "400");
    builder.environment().put("GOMEMLIMIT", limits.memoryMiB() * 3 / 8 + "MiB");
    builder.environment().put("GOTRACEBACK", "none");
    builder.environment().put("KUBECACHEDIR", cache.toString());
    return builder;
  }

  /** RLIMIT_DATA counts what Go's heap and the JVM's really take, not what they only reserve. */
  private static List<String> bounded(List<String> command, int memoryMiB) {
    if (!Files.isExecutable(SHELL)) {
      return command;
    }
    var bounded = new ArrayList<String>();
    bounded.addAll(List.of(SHELL.toString(), "-c", LIMITED));
    bounded.add(String.valueOf(memoryMiB * 1024L));
    bounded.addAll(command);
    return bounded;
  }

  private static List<String> java(HelmLimits limits) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-Xss512k",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:ErrorFile=/dev/stderr",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
        "-cp",
        classPath(),
        HelmWorker.class.getName(),
        String.valueOf(limits.computing().toSeconds()));
  }

  private static String classPath() {
    Set<Class<?>> needed = new LinkedHashSet<>();
    needed.add(HelmWorker.class);
    needed.add(Helm.class);
    needed.add(HelmLib.class);
    // the interface through which HelmLib is called: JNA's
    needed.addAll(List.of(HelmLib.class.getInterfaces()));
    ServiceLoader.load(NativeLibrary.class, HelmCommand.class.getClassLoader()).stream()
        .forEach(provider -> needed.add(provider.type()));
    return needed.stream()
        .map(HelmCommand::origin)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

package org.qudao.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** One part of the installation in a JVM of its own, which a test may kill and start again. */
final class QudaoProcess {

    /** But for the garbage collector and the compiler, which leave the processor to the others, as in the images. */
    static final List<String> JVM_OPTIONS = List.of(
            "-Xmx320m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError", // the JVM says so in the log first
            "--enable-native-access=ALL-UNNAMED");

    private static final Duration READY_WITHIN = Duration.ofSeconds(240);

    private final String name;
    private final Supplier<Surroundings> surroundings;
    private final Function<Surroundings, List<String>> program;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private final Path log;
    private final BooleanSupplier ready;
    private @Nullable Process process;

    /** @param program what the JVM is to run, as it says on its command line */
    QudaoProcess(
            String name,
            Function<Surroundings, List<String>> program,
            List<String> arguments,
            Map<String, String> environment,
            Path directory,
            BooleanSupplier ready,
            Supplier<Surroundings> surroundings) {
        this.name = name;
        this.program = program;
        this.arguments = arguments;
        this.environment = environment;
        this.log = directory.resolve(name + ".log");
        this.ready = ready;
        this.surroundings = surroundings;
    }

    /** A class of the tests' own class path. */
    static List<String> main(String mainClass) {
        return List.of("-cp", System.getProperty("java.class.path"), mainClass);
    }

    void start() {
        Surroundings around = surroundings.get();
        ProcessBuilder builder = new ProcessBuilder(command(around))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().putAll(around.environment());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(Surroundings around) {
        List<String> command = new ArrayList<>(around.launcher());
        command.add(Machine.jdk("java"));
        command.addAll(JVM_OPTIONS);
        command.addAll(around.jvmArguments());
        command.addAll(program.apply(around));
        command.addAll(arguments);
        return command;
    }

    void awaitReady() {
        Awaitility.await(name + " is ready; see " + log)
                .atMost(READY_WITHIN)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (process == null || !process.isAlive()) {
                        throw new IllegalStateException(name + " ended while starting:\n" + tail());
                    }
                    return ready.getAsBoolean();
                });
    }

    /** As the machine would on a power cut: no shutdown hook runs. */
    void kill() {
        if (process != null) {
            process.destroyForcibly();
            await(process);
        }
    }

    /** Nothing of it runs until it is resumed, while its connections stay open: as in a long pause of a virtual machine. */
    void pause() {
        Machine.run("kill", "-STOP", "" + handle().pid());
    }

    void resume() {
        Machine.run("kill", "-CONT", "" + handle().pid());
    }

    boolean isReady() {
        return process != null && process.isAlive() && ready.getAsBoolean();
    }

    ProcessHandle handle() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process.toHandle();
    }

    void restart() {
        kill();
        start();
        awaitReady();
    }

    void stop() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    boolean logContains(String text) {
        try {
            return Files.exists(log) && Files.readString(log).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    private static void await(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

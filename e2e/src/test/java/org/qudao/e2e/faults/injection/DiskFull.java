package org.qudao.e2e.faults.injection;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Machine;

/** Another program fills the disk that the store's data is on, takes what becomes free, and at last gives everything back. */
public record DiskFull(Duration lasts) implements Fault {

    private static final int STEP_BYTES = 4_096;
    private static final Duration LOOKS_EVERY = Duration.ofMillis(200);

    @Override
    public Optional<String> cannotRunHere() {
        return Machine.whyNamespacesAreShared();
    }

    @Override
    public void inflict(Installation installation, RandomGenerator random) throws IOException, InterruptedException {
        Path filler = installation.storeDisk().resolve("of-another-program");
        try {
            long end = System.nanoTime() + lasts.toNanos();
            while (System.nanoTime() < end) {
                fill(filler);
                Thread.sleep(LOOKS_EVERY);
            }
        } finally {
            Files.deleteIfExists(filler);
        }
    }

    private static void fill(Path filler) throws IOException {
        byte[] step = new byte[STEP_BYTES];
        try (OutputStream out = Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(step);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw full;
            }
        }
    }
}

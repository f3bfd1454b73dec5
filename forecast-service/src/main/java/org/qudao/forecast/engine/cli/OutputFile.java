package org.qudao.forecast.engine.cli;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there when it is complete and not before; what was there before stays until then. Pipes and terminals are written to at once. */
public final class OutputFile implements Closeable {
    private final Path file;
    private final Path written;
    private final BufferedWriter writer;

    private OutputFile(Path file, Path written) throws IOException {
        this.file = file;
        this.written = written;
        this.writer = Files.newBufferedWriter(written);
    }

    public static OutputFile of(Path file) throws IOException {
        boolean replaceable = Files.isRegularFile(file) || Files.notExists(file);
        return new OutputFile(file, replaceable ? file.resolveSibling(file.getFileName() + ".part") : file);
    }

    public BufferedWriter writer() {
        return writer;
    }

    public void complete() throws IOException {
        writer.close();
        if (!written.equals(file)) {
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
        if (!written.equals(file)) {
            Files.deleteIfExists(written);
        }
    }
}

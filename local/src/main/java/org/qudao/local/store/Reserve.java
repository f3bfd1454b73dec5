package org.qudao.local.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room on the disk that is kept free for the changes already made when everybody else has filled the disk. While it is not held, no
 * further change may be made.
 */
final class Reserve {

    private static final Logger log = LoggerFactory.getLogger(Reserve.class);
    private static final String NAME = "reserve";

    /** More than the changes that can be in the making at once, imports included. */
    private static final int BYTES = 8 * 1024 * 1024;

    private final Path directory;
    private final Path file;
    private volatile boolean held;

    private Reserve(Path directory) {
        this.directory = directory;
        this.file = directory.resolve(NAME);
    }

    static Reserve in(Path directory) throws IOException {
        Reserve reserve = new Reserve(directory);
        reserve.held = Files.exists(reserve.file) && Files.size(reserve.file) == BYTES;
        if (!reserve.held && !reserve.take()) {
            log.error("The disk of {} is full: the document store takes no changes until there is room", directory);
        }
        return reserve;
    }

    boolean isHeld() {
        return held;
    }

    /** Leaves the room to the journal. Returns false when there was nothing to leave. */
    boolean release() throws IOException {
        if (!held) {
            return false;
        }
        held = false;
        Files.deleteIfExists(file);
        log.error("The disk of {} is full: the document store takes no changes until there is room", directory);
        return true;
    }

    /** Takes the room again. Returns false when the disk does not have it. */
    boolean take() {
        if (directory.toFile().getUsableSpace() < BYTES) {
            return false; // without trying, which would take from others what little there is
        }
        ByteBuffer nothing = ByteBuffer.allocate(BYTES);
        try (FileChannel room = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (nothing.hasRemaining()) {
                room.write(nothing);
            }
            room.force(true);
            held = true;
            return true;
        } catch (IOException full) {
            leave();
            return false;
        }
    }

    private void leave() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

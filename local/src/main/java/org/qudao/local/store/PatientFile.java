package org.qudao.local.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;
import org.h2.mvstore.WriteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file below the maps. A write that fails, which a full disk causes, is tried again until it succeeds: after one that is given up the
 * maps cannot be used any more. Readers and the journal go on meanwhile.
 */
final class PatientFile extends SingleFileStore {

    private static final Logger log = LoggerFactory.getLogger(PatientFile.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private volatile boolean patient;
    private Runnable contentsKnown = () -> {};

    PatientFile(Map<String, Object> config, boolean patient) {
        super(config);
        this.patient = patient;
    }

    /** From now on a write that fails is given up. */
    void losePatience() {
        patient = false;
    }

    /** @param next to be run when the next commit knows what it will write, before it writes */
    void whenContentsAreKnown(Runnable next) {
        contentsKnown = next;
    }

    /** Called when the roots of all maps have been collected, in the thread that commits. */
    @Override
    public WriteBuffer getWriteBuffer() {
        contentsKnown.run();
        return super.getWriteBuffer();
    }

    @Override
    protected void writeFully(SFChunk chunk, long position, ByteBuffer bytes) {
        boolean said = false;
        while (true) {
            try {
                super.writeFully(chunk, position, bytes.duplicate());
                bytes.position(bytes.limit());
                return;
            } catch (MVStoreException e) {
                if (!patient || !(e.getCause() instanceof IOException)) {
                    throw e;
                }
                if (!said) {
                    log.error("Cannot write the document store's file; it is tried again until it succeeds", e);
                    said = true;
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }
}

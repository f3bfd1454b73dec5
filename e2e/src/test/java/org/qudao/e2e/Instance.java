package org.qudao.e2e;

/** One more instance of a service, besides the one that the gateway knows. */
public final class Instance implements AutoCloseable {

    private final QudaoProcess process;

    Instance(QudaoProcess process) {
        this.process = process;
    }

    public void awaitReady() {
        process.awaitReady();
    }

    public void kill() {
        process.kill();
    }

    /** As {@link Installation#pause}. */
    public void pause() {
        process.pause();
    }

    public void resume() {
        process.resume();
    }

    /** Ends it in order, unless it was killed. */
    @Override
    public void close() {
        process.stop();
    }
}

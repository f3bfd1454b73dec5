package org.qudao.forecast.engine.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** How a command ends. */
public final class Exit {

    /** What a command does. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException, InterruptedException;
    }

    private Exit() {}

    /** Exits with 2 on wrong options and with 1 when a file cannot be read or written. */
    public static void after(Work work) {
        int status = 0;
        try {
            work.run();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            status = 2;
        } catch (NoSuchFileException e) {
            System.err.println("forecast: there is no file or folder " + e.getFile());
            status = 1;
        } catch (AccessDeniedException e) {
            System.err.println("forecast: may not be read or written: " + e.getFile());
            status = 1;
        } catch (IOException e) {
            System.err.println("forecast: " + e.getMessage());
            status = 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status = 1;
        }
        if (status != 0) {
            System.exit(status);
        }
    }
}

package org.qudao.local;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Chooses the logging of the local programs, for the whole process: several applications share it, so none of them may set it up
 * itself. Takes effect only before the first line is logged.
 */
public final class QuietLogs {

    private QuietLogs() {}

    /** Warnings and Qudao's own lines to the error stream. */
    public static void install() {
        use("qudao-local-logback.xml");
    }

    /** The same to a file; the terminal belongs to the person. */
    static void toFile(Path file) {
        System.setProperty("qudao.log", file.toString());
        use("qudao-demo-logback.xml");
    }

    private static void use(String configuration) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", configuration);
        }
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        Logger.getLogger("").setLevel(Level.WARNING);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}

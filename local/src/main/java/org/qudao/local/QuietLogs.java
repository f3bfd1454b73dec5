package org.qudao.local;

/** Chooses the logging of the local programs: warnings to the error stream, nothing else to the terminal. */
public final class QuietLogs {

    static final String CONFIGURATION = "qudao-local-logback.xml";

    private QuietLogs() {}

    /** Takes effect only when nothing has been logged yet. */
    public static void install() {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", CONFIGURATION);
        }
    }
}

package org.qudao.local.sample;

/** The sample could not be loaded; the message says at which kind and what the service answered. Running it again is safe. */
public final class SampleImportFailed extends RuntimeException {

    SampleImportFailed(String message) {
        super(message);
    }
}

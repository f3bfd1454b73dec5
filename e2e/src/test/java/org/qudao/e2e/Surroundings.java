package org.qudao.e2e;

import java.util.List;
import java.util.Map;

/**
 * What is put around a part so that a test can disturb it; asked anew at every start of the part.
 *
 * @param launcher the command that starts the JVM's command, empty when it starts directly
 * @param environment on top of the part's own
 */
record Surroundings(List<String> launcher, Map<String, String> environment, List<String> jvmArguments) {

    static final Surroundings NONE = new Surroundings(List.of(), Map.of(), List.of());
}

package org.qudao.e2e.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Of libraries whose older versions have published holes, the class path of gateway and services holds none that is older. */
class VersionFloorsTest {

    /** Path of the group in the repository, and what of it is too old. A library that has gone is no fault. */
    private static final Map<String, String> FLOORS = Map.of(
            "org/apache/tomcat/embed/", "11.0.25",
            "io/netty/", "4.2.13",
            "tools/jackson/", "3.1.7",
            "org/springframework/security/", "7.0.7");

    private static final Pattern VERSION = Pattern.compile("/(\\d+(?:\\.\\d+)+)[^/]*/[^/]+\\.jar$");

    @Test
    void nothingOlderThanItsFloorIsOnTheClassPath() {
        List<String> tooOld = new ArrayList<>();
        int looked = 0;
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String path = jar.replace(File.separatorChar, '/');
            Matcher version = VERSION.matcher(path);
            for (Map.Entry<String, String> floor : FLOORS.entrySet()) {
                if (path.contains("/" + floor.getKey()) && version.find()) {
                    looked++;
                    if (isOlder(version.group(1), floor.getValue())) {
                        tooOld.add(path.substring(path.lastIndexOf('/') + 1) + " < " + floor.getValue());
                    }
                }
            }
        }
        assertThat(tooOld).isEmpty();
        assertThat(looked).as("jars that a floor applies to").isGreaterThan(5);
    }

    /** Kafka brings it, beside the bridge that all logging goes through. */
    @Test
    void theSecondLoggerHasNotComeBack() {
        assertThat(System.getProperty("java.class.path")).doesNotContain("log4j-core");
    }

    private static boolean isOlder(String version, String floor) {
        String[] actual = version.split("\\.");
        String[] least = floor.split("\\.");
        for (int i = 0; i < least.length; i++) {
            int have = i < actual.length ? Integer.parseInt(actual[i]) : 0;
            int need = Integer.parseInt(least[i]);
            if (have != need) {
                return have < need;
            }
        }
        return false;
    }
}

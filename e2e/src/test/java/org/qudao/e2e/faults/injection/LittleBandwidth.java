package org.qudao.e2e.faults.injection;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.Machine;

/** What each of these services and the store send to each other passes a token bucket that lets few bytes through. */
public record LittleBandwidth(int bytesPerSecond, Set<Part> services, Duration lasts) implements Fault {

    private static final String DEVICE = "lo";
    /** The longest packet of the loopback, which the bucket must hold to let it through at all. */
    private static final int BURST_BYTES = 66_000;
    /** How often the next packet of a bucket was too large for what it held. */
    private static final Pattern WAITED = Pattern.compile("qdisc tbf .*\n.* overlimits (\\d+)");

    @Override
    public Optional<String> cannotRunHere() {
        return Firewall.cannotRunHere().or(() -> Machine.whyNoCommand("tc", "iproute2"));
    }

    @Override
    public void inflict(Installation installation, RandomGenerator random) throws InterruptedException {
        tc("qdisc add dev", DEVICE, "root handle 1: htb");
        try (Firewall marks = Firewall.openFor("mangle")) {
            int number = 10;
            for (Part service : services) {
                narrow(
                        "" + number,
                        service,
                        "" + installation.storeLine(service).port(),
                        marks);
                number++;
            }
            Thread.sleep(lasts);
            marks.requirePackets();
            requireWaiting();
        } finally {
            tc("qdisc del dev", DEVICE, "root");
        }
    }

    private void narrow(String number, Part service, String port, Firewall marks) {
        tc("class add dev", DEVICE, "parent 1: classid 1:" + number, "htb rate 10gbit");
        tc(
                "qdisc add dev",
                DEVICE,
                "parent 1:" + number,
                "handle " + number + ": tbf latency 2s",
                "rate " + 8 * bytesPerSecond + "bit burst " + BURST_BYTES);
        for (String end : List.of("--dport", "--sport")) {
            marks.rule("" + service, List.of("-p", "tcp", end, port, "-j", "CLASSIFY", "--set-class", "1:" + number));
        }
    }

    /** Not of each service, for some may have little to say. */
    private static void requireWaiting() {
        String buckets = tc("-s qdisc show dev", DEVICE);
        if (WAITED.matcher(buckets).results().allMatch(bucket -> bucket.group(1).equals("0"))) {
            throw new AssertionError("No packet had to wait: " + buckets);
        }
    }

    private static String tc(String... words) {
        return Machine.run(Stream.concat(
                        Stream.of("tc"), Arrays.stream(String.join(" ", words).split(" ")))
                .toArray(String[]::new));
    }
}

package org.qudao.e2e.faults.injection;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.e2e.Machine;

/** What each of these services and the store send to each other passes a token bucket that lets few bytes through. */
public record LittleBandwidth(int bytesPerSecond, Set<Part> services, Duration lasts) implements Fault {

    private static final String DEVICE = "lo";
    /** The longest packet of the loopback, which the bucket must hold to let it through at all. */
    private static final int BURST_BYTES = 66_000;

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
                narrow("" + number, "" + installation.storeLine(service).port(), marks);
                number++;
            }
            Thread.sleep(lasts);
        } finally {
            tc("qdisc del dev", DEVICE, "root");
        }
    }

    private void narrow(String number, String port, Firewall marks) {
        tc("class add dev", DEVICE, "parent 1: classid 1:" + number, "htb rate 10gbit");
        tc(
                "qdisc add dev",
                DEVICE,
                "parent 1:" + number,
                "handle " + number + ": tbf latency 2s",
                "rate " + 8 * bytesPerSecond + "bit burst " + BURST_BYTES);
        for (String end : List.of("--dport", "--sport")) {
            marks.rule(List.of("-p", "tcp", end, port, "-j", "CLASSIFY", "--set-class", "1:" + number));
        }
    }

    private static void tc(String... words) {
        Machine.run(Stream.concat(
                        Stream.of("tc"), Arrays.stream(String.join(" ", words).split(" ")))
                .toArray(String[]::new));
    }
}

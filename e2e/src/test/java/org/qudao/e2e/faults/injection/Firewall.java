package org.qudao.e2e.faults.injection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.qudao.e2e.Machine;

/** Rules on what this machine's processes send to each other; all are gone when it is closed. */
final class Firewall implements AutoCloseable {

    private static final String CHAIN = "QUDAO";
    /** Packets and bytes, with which the line of a rule begins. */
    private static final Pattern COUNTERS = Pattern.compile("(?m)^ *(\\d+) +\\d+ ");

    private final String table;
    /** Of whom the packets of each rule are, in the order of the rules. */
    private final List<String> senders = new ArrayList<>();

    private Firewall(String table) {
        this.table = table;
        iptables("-N", CHAIN);
        iptables("-A", "OUTPUT", "-o", "lo", "-j", CHAIN);
    }

    static Optional<String> cannotRunHere() {
        return Stream.of(
                        Machine.whyNamespacesAreShared(),
                        Machine.whyNoCommand("iptables", "iptables"),
                        Machine.whyNoCommand("setpriv", "util-linux"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    static Firewall open() {
        return openFor("filter");
    }

    /** @param table of iptables, in which the rules are */
    static Firewall openFor(String table) {
        return new Firewall(table);
    }

    /**
     * @param whose packets these are; several rules may be about the same
     * @param packets which, and what becomes of them, as arguments of iptables
     */
    void rule(String whose, List<String> packets) {
        List<String> arguments = new ArrayList<>(List.of("-A", CHAIN));
        arguments.addAll(packets);
        iptables(arguments.toArray(String[]::new));
        senders.add(whose);
    }

    /** @throws AssertionError when of somebody no packet has met a rule: then the fault was none for him */
    void requirePackets() {
        Map<String, Long> packets = new TreeMap<>();
        Matcher rule = COUNTERS.matcher(iptables("-vxnL", CHAIN));
        for (String whose : senders) {
            packets.merge(whose, rule.find() ? Long.parseLong(rule.group(1)) : 0, Long::sum);
        }
        if (packets.containsValue(0L)) {
            throw new AssertionError("Packets that met the firewall's rules: " + packets);
        }
    }

    @Override
    public void close() {
        iptables("-D", "OUTPUT", "-o", "lo", "-j", CHAIN);
        iptables("-F", CHAIN);
        iptables("-X", CHAIN);
        String left = iptables("-S");
        if (left.contains("-A ")) {
            throw new IllegalStateException("The firewall still has rules: " + left);
        }
    }

    private String iptables(String... arguments) {
        return Machine.run(Stream.concat(Stream.of("iptables", "-w", "-t", table), Arrays.stream(arguments))
                .toArray(String[]::new));
    }
}

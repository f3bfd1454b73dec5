package org.qudao.e2e.deployment;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.qudao.e2e.Api;
import org.qudao.e2e.Installation;
import org.qudao.e2e.Installation.Part;
import org.qudao.platform.test.Tokens;

/** What processes tell Prometheus at one moment. */
final class Metrics {

    private static final Pattern LINE = Pattern.compile("([a-z][a-zA-Z0-9_]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private record Series(String name, Map<String, String> labels, double value) {}

    private final List<Series> all = new ArrayList<>();

    private Metrics() {}

    static Metrics of(Installation installation, List<Part> parts) {
        Metrics metrics = new Metrics();
        for (Part part : parts) {
            Api management = new Api(URI.create(installation.managementUri(part)), Tokens.hq());
            Api.Answer answer = management.get("/actuator/prometheus");
            answer.body().lines().map(LINE::matcher).filter(Matcher::matches).forEach(metrics::add);
        }
        return metrics;
    }

    private void add(Matcher line) {
        Map<String, String> labels = new HashMap<>();
        if (line.group(2) != null) {
            LABEL.matcher(line.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        all.add(new Series(line.group(1), labels, Double.parseDouble(line.group(3))));
    }

    /** Of all series with these labels; 0 when there is none. */
    double sum(String name, String... labelsAndValues) {
        return all(name, labelsAndValues, Double::sum);
    }

    /** As {@link #sum}; a series that has measured nothing yet does not count. */
    double max(String name, String... labelsAndValues) {
        return all(name, labelsAndValues, Math::max);
    }

    private double all(String name, String[] labelsAndValues, DoubleBinaryOperator together) {
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < labelsAndValues.length; i += 2) {
            labels.put(labelsAndValues[i], labelsAndValues[i + 1]);
        }
        return all.stream()
                .filter(series -> series.name().equals(name))
                .filter(series -> series.labels().entrySet().containsAll(labels.entrySet()))
                .mapToDouble(Series::value)
                .filter(value -> !Double.isNaN(value))
                .reduce(0, together);
    }

    /**
     * Whether a dashboard that asks for this sees something.
     *
     * @param selector a series as in PromQL, or a timer's or histogram's base name; only {@code label="value"} must have that value
     */
    boolean has(String selector) {
        int brace = selector.indexOf('{');
        String name = brace < 0 ? selector : selector.substring(0, brace);
        List<String> conditions = brace < 0
                ? List.of()
                : List.of(selector.substring(brace + 1, selector.length() - 1).split(","));
        return all.stream()
                .filter(series -> series.name().equals(name) || series.name().equals(name + "_count"))
                .anyMatch(series -> conditions.stream().allMatch(condition -> fulfils(series.labels(), condition)));
    }

    private static boolean fulfils(Map<String, String> labels, String condition) {
        Matcher exact = LABEL.matcher(condition.strip());
        return exact.matches()
                ? exact.group(2).equals(labels.get(exact.group(1)))
                : labels.containsKey(condition.strip().split("\\W", 2)[0]);
    }
}

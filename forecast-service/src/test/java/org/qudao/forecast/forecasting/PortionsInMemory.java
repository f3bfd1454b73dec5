package org.qudao.forecast.forecasting;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Portions without a store; what is planned goes to workers at once. */
final class PortionsInMemory implements Portions {
    private record Key(String runId, int number) {}

    private final Map<Key, Optional<Answer>> all = new ConcurrentHashMap<>();
    private Consumer<List<Portion>> workers = planned -> {};

    void goTo(Consumer<List<Portion>> receivers) {
        workers = receivers;
    }

    @Override
    public void plan(List<Portion> portions) {
        portions.forEach(one -> all.put(new Key(one.runId(), one.number()), Optional.empty()));
        workers.accept(portions);
    }

    @Override
    public boolean isOpen(String runId, int number) {
        Optional<Answer> known = all.get(new Key(runId, number));
        return known != null && known.isEmpty();
    }

    @Override
    public void answer(String runId, int number, Answer answer) {
        all.computeIfPresent(new Key(runId, number), (key, known) -> known.isPresent() ? known : Optional.of(answer));
    }

    @Override
    public Optional<Answer> take(String runId, int number) {
        Optional<Answer> known = all.getOrDefault(new Key(runId, number), Optional.empty());
        known.ifPresent(answer -> all.remove(new Key(runId, number)));
        return known;
    }

    @Override
    public Set<String> runs() {
        Set<String> runs = new HashSet<>();
        all.keySet().forEach(key -> runs.add(key.runId()));
        return runs;
    }

    @Override
    public void forget(String runId) {
        all.keySet().removeIf(key -> key.runId().equals(runId));
    }
}

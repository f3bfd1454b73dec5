package org.qudao.local.store;

import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.type.DataType;
import org.jspecify.annotations.Nullable;

/** A map of the file whose changes go into the journal. */
final class JournaledMap<K, V> extends MVMap<K, V> {

    private final Journal journal;

    private JournaledMap(Map<String, Object> config, DataType<K> keyType, DataType<V> valueType, Journal journal) {
        super(config, keyType, valueType);
        this.journal = journal;
    }

    static <K, V> BasicBuilder<JournaledMap<K, V>, K, V> builder(
            DataType<K> keyType, DataType<V> valueType, Journal journal) {
        return new BasicBuilder<JournaledMap<K, V>, K, V>() {
            @Override
            protected JournaledMap<K, V> create(Map<String, Object> config) {
                return new JournaledMap<>(config, keyType, valueType, journal);
            }
        }.keyType(keyType).valueType(valueType);
    }

    /** All single changes come through here; compaction does too, without a value and with a decision of its own. */
    @Override
    public @Nullable V operate(K key, @Nullable V value, DecisionMaker<? super V> decision) {
        V before = super.operate(key, value, decision);
        boolean putIfAbsent = decision != DecisionMaker.PUT;
        if (value != null && (!putIfAbsent || before == null)) {
            journal.put(this, key, value);
        } else if (decision == DecisionMaker.REMOVE && before != null) {
            journal.remove(this, key);
        }
        return before;
    }

    @Override
    public void clear() {
        super.clear();
        journal.clear(this);
    }
}

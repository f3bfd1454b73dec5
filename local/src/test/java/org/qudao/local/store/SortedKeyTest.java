package org.qudao.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SortedKeyTest {

    private static final long INEXACT = 1L << 60;

    private static final List<@Nullable Object> IN_ORDER = Arrays.asList(
            MinKey.getInstance(),
            null,
            Double.NEGATIVE_INFINITY,
            -INEXACT - 1,
            (double) -INEXACT,
            -INEXACT + 1,
            -12.5,
            -Double.MIN_VALUE,
            0.0,
            Double.MIN_VALUE,
            1.0,
            12.5,
            INEXACT - 1,
            (double) INEXACT,
            INEXACT + 1,
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            "",
            "\0",
            "\0\0",
            "\0a",
            "\1",
            "a",
            "a\0",
            "a\0b",
            "a\1",
            "aa",
            "b",
            "é",
            "نمایندگی",
            "نمایندگی تهران",
            new ObjectId(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}),
            new ObjectId(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0}),
            false,
            true,
            Instant.EPOCH.minusMillis(1),
            Instant.EPOCH,
            Instant.parse("2026-11-23T02:10:00.123Z"),
            MaxKey.getInstance());

    private static int compare(byte[] a, byte[] b) {
        return Integer.signum(Arrays.compareUnsigned(a, b));
    }

    private static byte[] key(@Nullable Object... values) {
        return SortedKey.of(Arrays.asList(values));
    }

    @Test
    void sortsAsTheValuesDo() {
        for (int i = 0; i < IN_ORDER.size(); i++) {
            for (int j = 0; j < IN_ORDER.size(); j++) {
                assertThat(compare(key(IN_ORDER.get(i)), key(IN_ORDER.get(j))))
                        .as("%s to %s", IN_ORDER.get(i), IN_ORDER.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void sortsAsTheLibraryDoesThatSortsWhatNoIndexHasInOrder() {
        Comparator<@Nullable Object> inMemory = ValueComparator.ascWithoutListHandling();
        List<@Nullable Object> sorted = new ArrayList<>(IN_ORDER);
        Collections.shuffle(sorted, new Random(1));
        sorted.sort(inMemory);
        assertThat(sorted).isEqualTo(IN_ORDER);
    }

    @Test
    void sortsFieldByField() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            List<Integer> a =
                    random.ints(random.nextInt(4), 0, IN_ORDER.size()).boxed().toList();
            List<Integer> b =
                    random.ints(random.nextInt(4), 0, IN_ORDER.size()).boxed().toList();
            int expected = Integer.signum(Arrays.compare(a.toArray(Integer[]::new), b.toArray(Integer[]::new)));
            assertThat(compare(SortedKey.of(values(a)), SortedKey.of(values(b))))
                    .as("%s to %s", values(a), values(b))
                    .isEqualTo(expected);
        }
    }

    private static List<@Nullable Object> values(List<Integer> ranks) {
        List<@Nullable Object> values = new ArrayList<>();
        ranks.forEach(rank -> values.add(IN_ORDER.get(rank)));
        return values;
    }

    @Test
    void everyContinuationOfAKeyAndNothingElseLiesBetweenItAndItsEnd() {
        byte[] begin = key("D1");
        byte[] end = SortedKey.behind(List.of("D1"));
        for (Object next : IN_ORDER) {
            assertThat(compare(begin, key("D1", next))).isNegative();
            assertThat(compare(key("D1", next), end)).isNegative();
        }
        for (String other : List.of("D1\0", "D1a", "D10", "D2")) {
            assertThat(compare(end, key(other))).isNegative();
        }
    }

    @Test
    void keepsApartWhatIsNotEqual() {
        List<Object> values = List.of(
                new UUID(1, 2),
                new UUID(2, 1),
                List.of(),
                List.of("a", 1.0),
                List.of("a", 2.0),
                new Document(),
                new Document("in", "a document"),
                new Document("in", "another"));
        assertThat(values.stream().map(value -> key(value)).map(Arrays::toString))
                .doesNotHaveDuplicates();
        assertThat(key(new Document("in", "a document"))).isEqualTo(key(new Document("in", "a document")));
    }
}

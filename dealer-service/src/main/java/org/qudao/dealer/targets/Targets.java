package org.qudao.dealer.targets;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The explicit targets as they are stored. */
public interface Targets {
    /** What came of setting a target. */
    enum Setting {
        /** New. */
        INSERTED,
        /** Another amount than before. */
        UPDATED,
        /** Said before; nothing was written. */
        UNCHANGED,
        /** The id belongs to a target of another owner, period, measure or line. */
        OTHER
    }

    Setting set(Target target);

    List<Setting> setAll(List<Target> targets);

    /** Targets of these owners whose period touches the wanted one; null owners means everybody. */
    List<Target> touching(
            OwnerKind kind, @Nullable Collection<String> owners, Period period, @Nullable Measure measure);

    /** The same in the order of their ids, those after the given one. */
    List<Target> page(
            OwnerKind kind, @Nullable Collection<String> owners, Period period, @Nullable String after, int limit);
}

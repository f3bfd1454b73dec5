package org.qudao.forecast.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.forecast.forecasting.ForecastRuns;
import org.qudao.forecast.model.ForecastRun;
import org.qudao.forecast.model.RunState;
import org.qudao.platform.mongo.Bsons;
import org.springframework.stereotype.Component;

/**
 * Runs, and one slot document: who can insert it may run, whichever instance that is. The slot carries the heartbeat, and
 * is removed at the end or when it has been silent.
 */
@Component
class MongoForecastRuns implements ForecastRuns {
    static final String RUNS = "runs";
    static final String SLOT = "run_slot";
    private static final String THE_SLOT = "only";

    private final MongoCollection<Document> runs;
    private final MongoCollection<Document> slot;
    private final Clock clock;

    MongoForecastRuns(MongoDatabase database, Clock clock) {
        this.runs = database.getCollection(RUNS);
        this.slot = database.getCollection(SLOT);
        this.clock = clock;
    }

    @Override
    public boolean begin(ForecastRun run) {
        try {
            slot.insertOne(new Document("_id", THE_SLOT)
                    .append("runId", run.id())
                    .append("heartbeat", Bsons.instant(clock.instant())));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
        runs.insertOne(document(run).append("_id", run.id()));
        return true;
    }

    @Override
    public boolean progress(String runId, int series, int computed, int published) {
        Bson mine = Filters.and(Filters.eq("_id", THE_SLOT), Filters.eq("runId", runId));
        if (slot.updateOne(mine, Updates.set("heartbeat", Bsons.instant(clock.instant())))
                        .getMatchedCount()
                == 0) {
            return false;
        }
        runs.updateOne(
                Filters.and(Filters.eq("_id", runId), Filters.eq("state", RunState.RUNNING.name())),
                Updates.combine(
                        Updates.set("series", series),
                        Updates.set("computed", computed),
                        Updates.set("published", published)));
        return true;
    }

    @Override
    public void end(ForecastRun run) {
        runs.updateOne(
                Filters.and(Filters.eq("_id", run.id()), Filters.eq("state", RunState.RUNNING.name())),
                new Document("$set", document(run)));
        slot.deleteOne(Filters.and(Filters.eq("_id", THE_SLOT), Filters.eq("runId", run.id())));
    }

    @Override
    public int interruptSilent(Duration silence) {
        Date cutoff = Bsons.instant(clock.instant().minus(silence));
        slot.deleteOne(Filters.and(Filters.eq("_id", THE_SLOT), Filters.lt("heartbeat", cutoff)));
        Document alive = slot.find(Filters.eq("_id", THE_SLOT)).first();
        String living = alive == null ? "" : alive.getString("runId");
        // A run that has just taken the slot and not yet stored itself is not here; one that has is younger than the
        // cutoff.
        return (int) runs.updateMany(
                        Filters.and(
                                Filters.eq("state", RunState.RUNNING.name()),
                                Filters.ne("_id", living),
                                Filters.lt("startedAt", cutoff)),
                        Updates.combine(
                                Updates.set("state", RunState.INTERRUPTED.name()),
                                Updates.set("finishedAt", Bsons.instant(clock.instant())),
                                Updates.set("problem", "its process ended while it ran")))
                .getModifiedCount();
    }

    @Override
    public Optional<ForecastRun> find(String runId) {
        return Optional.ofNullable(runs.find(Filters.eq("_id", runId)).first()).map(MongoForecastRuns::run);
    }

    @Override
    public List<ForecastRun> list(@Nullable String after, int limit) {
        Document last =
                after == null ? null : runs.find(Filters.eq("_id", after)).first();
        Bson older = last == null
                ? new Document()
                : Filters.or(
                        Filters.lt("startedAt", last.getDate("startedAt")),
                        Filters.and(Filters.eq("startedAt", last.getDate("startedAt")), Filters.lt("_id", after)));
        return runs.find(older)
                .sort(Sorts.descending("startedAt", "_id"))
                .limit(limit)
                .map(MongoForecastRuns::run)
                .into(new ArrayList<>());
    }

    private static Document document(ForecastRun run) {
        return new Document("state", run.state().name())
                .append("asOf", run.asOf().toString())
                .append("horizonMonths", run.horizonMonths())
                .append("requestedBy", run.requestedBy())
                .append("startedAt", Bsons.instant(run.startedAt()))
                .append("finishedAt", Bsons.instantOrNull(run.finishedAt()))
                .append("series", run.series())
                .append("computed", run.computed())
                .append("published", run.published())
                .append("problem", run.problem());
    }

    private static ForecastRun run(Document document) {
        return new ForecastRun(
                document.getString("_id"),
                RunState.valueOf(document.getString("state")),
                YearMonth.parse(document.getString("asOf")),
                document.getInteger("horizonMonths"),
                document.getString("requestedBy"),
                Bsons.instant(document, "startedAt"),
                Bsons.instantOrNull(document, "finishedAt"),
                document.getInteger("series"),
                document.getInteger("computed"),
                document.getInteger("published"),
                document.getString("problem"));
    }
}

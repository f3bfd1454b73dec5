package org.qudao.forecast.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.qudao.forecast.forecasting.Portion;
import org.qudao.forecast.forecasting.Portions;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.outbox.NewAggregate;
import org.qudao.platform.outbox.OutgoingEvent;
import org.springframework.stereotype.Component;

/** One aggregate per portion, from its planning to the moment when its run has the answer; histories travel in its event only. */
@Component
class MongoPortions implements Portions {
    static final String COLLECTION = "run_portions";
    static final String TOPIC = "forecast.portion";
    static final String RUN = "runId";
    private static final String ANSWERED = "answered";

    /** With their events some megabytes. */
    private static final int BATCH = 20;

    private final Aggregates aggregates;

    MongoPortions(AggregatesFactory factory) {
        this.aggregates = factory.of(COLLECTION, TOPIC);
    }

    @Override
    public void plan(List<Portion> portions) {
        for (int from = 0; from < portions.size(); from += BATCH) {
            aggregates.insertAll(portions.subList(from, Math.min(portions.size(), from + BATCH)).stream()
                    .map(MongoPortions::planned)
                    .toList());
        }
    }

    private static NewAggregate planned(Portion portion) {
        return new NewAggregate(
                id(portion.runId(), portion.number()),
                new Document(RUN, portion.runId()).append(ANSWERED, false),
                new OutgoingEvent("PortionPlanned", portion));
    }

    @Override
    public boolean isOpen(String runId, int number) {
        return aggregates
                        .documents()
                        .find(Filters.and(Filters.eq("_id", id(runId, number)), Filters.eq(ANSWERED, false)))
                        .projection(Projections.include("_id"))
                        .first()
                != null;
    }

    @Override
    public void answer(String runId, int number, Answer answer) {
        Bson result =
                switch (answer) {
                    case Computed computed -> Updates.set("states", documents(computed.states()));
                    case Failed failed -> Updates.set("problem", failed.problem());
                };
        aggregates.update(
                id(runId, number), Filters.eq(ANSWERED, false), Updates.combine(Updates.set(ANSWERED, true), result));
    }

    @Override
    public Optional<Answer> take(String runId, int number) {
        Bson answered = Filters.and(Filters.eq("_id", id(runId, number)), Filters.eq(ANSWERED, true));
        Document document = aggregates.documents().find(answered).first();
        if (document == null) {
            return Optional.empty();
        }
        aggregates.documents().deleteOne(answered);
        String problem = document.getString("problem");
        return Optional.of(problem == null ? new Computed(states(document)) : new Failed(problem));
    }

    @Override
    public Set<String> runs() {
        return aggregates.documents().distinct(RUN, String.class).into(new HashSet<>());
    }

    @Override
    public void forget(String runId) {
        aggregates.documents().deleteMany(Filters.eq(RUN, runId));
    }

    private static String id(String runId, int number) {
        return runId + ":" + number;
    }

    private static List<Document> documents(Map<String, byte[]> states) {
        List<Document> documents = new ArrayList<>(states.size());
        states.forEach(
                (series, state) -> documents.add(new Document("series", series).append("state", new Binary(state))));
        return documents;
    }

    private static Map<String, byte[]> states(Document document) {
        Map<String, byte[]> states = new HashMap<>();
        for (Document one : document.getList("states", Document.class)) {
            states.put(one.getString("series"), one.get("state", Binary.class).getData());
        }
        return states;
    }
}

package org.qudao.platform.imports;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.qudao.platform.mongo.NewestFirst;
import org.qudao.platform.web.Page;
import org.qudao.platform.web.Refusal;

/** The imports and their rejects in the store. */
final class ImportRuns {

    static final String RUNS = "imports";
    static final String REJECTS = "import_rejects";

    private final MongoCollection<Document> runs;
    private final MongoCollection<Document> rejects;

    ImportRuns(MongoDatabase database) {
        this.runs = database.getCollection(RUNS);
        this.rejects = database.getCollection(REJECTS);
    }

    Optional<ImportRun> find(String id) {
        return Optional.ofNullable(runs.find(eq("_id", id)).first()).map(ImportRuns::run);
    }

    /**
     * The newest first.
     *
     * @param after id of the last one of the page before
     */
    Page<ImportRun> page(String kind, @Nullable String after, int limit) {
        Bson wanted = eq("kind", kind);
        if (after != null) {
            ImportRun last = find(after)
                    .filter(run -> run.kind().equals(kind))
                    .orElseThrow(() -> Refusal.badRequest("after", "must be the value of 'next' of the page before"));
            wanted = and(wanted, NewestFirst.after("startedAt", last.startedAt(), last.id()));
        }
        List<ImportRun> found = runs.find(wanted)
                .sort(NewestFirst.sort("startedAt"))
                .limit(limit + 1)
                .map(ImportRuns::run)
                .into(new ArrayList<>());
        return Page.of(found, limit, ImportRun::id);
    }

    /** False when the id is taken. */
    boolean insert(ImportRun run) {
        try {
            runs.insertOne(document(run).append("_id", run.id()));
            return true;
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /** False when somebody else has taken the import over. */
    boolean save(ImportRun run) {
        return saveIfOwner(run, run.owner());
    }

    /** False when somebody else was faster. */
    boolean takeOver(ImportRun run, String formerOwner) {
        return saveIfOwner(run, formerOwner);
    }

    private boolean saveIfOwner(ImportRun run, String owner) {
        return runs.updateOne(and(eq("_id", run.id()), eq("owner", owner)), new Document("$set", document(run)))
                        .getMatchedCount()
                == 1;
    }

    void insertRejects(String importId, List<Reject> lines) {
        List<Document> documents = new ArrayList<>();
        Map<Long, Integer> noted = new HashMap<>();
        for (Reject line : lines) {
            long row = line.row();
            // A unit may come back to a row: what is wrong with the whole of it is said at its first row, after all
            // others.
            int inRow = noted.merge(row, 1, Integer::sum) - 1;
            documents.add(new Document("_id", "%s:%d:%d".formatted(importId, row, inRow))
                    .append("importId", importId)
                    .append("row", row)
                    .append("position", inRow)
                    .append("column", line.column())
                    .append("rule", line.rule())
                    .append("value", line.value())
                    .append("message", line.message()));
        }
        rejects.insertMany(documents);
    }

    /** Forgets what a batch noted whose end was never recorded: it comes again. */
    void deleteRejectsAfter(String importId, long row) {
        rejects.deleteMany(and(eq("importId", importId), gt("row", row)));
    }

    void eachReject(String importId, Consumer<Reject> consumer) {
        rejects.find(eq("importId", importId))
                .sort(ascending("row", "position"))
                .map(found -> new Reject(
                        found.getLong("row"),
                        found.getString("column"),
                        found.getString("rule"),
                        found.getString("value"),
                        found.getString("message")))
                .forEach(consumer);
    }

    private static Document document(ImportRun run) {
        ImportCounts counts = run.counts();
        return new Document("kind", run.kind())
                .append("state", run.state().name())
                .append("rows", counts.rows())
                .append("lastRow", counts.lastRow())
                .append("inserted", counts.inserted())
                .append("updated", counts.updated())
                .append("unchanged", counts.unchanged())
                .append("rejected", counts.rejected())
                .append("rejectsListed", counts.rejectsListed())
                .append("fingerprint", run.fingerprint())
                .append("startedAt", Date.from(run.startedAt()))
                .append("updatedAt", Date.from(run.updatedAt()))
                .append("startedBy", run.startedBy())
                .append("owner", run.owner())
                .append("problem", run.problem());
    }

    private static ImportRun run(Document document) {
        return new ImportRun(
                document.getString("_id"),
                document.getString("kind"),
                ImportState.valueOf(document.getString("state")),
                new ImportCounts(
                        document.getLong("rows"),
                        document.getLong("lastRow"),
                        document.getLong("inserted"),
                        document.getLong("updated"),
                        document.getLong("unchanged"),
                        document.getLong("rejected"),
                        document.getLong("rejectsListed")),
                document.getLong("fingerprint"),
                instant(document, "startedAt"),
                instant(document, "updatedAt"),
                document.getString("startedBy"),
                document.getString("owner"),
                document.getString("problem"));
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }
}

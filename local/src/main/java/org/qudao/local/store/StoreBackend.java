package org.qudao.local.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sends every command that may write through the group commit, and answers {@code hello}, which the library does not know. A read sees
 * what was changed, also when it is not yet durable; with read concern majority it is answered when it is.
 */
final class StoreBackend extends AbstractMongoBackend {

    /** Everything else counts as a write: an unknown command costs one empty commit at worst. */
    private static final Set<String> READS = Set.of(
            "find",
            "getmore",
            "count",
            "distinct",
            "hello",
            "ismaster",
            "ping",
            "buildinfo",
            "serverstatus",
            "listdatabases",
            "listcollections",
            "listindexes",
            "dbstats",
            "collstats",
            "killcursors",
            "endsessions",
            "whatsmyuri",
            "connectionstatus",
            "hostinfo",
            "getlog",
            "getcmdlineopts",
            "getparameter");

    private static final int DEFAULT_BATCH = 1_000;

    private final StoreFile file;
    private final GroupCommit commits;

    StoreBackend(StoreFile file, GroupCommit commits) {
        this.file = file;
        this.commits = commits;
        file.databases().forEach(this::resolveDatabase);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new StoreDatabase(name, file, getCursorRegistry());
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document command = message.getDocument();
        Supplier<Document> answer = () -> file.reading(() -> super.handleMessage(message));
        if (!isRead(command)) {
            return commits.durably(answer);
        }
        return wantsMajority(command) ? commits.onceDurable(answer) : answer.get();
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (command.equalsIgnoreCase("hello")) {
            Document answer = super.handleCommand(channel, database, "ismaster", query);
            answer.remove("ismaster");
            return answer.append("isWritablePrimary", commits.hasRoom()).append("helloOk", true);
        }
        if (command.equalsIgnoreCase("ismaster")) {
            return super.handleCommand(channel, database, command, query).append("helloOk", true);
        }
        if (command.equalsIgnoreCase("getMore")) {
            query.putIfAbsent("batchSize", DEFAULT_BATCH);
        }
        return super.handleCommand(channel, database, command, query);
    }

    private static boolean isRead(Document command) {
        String name = command.keySet().iterator().next().toLowerCase(Locale.ROOT);
        return READS.contains(name) || (name.equals("aggregate") && !writesItsResult(command));
    }

    private static boolean wantsMajority(Document read) {
        return read.get("readConcern") instanceof Document concern && "majority".equals(concern.get("level"));
    }

    private static boolean writesItsResult(Document aggregate) {
        return aggregate.get("pipeline") instanceof List<?> stages
                && !stages.isEmpty()
                && stages.getLast() instanceof Document last
                && (last.containsKey("$out") || last.containsKey("$merge"));
    }
}

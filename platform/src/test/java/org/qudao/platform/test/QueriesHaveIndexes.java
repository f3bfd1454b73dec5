package org.qudao.platform.test;

import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Watches every command that integration tests make a service send to its store, and fails the test class when one has no index: none
 * that begins with a field of its condition or, without a condition, of its order. Registered for all tests in {@code spring.factories}.
 */
public final class QueriesHaveIndexes extends AbstractTestExecutionListener implements ContextCustomizerFactory {

    /** A branch of the condition: the fields it names, or those of the order when it names none. */
    private record Query(String collection, Set<String> fields, String text) {}

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
        return new Watching();
    }

    @Override
    public void afterTestClass(TestContext test) {
        if (!test.hasApplicationContext()) {
            return;
        }
        Watch watch = test.getApplicationContext().getBeanProvider(Watch.class).getIfAvailable();
        MongoDatabase database = test.getApplicationContext()
                .getBeanProvider(MongoDatabase.class)
                .getIfAvailable();
        if (watch != null && database != null) {
            List<String> unserved = watch.unserved(database);
            if (!unserved.isEmpty()) {
                throw new AssertionError("Queries without an index:\n" + String.join("\n", unserved));
            }
        }
    }

    /** Equal to every other, so that contexts are still shared. */
    private record Watching() implements ContextCustomizer {
        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            ((BeanDefinitionRegistry) context.getBeanFactory())
                    .registerBeanDefinition("queriesHaveIndexes", new RootBeanDefinition(Watch.class, Watch::new));
        }
    }

    private static final class Watch implements CommandListener, MongoClientSettingsBuilderCustomizer {

        private final Map<Query, Boolean> seen = new ConcurrentHashMap<>();

        @Override
        public void customize(com.mongodb.MongoClientSettings.Builder settings) {
            settings.addCommandListener(this);
        }

        @Override
        public void commandStarted(CommandStartedEvent event) {
            BsonDocument command = event.getCommand();
            String name = event.getCommandName();
            BsonValue first = command.get(name);
            if (first == null || !first.isString()) {
                return;
            }
            String collection = first.asString().getValue();
            switch (name) {
                case "find" -> note(collection, document(command, "filter"), document(command, "sort"));
                case "findAndModify" -> note(collection, document(command, "query"), document(command, "sort"));
                case "update" -> noteAll(collection, command, "updates");
                case "delete" -> noteAll(collection, command, "deletes");
                case "count", "distinct" -> note(collection, document(command, "query"), new BsonDocument());
                case "aggregate" -> {
                    List<BsonValue> stages = command.getArray("pipeline");
                    BsonDocument match = stages.isEmpty()
                            ? new BsonDocument()
                            : document(stages.getFirst().asDocument(), "$match");
                    note(collection, match, new BsonDocument());
                }
                default -> {
                    // asks for nothing
                }
            }
        }

        private void noteAll(String collection, BsonDocument command, String list) {
            if (command.containsKey(list)) {
                command.getArray(list)
                        .forEach(one -> note(collection, document(one.asDocument(), "q"), new BsonDocument()));
            }
        }

        private void note(String collection, BsonDocument condition, BsonDocument sort) {
            List<Set<String>> branches = branches(condition);
            for (Set<String> fields : branches) {
                Set<String> asked = fields.isEmpty() && !sort.isEmpty() ? Set.of(sort.getFirstKey()) : fields;
                seen.put(new Query(collection, asked, fields + " sorted by " + sort.keySet()), true);
            }
        }

        /** The alternatives of a condition, each with the fields that all its documents must match. */
        private static List<Set<String>> branches(BsonDocument condition) {
            List<Set<String>> branches = new ArrayList<>(List.of(new TreeSet<>()));
            condition.forEach((field, value) -> {
                if (field.equals("$and")) {
                    value.asArray().forEach(part -> combine(branches, branches(part.asDocument())));
                } else if (field.equals("$or")) {
                    List<Set<String>> alternatives = new ArrayList<>();
                    value.asArray().forEach(part -> alternatives.addAll(branches(part.asDocument())));
                    combine(branches, alternatives);
                } else {
                    branches.forEach(fields -> fields.add(field));
                }
            });
            return branches;
        }

        private static void combine(List<Set<String>> branches, List<Set<String>> alternatives) {
            List<Set<String>> combined = new ArrayList<>();
            for (Set<String> branch : branches) {
                for (Set<String> alternative : alternatives) {
                    Set<String> both = new TreeSet<>(branch);
                    both.addAll(alternative);
                    combined.add(both);
                }
            }
            branches.clear();
            branches.addAll(combined);
        }

        List<String> unserved(MongoDatabase database) {
            List<String> unserved = new ArrayList<>();
            for (Query query : seen.keySet()) {
                Set<String> served = new HashSet<>(Set.of("_id"));
                for (Document index : database.getCollection(query.collection()).listIndexes()) {
                    served.add(
                            index.get("key", Document.class).keySet().iterator().next());
                }
                if (!query.fields().isEmpty() && query.fields().stream().noneMatch(served::contains)) {
                    unserved.add(query.collection() + " " + query.text());
                }
            }
            return unserved;
        }

        private static BsonDocument document(BsonDocument parent, String field) {
            return parent.containsKey(field) && parent.isDocument(field)
                    ? parent.getDocument(field)
                    : new BsonDocument();
        }
    }
}

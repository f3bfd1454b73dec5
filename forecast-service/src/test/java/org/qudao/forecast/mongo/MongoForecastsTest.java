package org.qudao.forecast.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qudao.forecast.model.Channel;
import org.qudao.platform.mongo.MongoConfiguration;
import org.qudao.platform.outbox.Aggregates;
import org.qudao.platform.outbox.AggregatesFactory;
import org.qudao.platform.security.Scope;
import org.qudao.platform.test.Infrastructure;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MongoForecastsTest {

    private static final String URI = Infrastructure.mongoUri("forecast_lists");

    private final List<BsonDocument> questions = new ArrayList<>();
    private final MongoClient client = MongoClients.create(MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(URI))
            .addCommandListener(new CommandListener() {
                @Override
                public void commandStarted(CommandStartedEvent event) {
                    if (event.getCommandName().equals("find")) {
                        questions.add(event.getCommand());
                    }
                }
            })
            .build());

    private final MongoCollection<Document> stored =
            client.getDatabase("forecast_lists").getCollection(MongoForecasts.COLLECTION);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aListWithoutRegionAndSkuIsReadFromAnIndexInItsOrder() {
        new ApplicationContextRunner()
                .withBean(MongoClient.class, () -> client)
                .withUserConfiguration(MongoConfiguration.class, StoreConfiguration.class)
                .withPropertyValues("spring.mongodb.uri=" + URI)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThatAnIndexCarries(null, null);
                    assertThatAnIndexCarries(null, "F-17");
                    assertThatAnIndexCarries(Channel.DIRECT, null);
                    assertThatAnIndexCarries(Channel.DIRECT, "F-17");
                });
    }

    private void assertThatAnIndexCarries(@Nullable Channel channel, @Nullable String after) {
        questions.clear();

        forecasts().list(Scope.everything(), Scope.everything(), channel, null, after, 10);

        BsonDocument question = questions.getLast();
        Set<String> equal = new HashSet<>();
        fields(question.getDocument("filter"), equal);
        equal.remove("_id");
        assertThat(question.getDocument("sort").keySet()).containsExactly("_id");
        assertThat(stored.listIndexes()
                        .map(index ->
                                List.copyOf(index.get("key", Document.class).keySet())))
                .as("%s", question.toJson())
                .anyMatch(keys -> keys.size() > equal.size()
                        && equal.equals(Set.copyOf(keys.subList(0, equal.size())))
                        && keys.get(equal.size()).equals("_id"));
    }

    private static void fields(BsonDocument filter, Set<String> into) {
        filter.forEach((field, value) -> {
            if (field.equals("$and")) {
                value.asArray().forEach(part -> fields(part.asDocument(), into));
            } else {
                assertThat(field.equals("_id") || !value.isDocument())
                        .as("%s is asked for as it lies in the index", field)
                        .isTrue();
                into.add(field);
            }
        });
    }

    private MongoForecasts forecasts() {
        Aggregates aggregates = mock(Aggregates.class);
        when(aggregates.documents()).thenReturn(stored);
        AggregatesFactory factory = mock(AggregatesFactory.class);
        when(factory.of(anyString(), anyString())).thenReturn(aggregates);
        return new MongoForecasts(factory);
    }
}

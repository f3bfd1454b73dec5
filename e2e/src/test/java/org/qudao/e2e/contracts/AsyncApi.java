package org.qudao.e2e.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** AsyncAPI 3.0 of all events, made from the contracts that the producers own and from what the consumers declare. */
final class AsyncApi {

    private static final JsonMapper JSON = new JsonMapper();

    /** A topic's contract as it lies in its producer's resources. */
    record Topic(String name, String service, List<String> types, JsonNode schema, Path directory) {

        static Topic read(Path directory) {
            String service = directory
                    .subpath(0, directory.getNameCount() - 5)
                    .getFileName()
                    .toString();
            try {
                return new Topic(
                        directory.getFileName().toString(),
                        service,
                        Files.readAllLines(directory.resolve("types.txt")).stream()
                                .filter(line -> !line.isBlank())
                                .toList(),
                        JSON.readTree(directory.resolve("snapshot.schema.json").toFile()),
                        directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<String> typeNames() {
            return types.stream().map(Topic::typeName).toList();
        }

        static String typeName(String line) {
            return line.split(":", 2)[0].strip();
        }

        JsonNode example(String type) {
            return JSON.readTree(directory.resolve(type + ".example.json").toFile());
        }
    }

    private AsyncApi() {}

    /** All topics below the repository's modules, by name. */
    static List<Topic> topics(Path repository) {
        try (Stream<Path> modules = Files.list(repository)) {
            return modules.map(module -> module.resolve("src/main/resources/contracts"))
                    .filter(Files::isDirectory)
                    .flatMap(AsyncApi::children)
                    .filter(Files::isDirectory)
                    .map(Topic::read)
                    .sorted(java.util.Comparator.comparing(Topic::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What only the instances of one service tell each other has no contract and is left out. */
    static String describe(List<Topic> topics, List<Reader> readers) {
        ObjectNode root = JSON.createObjectNode().put("asyncapi", "3.0.0");
        root.putObject("info")
                .put("title", "Qudao events")
                .put("version", "v1")
                .put(
                        "description",
                        "CloudEvents 1.0 in Kafka's binary content mode: attributes in headers ce_*, JSON data. The record key and"
                                + " ce_subject are the aggregate's id; ce_id is the same on every delivery; ce_aggregateversion orders the"
                                + " events of one aggregate. Every event carries the aggregate's state after the change. Delivery is at"
                                + " least once. What a consumer cannot handle goes to <topic>.dlt.")
                .putObject("license")
                .put("name", "Apache-2.0");
        root.put("defaultContentType", "application/json");
        ObjectNode channels = root.putObject("channels");
        ObjectNode operations = root.putObject("operations");
        ObjectNode components = root.putObject("components");
        ObjectNode messages = components.putObject("messages");
        ObjectNode schemas = components.putObject("schemas");
        for (Topic topic : topics) {
            ObjectNode channel = channels.putObject(topic.name())
                    .put("address", topic.name())
                    .put("description", "Published by " + topic.service() + ".");
            ObjectNode channelMessages = channel.putObject("messages");
            schemas.set(topic.name(), topic.schema());
            ObjectNode operation = operations
                    .putObject("publish." + topic.name())
                    .put("action", "send")
                    .put("summary", topic.service() + " publishes");
            operation.putObject("channel").put("$ref", "#/channels/" + topic.name());
            for (String line : topic.types()) {
                message(topic, line, channelMessages, messages);
            }
            readers.stream()
                    .filter(reader -> reader.topic().equals(topic.name()))
                    .forEach(reader -> receive(reader, operations));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void receive(Reader reader, ObjectNode operations) {
        String channel = "#/channels/" + reader.topic();
        ObjectNode operation = operations
                .putObject("receive." + reader.topic() + "." + reader.group())
                .put("action", "receive")
                .put("summary", reader.service() + " reads");
        operation.putObject("channel").put("$ref", channel);
        ArrayNode messages = operation.putArray("messages");
        reader.types().forEach(type -> messages.addObject().put("$ref", channel + "/messages/" + type));
        ObjectNode kafka = operation.putObject("bindings").putObject("kafka");
        kafka.putObject("groupId").put("type", "string").putArray("enum").add(reader.group());
        kafka.put("bindingVersion", "0.5.0");
    }

    private static void message(Topic topic, String line, ObjectNode channelMessages, ObjectNode messages) {
        String type = Topic.typeName(line);
        String summary = line.contains(":") ? line.split(":", 2)[1].strip() : "";
        channelMessages.putObject(type).put("$ref", "#/components/messages/" + type);
        ObjectNode message =
                messages.putObject(type).put("name", "org.qudao." + type).put("summary", summary);
        ObjectNode headers = message.putObject("headers").put("type", "object");
        ArrayNode required = headers.putArray("required");
        ObjectNode properties = headers.putObject("properties");
        for (String header : List.of("ce_id", "ce_source", "ce_subject", "ce_time", "ce_aggregateversion")) {
            required.add(header);
            properties.putObject(header).put("type", "string");
        }
        properties.putObject("ce_specversion").put("const", "1.0");
        properties.putObject("ce_type").put("const", "org.qudao." + type);
        message.putObject("payload").put("$ref", "#/components/schemas/" + topic.name());
        message.putArray("examples").addObject().set("payload", topic.example(type));
    }

    private static Stream<Path> children(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.qudao.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.qudao.order.model.Act;
import org.qudao.order.model.Allocation;
import org.qudao.order.model.Channel;
import org.qudao.order.model.CreditDecision;
import org.qudao.order.model.Inspection;
import org.qudao.order.model.Order;
import org.qudao.order.model.OrderDates;
import org.qudao.order.model.OrderIds;
import org.qudao.order.model.OrderLine;
import org.qudao.order.model.OrderSnapshot;
import org.qudao.order.model.OrderStatus;
import org.qudao.order.model.Parties;
import org.qudao.order.model.Product;
import org.qudao.order.model.Return;
import org.qudao.order.model.ReturnLine;
import org.qudao.order.model.ReturnSnapshot;
import org.qudao.order.model.ReturnStatus;
import org.qudao.order.model.ReturnStep;
import org.qudao.order.model.Source;
import org.qudao.order.model.Step;
import org.qudao.order.model.Submission;
import org.qudao.platform.events.EventCodec;

/** What we publish fits our contracts, word for word. */
class ContractsTest {

    private static final Path CONTRACTS = Path.of("src/main/resources/contracts");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final EventCodec codec = new EventCodec();

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(CONTRACTS)) {
            return files.filter(file -> file.toString().endsWith(".example.json")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleFitsItsSchema(Path example) throws IOException {
        assertThat(problems(example.getParent().getFileName().toString(), Files.readString(example)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = OrderStatus.class, names = "SUBMITTED", mode = EnumSource.Mode.EXCLUDE)
    void everyEventOfAnOrderFitsTheSchemaAndHasAnExample(OrderStatus status) {
        assertThat(problems("order.order", codec.encode(OrderSnapshot.of(order(status)))))
                .isEmpty();
        assertThat(CONTRACTS.resolve("order.order/" + status.eventType() + ".example.json"))
                .exists();
    }

    @ParameterizedTest
    @EnumSource(value = ReturnStatus.class, names = "SUBMITTED", mode = EnumSource.Mode.EXCLUDE)
    void everyEventOfAReturnFitsTheSchemaAndHasAnExample(ReturnStatus status) {
        assertThat(problems("order.return", codec.encode(ReturnSnapshot.of(goods(status)))))
                .isEmpty();
        assertThat(CONTRACTS.resolve("order.return/" + status.eventType() + ".example.json"))
                .exists();
    }

    @Test
    void theProductEventFitsTheSchema() {
        assertThat(problems("order.product", codec.encode(product()))).isEmpty();
        assertThat(problems(
                        "order.product",
                        codec.encode(new Product(
                                "S",
                                "n",
                                "UNASSIGNED",
                                "UNASSIGNED",
                                null,
                                null,
                                null,
                                "USD",
                                Product.Status.DISCONTINUED))))
                .isEmpty();
    }

    @Test
    void anEventThatLacksAFieldDoesNotFit() {
        String json = codec.encode(OrderSnapshot.of(order(OrderStatus.APPROVED)));

        assertThat(problems("order.order", json.replace("\"nodeId\"", "\"node\"")))
                .isNotEmpty();
        assertThat(problems("order.order", json.replace("APPROVED", "LOST"))).isNotEmpty();
    }

    @Test
    void typesTxtListsExactlyTheTypesThatWePublish() throws IOException {
        Set<String> published = new TreeSet<>(Set.of(OrderSnapshot.RECORDED));
        for (OrderStatus status : OrderStatus.values()) {
            if (status != OrderStatus.SUBMITTED) {
                published.add(status.eventType());
            }
        }
        assertThat(types("order.order")).isEqualTo(published);
        Set<String> ofReturns = new TreeSet<>();
        for (ReturnStatus status : ReturnStatus.values()) {
            if (status != ReturnStatus.SUBMITTED) {
                ofReturns.add(status.eventType());
            }
        }
        assertThat(types("order.return")).isEqualTo(ofReturns);
        assertThat(types("order.product")).containsExactly("ProductChanged");
    }

    private static Set<String> types(String topic) throws IOException {
        Set<String> types = new TreeSet<>();
        for (String line : Files.readAllLines(CONTRACTS.resolve(topic).resolve("types.txt"))) {
            assertThat(line).matches("[A-Z][A-Za-z]+: .{10,}");
            types.add(line.substring(0, line.indexOf(':')));
        }
        return types;
    }

    private static List<String> problems(String topic, String json) {
        try {
            Schema schema = SCHEMAS.getSchema(
                    Files.readString(CONTRACTS.resolve(topic).resolve("snapshot.schema.json")), InputFormat.JSON);
            List<String> problems = new ArrayList<>();
            schema.validate(json, InputFormat.JSON).forEach(error -> problems.add(error.toString()));
            return problems;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Product product() {
        return new Product(
                "BK-1",
                "Bike",
                "Road",
                "Bikes",
                new BigDecimal("1E+3"),
                new BigDecimal("600.125"),
                BigDecimal.ONE,
                "USD",
                Product.Status.ACTIVE);
    }

    /** A live order that went as far as the status. */
    static Order order(OrderStatus status) {
        Act act = new Act(Instant.EPOCH, "test", "because");
        LocalDate day = LocalDate.parse("2026-01-15");
        String id = OrderIds.submitted("D1", "key");
        Order submitted = Order.submitted(
                id,
                OrderIds.number(id, day, false),
                new Parties("D1", Channel.DISTRIBUTION, null, null),
                OrderDates.ordered(day, day.plusDays(9)),
                "USD",
                List.of(OrderLine.ordered(1, product(), 3, new BigDecimal("600.125"))),
                new Submission("hash", Instant.EPOCH, "dealer"));
        Order approved = taken(submitted.decide(CreditDecision.APPROVED, act));
        Order held = taken(submitted.decide(CreditDecision.held(org.qudao.order.model.Receipt.of("R", "remedy")), act));
        Order partly = taken(approved.allocate(
                new Allocation(
                        1,
                        Allocation.Outcome.PARTIAL,
                        List.of(new Allocation.Line(1, 2, List.of(new Source("W1", 2))))),
                act));
        Order confirmed = taken(approved.allocate(
                new Allocation(
                        1, Allocation.Outcome.FULL, List.of(new Allocation.Line(1, 3, List.of(new Source("W1", 3))))),
                act));
        Order backOrdered = taken(approved.allocate(new Allocation(1, Allocation.Outcome.WAITING, List.of()), act));
        Order shipped = taken(partly.ship(true, day.plusDays(1), act));
        Order delivered = taken(shipped.deliver(day.plusDays(2), act));
        Order invoiced = taken(delivered.invoice(act));
        return switch (status) {
            case SUBMITTED -> submitted;
            case HELD -> held;
            case APPROVED -> approved;
            case CONFIRMED -> confirmed;
            case PARTLY_SOURCED -> partly;
            case BACK_ORDERED -> backOrdered;
            case SHIPPED -> shipped;
            case DELIVERED -> delivered;
            case INVOICED -> invoiced;
            case PAID -> taken(invoiced.pay(act));
            case CANCELLED -> taken(confirmed.cancel(act));
            case REFUSED -> taken(held.refuse(act));
        };
    }

    /** A return that went as far as the status. */
    static Return goods(ReturnStatus status) {
        Act act = new Act(Instant.EPOCH, "test", "because");
        LocalDate day = LocalDate.parse("2026-01-30");
        Order order = order(OrderStatus.DELIVERED);
        Return submitted = Return.submitted(
                OrderIds.returned("D1", "key"),
                order,
                List.of(ReturnLine.requested(order.lines().getFirst(), 1)),
                "unsold",
                day,
                new Submission("hash", Instant.EPOCH, "dealer"));
        Return requested = taken(submitted.decide(null, act));
        Return approved = taken(requested.approve(act));
        Inspection inspection = new Inspection("W1", Map.of("BK-1", new Inspection.Pieces(0, 1)));
        Return received = taken(approved.receive(inspection, day, act));
        return switch (status) {
            case SUBMITTED -> submitted;
            case REQUESTED -> requested;
            case APPROVED -> approved;
            case RECEIVED -> received;
            case CREDITED -> taken(received.credit(day, act));
            case REJECTED -> taken(requested.reject(act));
            case WITHDRAWN -> taken(requested.withdraw(act));
        };
    }

    static Return taken(ReturnStep step) {
        return ((ReturnStep.Taken) step).next();
    }

    static Order taken(Step step) {
        return ((Step.Taken) step).order();
    }
}

package org.qudao.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.qudao.gateway.routing.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MergedOpenApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static JsonNode document(String path, String operation, String schemas) {
        return JSON.readTree("{'openapi':'3.1.0','paths':{'%s':%s},'components':{'schemas':%s}}"
                .formatted(path, operation, schemas)
                .replace('\'', '"'));
    }

    private static JsonNode merged(JsonNode dealer, JsonNode order) {
        MergedOpenApi merged = new MergedOpenApi("v1");
        merged.add(Service.DEALER, dealer);
        merged.add(Service.ORDER, order);
        return merged.document();
    }

    @Test
    void sharesComponentsThatAreTheSame() {
        String problem = "{'Problem':{'type':'object'}}";
        JsonNode document = merged(
                document("/api/v1/nodes", "{'get':{'operationId':'nodes'}}", problem),
                document("/api/v1/orders", "{'get':{'operationId':'orders'}}", problem));

        assertThat(document.at("/components/schemas").propertyNames()).containsExactly("Problem");
    }

    @Test
    void renamesAComponentOfAnotherContentAndAllThatReferToIt() {
        String shared = "'Page':{'items':{'$ref':'#/components/schemas/Line'}}";
        JsonNode document = merged(
                document(
                        "/api/v1/nodes",
                        "{'get':{'operationId':'nodes'}}",
                        "{" + shared + ",'Line':{'type':'string'}}"),
                document(
                        "/api/v1/orders",
                        "{'get':{'operationId':'orders','x':{'$ref':'#/components/schemas/Page'}}}",
                        "{" + shared + ",'Line':{'type':'integer'}}"));

        JsonNode schemas = document.at("/components/schemas");
        assertThat(schemas.propertyNames()).containsExactlyInAnyOrder("Page", "Line", "OrderPage", "OrderLine");
        assertThat(schemas.at("/Page/items/$ref").asString()).isEqualTo("#/components/schemas/Line");
        assertThat(schemas.at("/OrderPage/items/$ref").asString()).isEqualTo("#/components/schemas/OrderLine");
        assertThat(schemas.at("/OrderLine/type").asString()).isEqualTo("integer");
        assertThat(document.at("/paths/~1api~1v1~1orders/get/x/$ref").asString())
                .isEqualTo("#/components/schemas/OrderPage");
    }

    @Test
    void operationIdsAreUnique() {
        JsonNode document = merged(
                document("/api/v1/nodes", "{'get':{'operationId':'list'}}", "{}"),
                document("/api/v1/orders", "{'get':{'operationId':'list'},'post':{'operationId':'orderList'}}", "{}"));

        assertThat(document.at("/paths/~1api~1v1~1nodes/get/operationId").asString())
                .isEqualTo("list");
        assertThat(document.at("/paths/~1api~1v1~1orders/get/operationId").asString())
                .isEqualTo("orderList");
        assertThat(document.at("/paths/~1api~1v1~1orders/post/operationId").asString())
                .isEqualTo("orderOrderList");
    }

    @Test
    void leavesOutWhatTheGatewayDoesNotRouteToTheService() {
        JsonNode document = merged(
                document("/internal/secrets", "{'get':{'operationId':'a'}}", "{}"),
                document("/api/v1/nodes", "{'get':{'operationId':'b'}}", "{}"));

        assertThat(document.at("/paths").isEmpty()).isTrue();
    }

    @Test
    void importsAppearOnceWithAllTheirKinds() {
        String operation = "{'post':{'operationId':'start','parameters':[{'name':'kind','in':'path'}]}}";
        JsonNode document = merged(
                document("/api/v1/imports/{kind}", operation, "{}"),
                document("/api/v1/imports/{kind}", operation, "{}"));

        JsonNode kinds = document.at("/paths/~1api~1v1~1imports~1{kind}/post/parameters/0/schema/enum");
        assertThat(kinds.toString()).contains("\"nodes\"", "\"orders\"", "\"places\"");
    }
}

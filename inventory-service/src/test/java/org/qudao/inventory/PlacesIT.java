package org.qudao.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.qudao.inventory.stock.Places;
import org.qudao.platform.test.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class PlacesIT extends OneItemInAWarehouse {

    @Autowired
    private Places places;

    /** PRODUCTION is where goods come from: a dealer of this name has a book of another one. */
    @Test
    void noNodesPlaceIsNamedLikeTheWorldOutside() {
        assertThat(places.ofNode("PRODUCTION").id()).isEqualTo("node.PRODUCTION");
        assertThat(places.ofNode("PRODUCTION").nodeId()).isEqualTo("PRODUCTION");
    }

    @Test
    void placesAreImportedAndKeepTheirKind() {
        String place = id("W");
        String header = "place_id,name,kind,node_id,region_id,sourcing,priority\n";

        assertThat(csv("places", header + place + ",One,WAREHOUSE,,,true,3\n")
                        .json()
                        .get("inserted")
                        .asInt())
                .isEqualTo(1);
        assertThat(csv("places", header + place + ",Two,WAREHOUSE,,,true,3\n")
                        .json()
                        .get("updated")
                        .asInt())
                .isEqualTo(1);
        JsonNode refused = csv(
                        "places",
                        header + place + ",Two,NODE," + place + ",,false,3\n" + DEALER
                                + ",Mine,WAREHOUSE,,,true,1\nPRODUCTION,Mine,WAREHOUSE,,,true,1\n")
                .json();

        assertThat(refused.get("rejected").asInt()).isEqualTo(3);
        assertThat(rejects("places", refused).text()).contains("kind-is-fixed", "id-of-node", "reserved-id");
    }

    @Test
    void aWarehouseServesARegionThatExists() {
        JsonNode refused = csv(
                        "places",
                        "place_id,name,kind,region_id\n%s,One,WAREHOUSE,NOWHERE\n%s,Two,WAREHOUSE,%s\n%s,Three,WAREHOUSE,%s\n"
                                .formatted(id("W"), id("W"), DEALER, id("W"), REGION))
                .is(200)
                .json();

        assertThat(refused.get("inserted").asInt()).isEqualTo(1);
        assertThat(rejects("places", refused).text())
                .contains("2,region_id,unknown-region,", "3,region_id,unknown-region,");
        assertThat(put(
                                Tokens.hq(),
                                "/api/v1/places/" + id("W"),
                                """
                                {"name":"One","kind":"WAREHOUSE","regionId":"NOWHERE","sourcing":true,"priority":1}""")
                        .is(422)
                        .text())
                .contains("unknown-region", "no region NOWHERE here (yet)");
    }
}

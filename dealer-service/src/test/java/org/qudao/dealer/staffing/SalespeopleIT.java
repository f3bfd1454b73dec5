package org.qudao.dealer.staffing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qudao.dealer.RunningService;
import org.qudao.platform.test.Tokens;

class SalespeopleIT extends RunningService {

    @Test
    void aSalespersonWorksRegionsOverTime() {
        createNode("sp-r1", "REGION", "HQ", "");
        createNode("sp-r2", "REGION", "HQ", "");
        createNode("sp-d", "DEALER", "sp-r1", "");
        assertThat(post(Tokens.hq(), "/salespeople", "{\"id\":\"sp-1\",\"name\":\"Linda\",\"title\":\"Rep\"}")
                        .status())
                .isEqualTo(201);
        assertThat(assign("sp-1", "sp-r1", "2026-01-01", "null").status()).isEqualTo(200);
        assertThat(assign("sp-1", "sp-r1", "2026-03-01", "null").problem()).isEqualTo("assignment-overlap");
        assertThat(assign("sp-1", "sp-r1", "2026-01-01", "\"2026-02-28\"").status())
                .as("ends the first")
                .isEqualTo(200);
        Answer later = assign("sp-1", "sp-r2", "2026-03-01", "null");
        assertThat(later.at("/assignments").size()).isEqualTo(2);
        assertThat(assign("sp-1", "sp-d", "2026-03-01", "null").problem()).isEqualTo("not-a-region");
        assertThat(assign("sp-1", "sp-no", "2026-03-01", "null").status()).isEqualTo(400);
        assertThat(assign("sp-no", "sp-r1", "2026-03-01", "null").status()).isEqualTo(404);
        assertThat(assign("sp-1", "sp-r1", "2026-03-01", "\"2026-02-01\"").status())
                .isEqualTo(400);

        assertThat(get(Tokens.regionalManager("sp-r1"), "/salespeople/sp-1").status())
                .isEqualTo(200);
        assertThat(get(Tokens.regionalManager("sp-r1"), "/salespeople")
                        .at("/items")
                        .size())
                .isEqualTo(1);
        for (String path : List.of("/salespeople/sp-1", "/salespeople")) {
            assertThat(get(Tokens.regionalManager("sp-r1"), path).text())
                    .as("where else somebody works")
                    .contains("sp-r1", "2026-02-28")
                    .doesNotContain("sp-r2", "2026-03-01");
        }
        assertThat(get(Tokens.hq(), "/salespeople/sp-1").at("/assignments").size())
                .isEqualTo(2);
        assertThat(get(Tokens.regionalManager("sp-d"), "/salespeople/sp-1").status())
                .isEqualTo(404);
        assertThat(get(Tokens.dealer("sp-d"), "/salespeople").status()).isEqualTo(403);
        assertThat(post(Tokens.regionalManager("sp-r1"), "/salespeople", "{\"id\":\"x\",\"name\":\"x\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void importsPeopleAndTheirRegions() {
        createNode("si-r", "REGION", "HQ", "");
        String people = "salesperson_id,name,title,manager_id\nsi-1,Ann,Rep,si-2\nsi-2,Bob,Boss,\n,No id,,\n";
        Answer first = importCsv("salespeople", people);
        assertThat(first.at("/inserted").asInt()).as(first.text()).isEqualTo(2);
        assertThat(first.at("/rejected").asInt()).isEqualTo(1);
        assertThat(importCsv("salespeople", people).at("/unchanged").asInt()).isEqualTo(2);
        String regions = "salesperson_id,region_id,from,to\nsi-1,si-r,2026-01-01,\nsi-1,si-r,2026-02-01,\n"
                + "si-9,si-r,2026-01-01,\nsi-1,si-no,2026-01-01,\n";
        Answer assigned = importCsv("salesperson-territories", regions);
        assertThat(assigned.at("/inserted").asInt()).as(assigned.text()).isEqualTo(1);
        assertThat(rejects("salesperson-territories", assigned))
                .contains("assignment-overlap", "unknown-salesperson", "si-no");
        assertThat(importCsv("salesperson-territories", regions)
                        .at("/unchanged")
                        .asInt())
                .isEqualTo(1);
        assertThat(importCsv("salespeople", people).at("/unchanged").asInt())
                .as("assignments are no part of the description")
                .isEqualTo(2);
    }

    private Answer assign(String person, String region, String from, String to) {
        return post(
                Tokens.hq(),
                "/salespeople/" + person + "/assignments",
                "{\"regionId\":\"%s\",\"from\":\"%s\",\"to\":%s}".formatted(region, from, to));
    }
}

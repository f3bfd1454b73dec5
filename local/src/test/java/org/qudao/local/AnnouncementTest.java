package org.qudao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qudao.local.issuer.Persona;
import org.qudao.local.issuer.Secrets;
import org.qudao.local.sample.Personas;

class AnnouncementTest {

    @TempDir
    Path directory;

    @Test
    void hasATokenAndACommandForEachRoleOfTheSample() {
        String withOutlet = text(new LoadedSample("adventureworks", new Personas("T04", "D1", "WEB-T04"), true));
        assertThat(tokensSet(withOutlet)).containsExactlyInAnyOrder("HQ", "SERVICE", "MANAGER", "DEALER", "OUTLET");
        assertThat(tokensUsed(withOutlet)).containsExactlyInAnyOrder("HQ", "SERVICE", "MANAGER", "DEALER", "OUTLET");

        String withoutOutlet = text(new LoadedSample("steelwheels", new Personas("NA", "SW124", null), true));
        assertThat(tokensSet(withoutOutlet)).containsExactlyInAnyOrder("HQ", "SERVICE", "MANAGER", "DEALER");
        assertThat(tokensUsed(withoutOutlet)).containsExactlyInAnyOrder("HQ", "SERVICE", "MANAGER", "DEALER");

        assertThat(tokensSet(text(null))).containsExactlyInAnyOrder("HQ", "SERVICE");
        assertThat(tokensUsed(text(null))).containsExactlyInAnyOrder("HQ", "SERVICE");
    }

    @Test
    void asksTheIssuerForEachTokenWithTheSecretOfItsPersona() {
        Secrets secrets = secrets();
        assertThat(text(new LoadedSample("steelwheels", new Personas("NA", "SW124", null), true)))
                .contains("MANAGER=$(curl -s -u regional-manager:" + secrets.of("regional-manager")
                        + " -d grant_type=client_credentials http://localhost:2/oauth2/token |");
    }

    @Test
    void namesTheApiAndItsDocumentation() {
        assertThat(text(null).lines())
                .contains("API=http://localhost:1/api/v1", "API documentation  http://localhost:1/docs");
    }

    @Test
    void hasATokenAndACommandForEachOfOnesOwn() {
        String text = text(null, Persona.parse("north-1:DEALER:D103"), Persona.parse("chief:REGIONAL_MANAGER:EU"));

        assertThat(tokensSet(text)).containsExactly("HQ", "SERVICE", "NORTH_1_TOKEN", "CHIEF_TOKEN");
        assertThat(tokensUsed(text)).contains("NORTH_1_TOKEN", "CHIEF_TOKEN");
        assertThat(text)
                .contains("NORTH_1_TOKEN=$(curl -s -u north-1:" + secrets().of("north-1") + " ")
                .contains("# north-1, DEALER of D103: the network")
                .doesNotContain("--persona");
        assertThat(text(null)).contains("--persona NAME:ROLE:NODE");
    }

    private String text(@Nullable LoadedSample sample, Persona... own) {
        return new Announcement("http://localhost:1", "http://localhost:2", secrets())
                .text(sample, List.of(own), "data");
    }

    private Secrets secrets() {
        return Secrets.loadOrMake(
                directory, List.of("hq", "service", "regional-manager", "dealer", "outlet", "north-1", "chief"));
    }

    private static List<String> tokensSet(String text) {
        return found("(?m)^(\\w+)=\\$\\(curl", text);
    }

    private static List<String> tokensUsed(String text) {
        return found("Bearer \\$(\\w+)", text);
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}

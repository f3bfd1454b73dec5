package org.qudao.e2e.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.qudao.local.training.TrainingMain;
import org.yaml.snakeyaml.Yaml;

class DeploymentTest {

    private static final Map<String, Settings> SETTINGS =
            Settings.SERVICES.stream().collect(Collectors.toMap(Function.identity(), Settings::of));
    private static final String VERSION =
            Repository.find(Repository.read("pom.xml"), "<artifactId>qudao</artifactId>\\s*<version>([^<]+)<");
    private static final String INFRASTRUCTURE = "k8s/overlays/dev/infrastructure.yaml";

    private static Compose compose() {
        return Compose.parse(Repository.read("docker-compose.yml"));
    }

    private static Manifests base() {
        Map<String, Object> kustomization = new Yaml().load(Repository.read("k8s/base/kustomization.yaml"));
        @SuppressWarnings("unchecked")
        List<String> resources = (List<String>) kustomization.get("resources");
        return Manifests.parse(resources.stream()
                .map(file -> Repository.read("k8s/base/" + file))
                .collect(Collectors.joining("\n---\n")));
    }

    private static List<String> drift(Function<String, Deployed> deployment) {
        return Settings.SERVICES.stream()
                .flatMap(service -> deployment.apply(service).driftFrom(SETTINGS.get(service), SETTINGS).stream())
                .toList();
    }

    // Compose

    @Test
    void composeGivesTheServicesWhatTheyRead() {
        Compose compose = compose();

        assertThat(drift(compose::deployed)).isEmpty();
        assertThat(compose.services().keySet().stream()
                        .filter(name -> !compose.buildArguments(name).isEmpty()))
                .containsExactlyInAnyOrderElementsOf(Settings.SERVICES);
    }

    @Test
    void composeBuildsEachImageOfItsModuleAndPublishesItsOwnPorts() {
        Compose compose = compose();
        for (String service : Settings.SERVICES) {
            Settings settings = SETTINGS.get(service);
            assertThat(compose.buildArguments(service))
                    .isEqualTo(
                            Map.of("MODULE", service, "MANAGEMENT_PORT", Integer.toString(settings.managementPort())));
            assertThat(compose.services().get(service).get("image"))
                    .isEqualTo("qudao/" + service + ":${QUDAO_VERSION:-" + VERSION + "}");
            for (String port : compose.strings(service, "ports")) {
                assertThat(port)
                        .matches("127\\.0\\.0\\.1:(" + settings.port() + ":" + settings.port() + "|"
                                + settings.managementPort() + ":" + settings.managementPort() + ")");
            }
            assertThat(compose.services().get(service)).containsEntry("read_only", true);
        }
        assertThat(compose.strings("gateway", "ports")).contains("127.0.0.1:8080:8080");
    }

    @Test
    void composeStartsThingsInAnOrderInWhichTheyCanWork() {
        Compose compose = compose();
        for (String service : Settings.SERVICES) {
            Map<String, Object> dependencies =
                    Compose.map(compose.services().get(service).get("depends_on"));
            assertThat(dependencies.values()).allMatch(Map.of("condition", "service_healthy")::equals);
            assertThat(dependencies.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            service.equals("gateway")
                                    ? Settings.SERVICES.subList(1, 5)
                                    : List.of("kafka", "mongo", "keycloak"));
        }
        for (String infrastructure : List.of("kafka", "mongo", "keycloak")) {
            assertThat(compose.services().get(infrastructure)).containsKey("healthcheck");
        }
    }

    @Test
    void composeAddressesItsOwnInfrastructure() {
        Compose compose = compose();
        String kafka = compose.environment("kafka").get("KAFKA_ADVERTISED_LISTENERS");
        URI issuer = URI.create(compose.environment("keycloak").get("KC_HOSTNAME"));
        for (String service : Settings.SERVICES) {
            Map<String, String> environment = compose.environment(service);
            assertThat(environment.get("QUDAO_ISSUER_URI")).isEqualTo(issuer + "/realms/" + realm().get("realm"));
            if (!service.equals("gateway")) {
                assertThat(kafka).contains("INSIDE://" + environment.get("QUDAO_KAFKA_BOOTSTRAP"));
                assertThat(environment.get("QUDAO_MONGODB_URI"))
                        .isEqualTo("mongodb://mongo:27017/" + database(service) + "?replicaSet=rs0");
            }
        }
        assertThat(issuer.getHost()).isEqualTo("keycloak");
        assertThat(compose.environment("keycloak")).containsEntry("KC_HTTP_PORT", Integer.toString(issuer.getPort()));
    }

    @Test
    void theBrokerHasTheVersionThatTheTestsRun() {
        String version = Repository.find(Repository.read("pom.xml"), "<kafka.version>([^<]+)<");

        assertThat(compose().services().get("kafka")).containsEntry("image", "apache/kafka:" + version);
    }

    @Test
    void everyNamedVolumeIsDeclaredAndUsed() {
        Compose compose = compose();
        TreeSet<String> used = new TreeSet<>();
        for (String service : compose.services().keySet()) {
            for (String volume : compose.strings(service, "volumes")) {
                String source = volume.substring(0, volume.indexOf(':'));
                if (source.startsWith("./")) {
                    assertThat(Repository.path(source)).exists();
                } else {
                    used.add(source);
                }
            }
        }
        assertThat(used).isEqualTo(compose.volumes());
    }

    // Kubernetes

    @Test
    void kubernetesGivesTheServicesWhatTheyRead() {
        Manifests base = base();

        assertThat(drift(base::deployed)).isEmpty();
        assertThat(base.all(Deployment.class).keySet()).containsExactlyInAnyOrderElementsOf(Settings.SERVICES);
        assertThat(base.all(Service.class).keySet()).containsExactlyInAnyOrderElementsOf(Settings.SERVICES);
    }

    @Test
    void selectorsLeadToThePods() {
        Manifests base = base();
        for (String service : Settings.SERVICES) {
            var deployment = base.all(Deployment.class).get(service).getSpec();
            Map<String, String> labels = deployment.getTemplate().getMetadata().getLabels();
            assertThat(labels).containsAllEntriesOf(deployment.getSelector().getMatchLabels());
            assertThat(labels)
                    .containsAllEntriesOf(
                            base.all(Service.class).get(service).getSpec().getSelector());
            assertThat(deployment.getSelector().getMatchLabels()).containsEntry("app.kubernetes.io/name", service);
        }
    }

    @Test
    void probesAskTheManagementPortForWhatItAnswers() {
        Manifests base = base();
        for (String service : Settings.SERVICES) {
            Container container = base.container(service);
            assertProbe(container.getStartupProbe(), "liveness");
            assertProbe(container.getLivenessProbe(), "liveness");
            assertProbe(container.getReadinessProbe(), "readiness");
            assertThat(container.getPorts())
                    .anyMatch(port -> port.getName().equals("management")
                            && port.getContainerPort() == SETTINGS.get(service).managementPort());
        }
        for (String file :
                List.of("gateway/src/main/resources/gateway.yml", "platform/src/main/resources/qudao-platform.yml")) {
            Map<String, Object> yml = new Yaml().load(Repository.read(file));
            assertThat(at(yml, "management", "endpoint", "health", "probes", "enabled"))
                    .isEqualTo(true);
        }
    }

    private static void assertProbe(Probe probe, String group) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo("/actuator/health/" + group);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
    }

    @Test
    void podsRunWithoutPrivileges() {
        Manifests base = base();
        for (String service : Settings.SERVICES) {
            var pod = base.all(Deployment.class)
                    .get(service)
                    .getSpec()
                    .getTemplate()
                    .getSpec();
            var security = base.container(service).getSecurityContext();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(security.getAllowPrivilegeEscalation()).isFalse();
            assertThat(security.getReadOnlyRootFilesystem()).isTrue();
            assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(Repository.read("Dockerfile"))
                    .contains("USER " + pod.getSecurityContext().getRunAsUser() + ":");
        }
    }

    @Test
    void theDevOverlayRendersIntoACompleteInstallation() throws Exception {
        Manifests dev = Manifests.parse(rendered("k8s/overlays/dev"));

        assertThat(drift(dev::deployed)).isEmpty();
        assertThat(dev.all(Deployment.class).keySet()).contains("kafka", "mongo", "keycloak");
        Map<String, Secret> secrets = dev.all(Secret.class);
        for (String service : Settings.SERVICES) {
            assertThat(dev.container(service).getImage()).isEqualTo("qudao/" + service + ":" + VERSION);
            String reference = dev.deployed(service).environment().get("QUDAO_MONGODB_URI");
            if (reference != null) {
                String[] secretAndKey = reference.split("/");
                String uri = new String(
                        Base64.getMimeDecoder()
                                .decode(secrets.get(secretAndKey[0]).getData().get(secretAndKey[1])),
                        java.nio.charset.StandardCharsets.UTF_8);
                assertThat(uri).isEqualTo("mongodb://mongo:27017/" + database(service) + "?replicaSet=rs0");
            }
        }
    }

    @Test
    void theDevOverlayRunsTheInfrastructureOfCompose() {
        assertThat(infrastructure(Repository.read(INFRASTRUCTURE)))
                .isEqualTo(Stream.of("kafka", "mongo", "keycloak")
                        .collect(Collectors.toMap(
                                Function.identity(),
                                name -> compose().services().get(name).get("image"))));
    }

    private static Map<String, String> infrastructure(String yaml) {
        Manifests infrastructure = Manifests.parse(yaml);
        assertThat(infrastructure.all(Service.class).keySet())
                .isEqualTo(infrastructure.all(Deployment.class).keySet());
        return infrastructure.all(Deployment.class).keySet().stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        name -> infrastructure.container(name).getImage()));
    }

    private static String rendered(String overlay) throws IOException, InterruptedException {
        Process kubectl;
        try {
            kubectl = new ProcessBuilder(
                            "kubectl", "kustomize", Repository.path(overlay).toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            assumeThat(false).as("kubectl is installed").isTrue();
            throw e;
        }
        String yaml = new String(kubectl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(kubectl.exitValue()).isZero();
        return yaml;
    }

    // Image, realm, monitoring

    @Test
    void theImageIsHealthyWhenItsServiceIsReady() {
        String check = Repository.find(Repository.read("Dockerfile"), "(?s)HEALTHCHECK .*?CMD (\\[.*?])\\n");

        for (String service : Settings.SERVICES) {
            assertThat(check)
                    .contains("/dev/tcp/127.0.0.1/$QUDAO_MANAGEMENT_PORT ")
                    .contains("'GET "
                            + base().container(service)
                                    .getReadinessProbe()
                                    .getHttpGet()
                                    .getPath() + " HTTP/1.0")
                    .contains("grep -q ' 200'");
            assertThat(compose().services().get(service)).doesNotContainKey("healthcheck");
        }
    }

    @Test
    void theDockerfileBuildsAllServicesAndWhatTrainsThem() {
        String modules = Repository.find(Repository.read("Dockerfile"), "-pl ([a-z,-]+)");

        assertThat(modules.split(","))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Settings.SERVICES.stream(), Stream.of("local"))
                        .toList());
        for (String service : Settings.SERVICES) {
            assertThat(Repository.read(service + "/pom.xml")).contains("<classifier>exec</classifier>");
        }
    }

    @Test
    void theImageStartsWithWhatItsTrainingLeft() {
        String dockerfile = Repository.read("Dockerfile");
        String start = Repository.find(dockerfile, "ENTRYPOINT (\\[.*?])\\n");

        assertThat(dockerfile).contains(TrainingMain.class.getName());
        assertThat(start).contains("\"-XX:AOTCache=/app/app.aot\", \"-jar\", \"/app/app.jar\"");
        assertThat(Repository.read("local/pom.xml")).contains("<id>image</id>");
        // The heap's size apart, a cache serves the options of its training only.
        assertThat(Pattern.compile("--jvm-option=(\\S+)")
                        .matcher(dockerfile)
                        .results()
                        .map(option -> option.group(1))
                        .filter(option -> !option.startsWith("-Xmx")))
                .isNotEmpty()
                .allMatch(option -> start.contains('"' + option + '"'));
    }

    @Test
    void theRealmGivesTokensThatTheServicesAccept() {
        Map<String, Object> scope = Compose.map(list(realm(), "clientScopes").getFirst());
        Map<String, Map<String, Object>> mappers = list(scope, "protocolMappers").stream()
                .map(Compose::map)
                .collect(Collectors.toMap(
                        mapper -> (String) mapper.get("name"), mapper -> Compose.map(mapper.get("config"))));
        List<String> roles = list(Compose.map(realm().get("roles")), "realm").stream()
                .map(role -> (String) Compose.map(role).get("name"))
                .toList();

        assertThat(roles).containsExactlyInAnyOrder("HQ", "REGIONAL_MANAGER", "DEALER", "OUTLET", "SERVICE", "METRICS");
        assertThat(mappers.get("audience"))
                .containsEntry(
                        "included.custom.audience",
                        compose().environment("gateway").get("QUDAO_AUDIENCE"));
        assertThat(mappers.get("roles")).containsEntry("claim.name", "roles").containsEntry("multivalued", "true");
        assertThat(mappers.get("node")).containsEntry("claim.name", "node").containsEntry("user.attribute", "node");
        for (Object client : list(realm(), "clients")) {
            assertThat(list(Compose.map(client), "defaultClientScopes")).containsExactly(scope.get("name"));
        }
    }

    @Test
    void prometheusScrapesEveryServiceAsAClientOfTheRealm() {
        Map<String, Object> prometheus = new Yaml().load(Repository.read("deploy/prometheus/prometheus.yml"));
        Map<String, Object> job = Compose.map(list(prometheus, "scrape_configs").getFirst());
        Map<String, Object> targets = Compose.map(list(job, "static_configs").getFirst());
        Map<String, Object> signIn = Compose.map(job.get("oauth2"));

        assertThat(list(targets, "targets"))
                .containsExactlyInAnyOrderElementsOf(Settings.SERVICES.stream()
                        .map(service -> service + ":" + SETTINGS.get(service).managementPort())
                        .toList());
        assertThat(list(realm(), "clients"))
                .anyMatch(client -> Compose.map(client).get("clientId").equals(signIn.get("client_id"))
                        && Compose.map(client).get("secret").equals(signIn.get("client_secret")));
        assertThat(list(realm(), "users").stream()
                        .map(Compose::map)
                        .filter(user -> signIn.get("client_id").equals(user.get("serviceAccountClientId")))
                        .map(user -> user.get("realmRoles")))
                .containsExactly(List.of("METRICS"));
        assertThat((String) signIn.get("token_url"))
                .startsWith(compose().environment("gateway").get("QUDAO_ISSUER_URI"));
    }

    // These tests can fail

    @Test
    void noticesAVariableThatNobodyReads() {
        Compose broken = Compose.parse(
                Repository.read("docker-compose.yml").replace("QUDAO_INVENTORY_URL: http", "QUDAO_STOCK_URL: http"));

        assertThat(drift(broken::deployed))
                .contains(
                        "order-service: sets QUDAO_STOCK_URL, which is not read",
                        "order-service: reads QUDAO_INVENTORY_URL, which is not set",
                        "gateway: reads QUDAO_INVENTORY_URL, which is not set");
    }

    @Test
    void noticesThatASettingIsLeftToItsDefault() {
        Compose broken = Compose.parse(Repository.read("docker-compose.yml")
                .replaceFirst(" +QUDAO_RETURNS_SHARE: .*\n", "")
                .replaceFirst(" +QUDAO_ZONE: .*\n", ""));

        assertThat(drift(broken::deployed))
                .containsExactly(
                        "dealer-service: reads QUDAO_ZONE, which is not set",
                        "order-service: reads QUDAO_RETURNS_SHARE, which is not set");
    }

    @Test
    void noticesAWrongPort() {
        Compose broken = Compose.parse(
                Repository.read("docker-compose.yml").replace("order-service:9082", "order-service:9083"));

        assertThat(drift(broken::deployed))
                .containsExactly("gateway: QUDAO_ORDER_MANAGEMENT_URL is http://order-service:9083,"
                        + " not http://order-service:9082");
    }

    @Test
    void refusesAKeyThatComposeDoesNotHave() {
        assertThatThrownBy(() ->
                        Compose.parse(Repository.read("docker-compose.yml").replace("cap_drop:", "capdrop:")))
                .hasMessageContaining("capdrop");
    }

    @Test
    void refusesAFieldThatKubernetesDoesNotHave() {
        String manifest =
                Repository.read("k8s/base/gateway.yaml").replace("failureThreshold: 40", "failureTreshold: 40");

        assertThatThrownBy(() -> Manifests.parse(manifest)).hasMessageContaining("failureTreshold");
        assertThatThrownBy(() -> infrastructure(Repository.read(INFRASTRUCTURE).replace("hostAliases:", "hostAlias:")))
                .hasMessageContaining("hostAlias");
    }

    private static String database(String service) {
        return "qudao_" + service.replace("-service", "");
    }

    private static Map<String, Object> realm() {
        return new Yaml().load(Repository.read("deploy/keycloak/qudao-realm.json"));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Map<String, Object> map, String key) {
        return (List<Object>) map.get(key);
    }

    private static Object at(Map<String, Object> map, String... path) {
        Object value = map;
        for (String key : path) {
            value = Compose.map(value).get(key);
        }
        return value;
    }
}

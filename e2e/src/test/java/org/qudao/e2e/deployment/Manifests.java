package org.qudao.e2e.deployment;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Kubernetes objects in their types. A field that the type does not have is an error. */
record Manifests(List<HasMetadata> objects) {

    static Manifests parse(String yaml) {
        KubernetesSerialization serialization = new KubernetesSerialization();
        List<HasMetadata> objects = new ArrayList<>();
        for (String document : yaml.split("(?m)^---\\s*$")) {
            if (document.lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) {
                continue;
            }
            HasMetadata object = serialization.unmarshal(document);
            refuseUnknownFields(
                    object, object.getKind() + " " + object.getMetadata().getName());
            objects.add(object);
        }
        return new Manifests(objects);
    }

    <T extends HasMetadata> Map<String, T> all(Class<T> type) {
        return objects.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .collect(Collectors.toMap(
                        object -> object.getMetadata().getName(),
                        object -> object,
                        (a, b) -> {
                            throw new IllegalArgumentException(
                                    "twice: " + a.getMetadata().getName());
                        },
                        TreeMap::new));
    }

    Container container(String service) {
        List<Container> containers = all(Deployment.class)
                .get(service)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers();
        if (containers.size() != 1) {
            throw new IllegalArgumentException(service + " has " + containers.size() + " containers");
        }
        return containers.getFirst();
    }

    Deployed deployed(String service) {
        Container container = container(service);
        Map<String, String> environment = new TreeMap<>();
        Map<String, ConfigMap> configMaps = all(ConfigMap.class);
        container
                .getEnvFrom()
                .forEach(source -> environment.putAll(
                        configMaps.get(source.getConfigMapRef().getName()).getData()));
        for (EnvVar variable : container.getEnv()) {
            environment.put(variable.getName(), valueOf(variable));
        }
        Set<Integer> containerPorts = container.getPorts().stream()
                .map(ContainerPort::getContainerPort)
                .collect(Collectors.toSet());
        Set<Integer> servicePorts = all(Service.class).get(service).getSpec().getPorts().stream()
                .map(port -> port.getPort())
                .collect(Collectors.toSet());
        if (!containerPorts.equals(servicePorts)) {
            throw new IllegalArgumentException(service + ": " + containerPorts + " behind " + servicePorts);
        }
        return new Deployed(service, container.getImage(), environment, containerPorts);
    }

    private static String valueOf(EnvVar variable) {
        if (variable.getValueFrom() == null) {
            return variable.getValue();
        }
        var secret = variable.getValueFrom().getSecretKeyRef();
        return secret.getName() + "/" + secret.getKey();
    }

    /** The typed models keep what they do not know in additionalProperties. */
    private static void refuseUnknownFields(Object node, String path) {
        if (node instanceof Collection<?> items) {
            items.forEach(item -> refuseUnknownFields(item, path + "[]"));
            return;
        }
        if (node instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> refuseUnknownFields(value, path + "." + key));
            return;
        }
        if (node == null || !node.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")) {
            return;
        }
        for (Method getter : node.getClass().getMethods()) {
            if (getter.getParameterCount() > 0 || !getter.getName().startsWith("get")) {
                continue;
            }
            Object value = invoke(getter, node);
            if (getter.getName().equals("getAdditionalProperties")) {
                if (value instanceof Map<?, ?> unknown && !unknown.isEmpty()) {
                    throw new IllegalArgumentException(path + " has no " + unknown.keySet());
                }
            } else {
                refuseUnknownFields(value, path + "." + getter.getName().substring(3));
            }
        }
    }

    private static Object invoke(Method getter, Object node) {
        try {
            return getter.invoke(node);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}

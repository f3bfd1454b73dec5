package org.qudao.e2e.contracts;

import static org.mockito.Mockito.mock;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.qudao.platform.events.EventSubscription;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;

/** A consumer group of a service and the types of one topic that it handles, as the service's own bean declares them. */
record Reader(String service, String topic, String group, List<String> types) {

    /** Where a module's classes lie during its build: in a directory, or packed. */
    private static final Pattern MODULE = Pattern.compile("/([^/]+)/target/(?:classes/|[^/]*(?<!-tests)\\.jar)$");

    /** All readers of all services, by topic and group. */
    static List<Reader> all() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Component.class));
        return scanner.findCandidateComponents("org.qudao").stream()
                .map(BeanDefinition::getBeanClassName)
                .flatMap(Reader::declaredBy)
                .sorted(Comparator.comparing(Reader::topic).thenComparing(Reader::group))
                .toList();
    }

    private static Stream<Reader> declaredBy(String component) {
        try {
            Class<?> type = Class.forName(component);
            Matcher module = MODULE.matcher(
                    type.getProtectionDomain().getCodeSource().getLocation().getPath());
            return module.find() ? declaredBy(type, module.group(1)) : Stream.empty();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Reader> declaredBy(Class<?> component, String service) {
        return Arrays.stream(component.getDeclaredMethods())
                .filter(method -> method.getReturnType() == EventSubscription.class)
                .map(method -> declaration(component, method))
                .map(declared -> new Reader(service, declared.topic(), declared.group(), declared.types()));
    }

    /** Calls the bean's method; that the beans it needs are empty shells does not matter, as no event comes. */
    private static EventSubscription declaration(Class<?> component, Method method) {
        try {
            var constructor = component.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            method.setAccessible(true);
            return (EventSubscription) method.invoke(constructor.newInstance(shells(constructor)), shells(method));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method.toString(), e);
        }
    }

    private static Object[] shells(Executable needing) {
        return Arrays.stream(needing.getParameterTypes())
                .map(type -> mock(type))
                .toArray();
    }
}

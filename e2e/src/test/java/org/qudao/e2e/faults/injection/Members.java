package org.qudao.e2e.faults.injection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.MemberDescription;
import org.qudao.e2e.Installation;

/**
 * Those who consume, as the broker knows them at a moment.
 *
 * @param byGroup ids of the members
 */
record Members(Map<String, Set<String>> byGroup) {

    static Members now(Installation installation) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", installation.kafkaBootstrap()))) {
            List<String> groups = admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .toList();
            Map<String, Set<String>> byGroup = new HashMap<>();
            admin.describeConsumerGroups(groups)
                    .all()
                    .get()
                    .forEach((group, description) -> byGroup.put(
                            group,
                            description.members().stream()
                                    .map(MemberDescription::consumerId)
                                    .collect(Collectors.toSet())));
            return new Members(byGroup);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Only the groups that somebody has joined since, with all who were in them before. */
    Members inGroupsJoinedSince(Members now) {
        Map<String, Set<String>> joined = new HashMap<>();
        now.byGroup.forEach((group, members) -> {
            Set<String> before = byGroup.getOrDefault(group, Set.of());
            if (!before.containsAll(members)) {
                joined.put(group, before);
            }
        });
        return new Members(joined);
    }

    /** Those who were not there before. */
    Members joinedSince(Members before) {
        Map<String, Set<String>> joined = new HashMap<>();
        byGroup.forEach((group, members) -> {
            Set<String> newcomers = members.stream()
                    .filter(member ->
                            !before.byGroup.getOrDefault(group, Set.of()).contains(member))
                    .collect(Collectors.toSet());
            if (!newcomers.isEmpty()) {
                joined.put(group, newcomers);
            }
        });
        return new Members(joined);
    }

    /** @throws AssertionError when the broker still counts on one of them, or there is none: then nobody had to take over from them */
    void requireGone(Members now) {
        if (byGroup.values().stream().allMatch(Set::isEmpty)) {
            throw new AssertionError("nobody consumed together with others");
        }
        byGroup.forEach((group, members) -> {
            if (members.stream().anyMatch(now.byGroup.getOrDefault(group, Set.of())::contains)) {
                throw new AssertionError("of group %s, the broker counts on one of %s, who do not move: %s"
                        .formatted(group, members, now.byGroup.get(group)));
            }
        });
    }
}

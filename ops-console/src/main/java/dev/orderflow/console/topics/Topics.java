package dev.orderflow.console.topics;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.orderflow.console.broker.Broker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the broker knows of topics and of who reads them. */
@Component
@RequiredArgsConstructor
class Topics {

    private final Broker broker;

    /**
     * @param records how many offsets there are from its beginning to its end; of a compacted topic
     *     not each has a record
     */
    record Summary(String name, int partitions, long records) {}

    /**
     * @param begin the first offset that is there
     * @param end the one that the next record will get
     */
    record Partition(
            int partition,
            long begin,
            long end,
            @Nullable Integer leader,
            int inSync,
            int replicas) {}

    /** How far a group has come; {@code committed} by partition. */
    record Group(String group, long lag, Map<Integer, Long> committed) {}

    record Details(String name, List<Partition> partitions, List<Group> groups) {}

    List<Summary> all() {
        var names = Broker.await(broker.admin().listTopics().names());
        var topics = describe(names);
        var all = topics.stream().flatMap(it -> partitions(it).stream()).toList();
        var begins = offsets(all, OffsetSpec.earliest());
        var ends = offsets(all, OffsetSpec.latest());
        return topics.stream()
                .map(
                        topic ->
                                new Summary(
                                        topic.name(),
                                        topic.partitions().size(),
                                        partitions(topic).stream()
                                                .mapToLong(it -> ends.get(it) - begins.get(it))
                                                .sum()))
                .sorted(Comparator.comparing(Summary::name))
                .toList();
    }

    Details one(String name) {
        var topic = describe(List.of(name)).iterator().next();
        var partitions = partitions(topic);
        var begins = offsets(partitions, OffsetSpec.earliest());
        var ends = offsets(partitions, OffsetSpec.latest());
        return new Details(
                name,
                topic.partitions().stream()
                        .map(
                                it -> {
                                    var partition = new TopicPartition(name, it.partition());
                                    return new Partition(
                                            it.partition(),
                                            begins.get(partition),
                                            ends.get(partition),
                                            it.leader() == null ? null : it.leader().id(),
                                            it.isr().size(),
                                            it.replicas().size());
                                })
                        .toList(),
                groups(begins, ends));
    }

    private List<Group> groups(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        var names =
                Broker.await(broker.admin().listGroups(ListGroupsOptions.forConsumerGroups()).all())
                        .stream()
                        .map(GroupListing::groupId)
                        .collect(toMap(identity(), _ -> new ListConsumerGroupOffsetsSpec()));
        if (names.isEmpty()) {
            return List.of();
        }
        var groups = new ArrayList<Group>();
        Broker.await(broker.admin().listConsumerGroupOffsets(names).all())
                .forEach(
                        (group, offsets) -> {
                            var committed = new HashMap<Integer, Long>();
                            var lag = 0L;
                            for (var partition : ends.keySet()) {
                                var offset = offsets.get(partition);
                                if (offset != null) {
                                    committed.put(partition.partition(), offset.offset());
                                    lag +=
                                            Math.max(
                                                    0,
                                                    ends.get(partition)
                                                            - Math.max(
                                                                    offset.offset(),
                                                                    begins.get(partition)));
                                }
                            }
                            if (!committed.isEmpty()) {
                                groups.add(new Group(group, lag, committed));
                            }
                        });
        groups.sort(Comparator.comparing(Group::group));
        return groups;
    }

    private Collection<TopicDescription> describe(Collection<String> names) {
        return Broker.await(broker.admin().describeTopics(names).allTopicNames()).values();
    }

    private static List<TopicPartition> partitions(TopicDescription topic) {
        return IntStream.range(0, topic.partitions().size())
                .mapToObj(it -> new TopicPartition(topic.name(), it))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> of, OffsetSpec which) {
        var asked = of.stream().collect(toMap(identity(), _ -> which));
        var offsets = new HashMap<TopicPartition, Long>();
        Broker.await(broker.admin().listOffsets(asked).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }
}

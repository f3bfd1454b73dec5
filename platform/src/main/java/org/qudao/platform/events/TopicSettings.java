package org.qudao.platform.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the topics are made that are not there yet.
 *
 * @param replicas of each; -1 as the broker says
 * @param minInsyncReplicas how many of them must have a message before it counts; -1 as the broker says
 * @param deadLettersKept how long a dead letter can be replayed; -1 ms for ever
 */
@ConfigurationProperties("qudao.topics")
record TopicSettings(int replicas, int minInsyncReplicas, Duration deadLettersKept) {}

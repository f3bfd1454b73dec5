/** The real Kafka broker, in KRaft mode with broker and controller combined, inside this process and with its data on disk. */
@NullMarked
package org.qudao.local.broker;

import org.jspecify.annotations.NullMarked;

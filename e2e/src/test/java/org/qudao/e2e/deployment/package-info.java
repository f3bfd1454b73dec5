/** Compares what is deployed with what the services read, so that the two cannot drift apart. Needs neither Docker nor a cluster. */
@NullMarked
package org.qudao.e2e.deployment;

import org.jspecify.annotations.NullMarked;

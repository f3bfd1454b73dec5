/** What orders must know of the network, kept up to date by the events of dealer-service. */
@NullMarked
package org.qudao.order.network;

import org.jspecify.annotations.NullMarked;

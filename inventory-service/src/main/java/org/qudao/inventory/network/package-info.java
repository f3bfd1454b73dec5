/** What this service knows of the network: the dealer service tells it, and places take their region, channel and tier from it. */
@NullMarked
package org.qudao.inventory.network;

import org.jspecify.annotations.NullMarked;

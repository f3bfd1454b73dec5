/** The node tree: kinds and where they may stand, the life cycle, and the record of every change. Pure Java, no framework. */
@NullMarked
package org.qudao.dealer.network;

import org.jspecify.annotations.NullMarked;

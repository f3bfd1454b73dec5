/** Keeps clients that send slowly on purpose from occupying the connections of the others. */
@NullMarked
package org.qudao.web.connections;

import org.jspecify.annotations.NullMarked;

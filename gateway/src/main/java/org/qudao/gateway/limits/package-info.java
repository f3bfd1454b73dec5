/** Bounds on what one request and one client may take. */
@NullMarked
package org.qudao.gateway.limits;

import org.jspecify.annotations.NullMarked;

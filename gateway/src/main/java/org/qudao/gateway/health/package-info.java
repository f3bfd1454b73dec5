/** Readiness of the whole product on one page. */
@NullMarked
package org.qudao.gateway.health;

import org.jspecify.annotations.NullMarked;

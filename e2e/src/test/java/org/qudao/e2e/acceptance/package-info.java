/** The product on a real sample: loaded by the demo's own command and asked through the gateway. */
@NullMarked
package org.qudao.e2e.acceptance;

import org.jspecify.annotations.NullMarked;

/** Judges bearer tokens by the keys that the issuer publishes. */
@NullMarked
package org.qudao.web.tokens;

import org.jspecify.annotations.NullMarked;

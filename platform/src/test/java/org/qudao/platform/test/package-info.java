/** What the services' tests share: real broker and store, signed tokens, architecture rules. */
@NullMarked
package org.qudao.platform.test;

import org.jspecify.annotations.NullMarked;

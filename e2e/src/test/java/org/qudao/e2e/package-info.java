/** The product as its users meet it: real processes, real broker, real store, over HTTP. */
@NullMarked
package org.qudao.e2e;

import org.jspecify.annotations.NullMarked;

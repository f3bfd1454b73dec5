/** The document store: client settings, decimals and dates, indexes by name. */
@NullMarked
package org.qudao.platform.mongo;

import org.jspecify.annotations.NullMarked;

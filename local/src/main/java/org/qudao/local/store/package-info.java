/**
 * The embedded document store: it speaks the MongoDB wire protocol, keeps its data in one file, and answers a write only once it is safe there.
 */
@NullMarked
package org.qudao.local.store;

import org.jspecify.annotations.NullMarked;

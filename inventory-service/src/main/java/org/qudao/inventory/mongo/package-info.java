/** The store: how documents lie in MongoDB. Nothing outside this package knows. */
@NullMarked
package org.qudao.inventory.mongo;

import org.jspecify.annotations.NullMarked;

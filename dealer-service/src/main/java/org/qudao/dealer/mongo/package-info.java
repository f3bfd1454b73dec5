/** The ports on MongoDB: how nodes, territories, people, targets, plans and sales lie in documents. */
@NullMarked
package org.qudao.dealer.mongo;

import org.jspecify.annotations.NullMarked;

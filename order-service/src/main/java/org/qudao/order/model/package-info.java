/**
 * Orders, returns, products and credit accounts with every rule that decides about them: plain Java, no store, no web. The
 * ports at the end (plural nouns) say what a store must guarantee.
 */
@NullMarked
package org.qudao.order.model;

import org.jspecify.annotations.NullMarked;

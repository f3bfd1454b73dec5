/** What somebody would try who wants what is not theirs. Each test says what was tried and what the product must answer. */
@NullMarked
package org.qudao.e2e.attacks;

import org.jspecify.annotations.NullMarked;

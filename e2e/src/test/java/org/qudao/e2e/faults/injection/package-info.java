/** What can go wrong around the product, as things that a test inflicts on an installation. */
@NullMarked
package org.qudao.e2e.faults.injection;

import org.jspecify.annotations.NullMarked;

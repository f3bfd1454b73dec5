/** Makes what lets a service's JVM start in less than half the time. */
@NullMarked
package org.qudao.local.training;

import org.jspecify.annotations.NullMarked;

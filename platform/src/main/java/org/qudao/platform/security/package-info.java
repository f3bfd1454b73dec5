/** Who calls, and which part of the network tree the caller may see. */
@NullMarked
package org.qudao.platform.security;

import org.jspecify.annotations.NullMarked;

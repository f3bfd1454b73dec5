/** Which request goes to which service, what of it is forwarded, and what a caller hears when the service does not answer. */
@NullMarked
package org.qudao.gateway.routing;

import org.jspecify.annotations.NullMarked;

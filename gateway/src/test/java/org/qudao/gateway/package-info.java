/** The gateway as its clients see it: a real one on free ports, with stand-ins for the services and the issuer behind it. */
@NullMarked
package org.qudao.gateway;

import org.jspecify.annotations.NullMarked;

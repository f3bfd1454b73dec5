/** Token verification at the door and the headers that protect browsers. The services verify each token again. */
@NullMarked
package org.qudao.gateway.security;

import org.jspecify.annotations.NullMarked;

/** The one door to the product: checks tokens and limits, forwards to the four services, shows their health and API. */
@NullMarked
package org.qudao.gateway;

import org.jspecify.annotations.NullMarked;
